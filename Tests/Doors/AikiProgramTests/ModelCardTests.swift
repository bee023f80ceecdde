import AikiBase
import Foundation
import Testing

/// Goal: the model that ships is as good as its card says. Method: a part of the exam that the card
/// tells of; the shares agree to within four standard deviations of such a part.
@Suite(.timeLimit(.minutes(10))) struct ModelCardTests {
    private static let folder = Program.fixtures.deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Models/nano")

    /// How many of how many the card says are right, of the row that begins so.
    private func stated(_ row: String) throws -> (right: Double, count: Double) {
        let card = try String(contentsOf: Self.folder.appending(path: "README.md"), encoding: .utf8)
        let line = try #require(card.split(separator: "\n").first { $0.hasPrefix("| \(row)") })
        let match = try #require(line.firstMatch(of: /\((\d+) of (\d+)\)/))
        return (try #require(Double(match.1)), try #require(Double(match.2)))
    }

    @Test func `The model that ships does in a part of its exam as its card says`() throws {
        let program = try Program()
        let exam = program.folder.appending(path: "test.jsonl").path
        let made = try program.run(
            "corpus", "exercises", "--count", "400", "--seed", "3", "--split", "test", "--out",
            exam)
        #expect(made.status == 0, "\(made.notes)")
        let model = Self.folder.appending(path: "aiki-nano.gguf").path
        let result = try program.run("eval", model, "--exercises", exam, "--json")
        #expect(result.status == 0, "\(result.notes)")
        let rows = [
            ("recall", "answers from a memory in its prompt"),
            ("unknown", "says that it does not know"),
            ("unfamiliar", "the same questions in words that training never used"),
        ]
        for (name, row) in rows {
            let said = try stated(row)
            let score = try #require(result.json["exercises"]?["score"]?[name])
            let right = try #require(score["right"]?.wholeNumber)
            let count = try #require(score["count"]?.wholeNumber)
            #expect(count > 20)
            let share = said.right / said.count
            let deviation = (share * (1 - share) / Double(count)).squareRoot()
            #expect(
                abs(Double(right) / Double(count) - share) < 4 * deviation,
                "\(row): \(right) of \(count), the card says \(Int(said.right)) of \(Int(said.count))"
            )
        }
    }
}
