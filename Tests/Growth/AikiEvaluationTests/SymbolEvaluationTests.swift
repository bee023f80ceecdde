import AikiBase
import AikiEvaluation
import Foundation
import Testing

/// Goal: the probe finds what states carry and nothing more. Method: labels that follow from the text
/// (its first word, its last), labels drawn at random, and lines that are broken.
struct SymbolEvaluationTests {
    private var options: EvaluationOptions {
        var options = EvaluationOptions()
        options.threads = 2
        return options
    }

    /// Texts of random words between a first and a last one out of four.
    private func lines(_ count: Int) -> [LabelledText] {
        var random = SeededRandom(seed: 7)
        let words = ["ships", "storm", "harbour", "evening"]
        return (0..<count).map { index in
            let (first, last) = (
                Int.random(in: 0..<4, using: &random), Int.random(in: 0..<4, using: &random)
            )
            let middle = (0..<3).map { _ in
                String(Int.random(in: 0..<1_000, using: &random))
            }
            return LabelledText(
                text: "\(words[first]) \(middle.joined(separator: " ")) the \(words[last])",
                labels: [
                    .scene: "scene\(first)", .role: "role\(last)",
                    .emotion: "emotion\(Int.random(in: 0..<4, using: &random))",
                ])
        }
    }

    @Test func whatATextSaysIsFoundAndWhatItDoesNotSayIsNot() throws {
        let model = try TinyModel(context: 64)
        let evaluation = SymbolEvaluation(path: model.path, name: "tiny", options: options)
        let report = try evaluation.run(lines(600))
        #expect(report.kinds.map(\.kind) == [.scene, .role, .emotion])
        for kind in report.kinds {
            #expect(kind.labelCount == 4 && kind.heldOutCount == 120)
            #expect(kind.layers.count == 4)
            #expect((1.9...2).contains(kind.labelEntropy))
        }
        // The last word is what the last token says; chance would be 2 bits below.
        let role = report.kinds[1].layers[0]
        #expect(role.lastTokenDepth > 1 && role.lastTokenAccuracy > 0.7)
        // Tokens before the last word cannot know it.
        #expect(role.tokenDepth < role.lastTokenDepth)
        // What stands nowhere is not found.
        #expect(abs(report.kinds[2].chosen.tokenDepth) < 0.1)
    }

    @Test func theSameSeedGivesTheSameNumbersOnAnyThreads() throws {
        let model = try TinyModel(context: 64)
        let reports = try [1, 2].map { threads in
            var options = options
            options.threads = threads
            return try SymbolEvaluation(path: model.path, name: "tiny", options: options)
                .run(lines(100))
        }
        #expect(reports[0] == reports[1])
    }

    @Test func linesThatStandTwiceOrDoNotFitAreLeftOutAndCounted() throws {
        let model = try TinyModel(context: 64)
        var all = lines(40)
        let different = Set(all.map(\.text)).count
        all += [all[0], LabelledText(text: String(repeating: "x y ", count: 90), labels: [:])]
        let report = try SymbolEvaluation(path: model.path, name: "tiny", options: options).run(all)
        #expect(report.linesLeftOut == all.count - different)
    }

    @Test func tooFewTextsOrTooManyLabelsAreErrors() throws {
        let model = try TinyModel(context: 64)
        let evaluation = SymbolEvaluation(path: model.path, name: "tiny", options: options)
        #expect(throws: EvaluationError.self) { try evaluation.run([]) }
        #expect(throws: EvaluationError.self) {
            try evaluation.run(Array(lines(SymbolEvaluation.textsMin - 1)))
        }
        let many = (0...SymbolEvaluation.labelsMax).map {
            LabelledText(text: "text \($0)", labels: [.scene: "scene \($0)"])
        }
        let error = #expect(throws: EvaluationError.self) { try evaluation.run(many) }
        #expect(error?.code == "evaluation.too-large")
    }

    @Test func linesAreReadAndBrokenOnesNamed() throws {
        let model = try TinyModel()
        let path = try model.file(
            "l.jsonl",
            """
            {"text": "a", "scene": "home", "emotion": ["joy"]}
            {"text": "b", "emotion": ["joy", "grief"], "role": null}
            """)
        let lines = try SymbolEvaluation.lines(path)
        #expect(lines[0].labels == [.scene: "home", .emotion: "joy"])
        #expect(lines[1].labels.isEmpty)
        for line in [
            #"{"scene": "home"}"#, #"{"text": "", "scene": "home"}"#, #"{"text": "a", "scene": 3}"#,
            #"{"text": "a", "scene": ""}"#, #"{"text": "a", "scene": [3]}"#, "[",
        ] {
            let broken = try model.file("b.jsonl", #"{"text": "a"}"# + "\n" + line)
            let error = #expect(throws: EvaluationError.self) {
                try SymbolEvaluation.lines(broken)
            }
            #expect(error?.message.contains("line 2") == true, "\(line)")
        }
    }
}
