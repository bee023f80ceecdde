import AikiBase
import AikiDialogue
import AikiExercises
import Testing

/// Whether answers are told right from wrong.
@Suite struct GradingTests {
    static let cases: [(expectation: ExpectedAnswer, answer: String, isRight: Bool)] = [
        (.holds(all: ["Bergen"], none: ["Oslo"]), "Ola lives in Bergen.", true),
        (.holds(all: ["Bergen"], none: ["Oslo"]), "ola lives in  BERGEN", true),
        (.holds(all: ["Bergen"], none: ["Oslo"]), "Ola lives in Oslo.", false),
        (.holds(all: ["Bergen"], none: ["Oslo"]), "Ola lives in Bergen or Oslo.", false),
        (.holds(all: ["Bergen"], none: []), "Ola lives in Bergensen.", false),
        (.holds(all: ["Bergen"], none: []), "I do not know. Perhaps Bergen.", false),
        (.holds(all: ["7"], none: []), "It is 17.", false),
        (.holds(all: ["7:30"], none: []), "It is at 7:30.", true),
        (.holds(all: ["yes", "Bergen"], none: ["no"]), "Ola lives in Bergen, so yes.", true),
        (.holds(all: ["yes", "Bergen"], none: ["no"]), "No, Ola lives in Bergen.", false),
        (.holds(all: ["a", "b"], none: []), "a", false),
        (.holds(all: ["a"], none: []), "", false),
        (.unknown(none: ["Oslo"]), "I do not know where Ola lives.", true),
        (.unknown(none: ["Oslo"]), "I don\u{2019}t know.", true),
        (.unknown(none: ["Oslo"]), "You have not told me.", true),
        (.unknown(none: ["Oslo"]), "I do not know. Maybe Oslo.", false),
        (.unknown(none: []), "Ola lives in Oslo.", false),
        (.unknown(none: []), "", false),
        (.exact("Afraid."), "afraid", true),
        (.exact("a, b"), "a, b.", true),
        (.exact("a, b"), "a,  b\n", true),
        (.exact("a, b"), "a b", false),
        (.free, "", true),
    ]

    @Test(arguments: cases.indices)
    func `an answer is graded by what it must hold`(index: Int) {
        let (expectation, answer, isRight) = Self.cases[index]
        #expect(expectation.accepts(answer) == isRight, "\(expectation): \(answer)")
    }

    @Test func `an expectation survives JSON`() throws {
        for (expectation, _, _) in Self.cases {
            #expect(ExpectedAnswer(json: expectation.json) == expectation)
        }
        for json: JSONValue in [
            "x", ["type": "holds"], ["type": "exact"], ["type": "never"],
            ["type": "unknown", "none": [1]],
        ] {
            #expect(ExpectedAnswer(json: json) == nil)
        }
    }

    @Test func `a report counts each kind, and nothing that has no right answer`() {
        func exercise(_ kind: Exercise.Kind, _ expectation: ExpectedAnswer) -> Exercise {
            Exercise(
                id: "", kind: kind, isUnfamiliar: kind == .history,
                messages: [Message(role: .user, text: "?"), Message(role: .assistant, text: "!")],
                expectation: expectation)
        }
        var report = ExerciseReport()
        let holds = ExpectedAnswer.holds(all: ["Bergen"], none: [])
        #expect(report.add("Bergen", to: exercise(.memory, holds)) == true)
        #expect(report.add("Oslo", to: exercise(.memory, holds)) == false)
        #expect(report.add("Bergen", to: exercise(.history, holds)) == true)
        #expect(report.add("I do not know.", to: exercise(.unknown, .unknown(none: []))) == true)
        #expect(report.add("Hello!", to: exercise(.smallTalk, .free)) == nil)
        #expect(report.recall.right == 2 && report.recall.count == 3)
        #expect(report.unknown.right == 1 && report.unknown.count == 1)
        #expect(report.unfamiliar.count == 1)
        #expect(report.json["kinds"]?["memory"]?["share"]?.real == 0.5)
        #expect(report.json["kinds"]?["small-talk"] == nil)
    }
}
