import AikiBase
import AikiEvaluation
import AikiTokenizer
import Foundation
import Testing

/// Goal: the likeliest choice is found, as a whole and a byte. Method: against sums of plain
/// log-probabilities of each prompt with each choice; broken lines one by one.
struct ChoiceEvaluationTests {
    private static let questions: [(prompt: String, choices: [String])] = [
        ("The ships came", ["home", "before the storm", "42"]),
        ("Every evening she walked down to the harbour and", ["sang", "slept for a long time"]),
        ("Q: what?\nA: ", ["yes", "no", "perhaps", "never again"]),
        ("the", ["ships", "storm"]),
    ]
    private var exact: EvaluationOptions {
        var options = EvaluationOptions()
        (options.isExact, options.threads) = (true, 1)
        return options
    }

    /// Bits of each choice, all of a text's tokens computed anew.
    private func bits(_ model: TinyModel, _ prompt: String, _ choices: [String]) throws -> [Double]
    {
        let tokenizer = try model.tokenizer()
        let isOpen = prompt.isEmpty || prompt.last?.isWhitespace == true
        let before = tokenizer.encode(prompt, addSpecial: true, parseSpecial: false)
        let whole = choices.map {
            tokenizer.encode(
                prompt + (isOpen ? "" : " ") + $0, addSpecial: true, parseSpecial: false)
        }
        // A space at the prompt's end may become one token with what follows.
        let shared = whole.map { zip($0, before).prefix { $0 == $1 }.count }.min() ?? 0
        return try whole.map { try model.bits($0).dropFirst(shared - 1).reduce(0, +) }
    }

    @Test func accuraciesAreThoseOfPlainSums() throws {
        let model = try TinyModel(context: 128)
        var asked: [ChoiceQuestion] = []
        var (right, normalized, cost, bytes) = (0, 0, 0.0, 0)
        for (index, question) in Self.questions.enumerated() {
            let bits = try bits(model, question.prompt, question.choices)
            let isOpen = question.prompt.isEmpty || question.prompt.last?.isWhitespace == true
            let lengths = question.choices.map { $0.utf8.count + (isOpen ? 0 : 1) }
            let perByte = zip(bits, lengths).map { $0 / Double($1) }
            let answer = index % question.choices.count
            if bits[answer] == bits.min() { right += 1 }
            if perByte[answer] == perByte.min() { normalized += 1 }
            cost += bits[answer]
            bytes += lengths[answer]
            asked.append(
                ChoiceQuestion(
                    prompt: question.prompt, choices: question.choices, answer: answer))
        }
        let report = try ChoiceEvaluation(path: model.path, name: "tiny", options: exact).run(asked)
        #expect(report.rightCount == right && report.rightNormalizedCount == normalized)
        #expect(abs(report.bitsPerByte - cost / Double(bytes)) < 1e-4)
        #expect(abs(report.chance - (1 / 3.0 + 1 / 2.0 + 1 / 4.0 + 1 / 2.0) / 4) < 1e-12)
    }

    @Test func answersMayBeIndicesLettersOrTexts() throws {
        let model = try TinyModel()
        let path = try model.file(
            "q.jsonl",
            """
            {"question": "q", "choices": ["x", "y"], "answer": 1}

            {"context": "c", "question": "q", "choices": ["x", "y"], "answer": "b"}
            {"context": "c", "choices": ["x", "y"], "answer": "y"}
            """)
        let questions = try ChoiceEvaluation.questions(path)
        #expect(questions.map(\.answer) == [1, 1, 1])
        #expect(questions.map(\.prompt) == ["q", "c\nq", "c"])
    }

    @Test func brokenLinesAreNamed() throws {
        let model = try TinyModel()
        let good = #"{"question": "q", "choices": ["x", "y"], "answer": 0}"# + "\n"
        let many = (0...ChoiceQuestion.choicesMax).map { "\"\($0)\"" }.joined(separator: ",")
        for line in [
            "no json", "[]", #"{"choices": ["x", "y"], "answer": 0}"#,
            #"{"question": "q", "choices": ["x"], "answer": 0}"#,
            #"{"question": "q", "choices": ["x", 2], "answer": 0}"#,
            #"{"question": "q", "choices": ["x", ""], "answer": 0}"#,
            #"{"question": "q", "choices": ["x", "y"], "answer": 2}"#,
            #"{"question": "q", "choices": ["x", "y"], "answer": "C"}"#,
            #"{"question": "q", "choices": ["x", "y"]}"#,
            "{\"question\": \"q\", \"choices\": [\(many)], \"answer\": 0}",
        ] {
            let path = try model.file("q.jsonl", good + line + "\n")
            let error = #expect(throws: EvaluationError.self) {
                try ChoiceEvaluation.questions(path)
            }
            #expect(error?.message.contains("line 2") == true, "\(line)")
        }
        #expect(throws: EvaluationError.self) {
            try ChoiceEvaluation.questions(model.file("empty.jsonl", "\n"))
        }
        #expect(throws: EvaluationError.self) { try ChoiceEvaluation.questions("/nowhere") }
    }

    @Test func aQuestionThatDoesNotFitIsNamed() throws {
        let model = try TinyModel()
        let long = String(repeating: "the storm ", count: 60)
        let question = ChoiceQuestion(prompt: long, choices: ["a", "b"], answer: 0)
        let evaluation = ChoiceEvaluation(path: model.path, name: "tiny", options: exact)
        let error = #expect(throws: EvaluationError.self) { try evaluation.run([question]) }
        // This model has no token that begins a text, so something must stand before a choice.
        let empty = ChoiceQuestion(prompt: "", choices: ["a", "b"], answer: 0)
        #expect(throws: EvaluationError.self) { try evaluation.run([empty]) }
        #expect(error?.code == "evaluation.does-not-fit")
    }
}
