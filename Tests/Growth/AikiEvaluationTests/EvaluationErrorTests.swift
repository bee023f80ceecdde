import AikiBase
import AikiEvaluation
import Testing

@Suite
struct EvaluationErrorTests {
    @Test("An error names its file")
    func namesItsFile() {
        #expect(
            EvaluationError.unreadable(path: "a.txt", reason: "it is a folder").message.contains(
                "a.txt"))
    }
}
