import AikiBase
import AikiCorpus
import Testing

@Suite
struct CorpusErrorTests {
    @Test("An error names its file")
    func namesItsFile() {
        #expect(
            CorpusError.unreadable(path: "a.txt", reason: "it is a folder").message.contains(
                "a.txt"))
    }
}
