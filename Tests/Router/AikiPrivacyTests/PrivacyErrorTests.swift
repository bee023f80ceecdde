import AikiBase
import AikiPrivacy
import Testing

@Suite
struct PrivacyErrorTests {
    @Test("An error names its file")
    func namesItsFile() {
        #expect(
            PrivacyError.unreadable(path: "a.txt", reason: "it is a folder").message.contains(
                "a.txt"))
    }
}
