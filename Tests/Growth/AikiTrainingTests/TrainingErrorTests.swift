import AikiBase
import AikiTraining
import Testing

@Suite
struct TrainingErrorTests {
    @Test("An error names its file")
    func namesItsFile() {
        #expect(
            TrainingError.unreadable(path: "a.txt", reason: "it is a folder").message.contains(
                "a.txt"))
    }
}
