import AikiBase
import AikiEvaluation
import AikiTokenizer
import Foundation
import Testing

/// Goal: every byte of a text is counted once, and costs what the model says. Method: against
/// log-probabilities summed in the plainest way, and against a model of uniform logits, whose
/// numbers follow from the text alone.
struct TextEvaluationTests {
    private static let text = "The ships, 42 of them, came home before the storm. Naïve café!"
    private var exact: EvaluationOptions {
        var options = EvaluationOptions()
        (options.isExact, options.threads) = (true, 1)
        return options
    }

    @Test(arguments: ["llama", "qwen2"])
    func aTextThatFitsCostsTheSumOfItsTokens(name: String) throws {
        let model = try TinyModel(name, context: 256)
        let tokens = try model.tokenizer().encode(Self.text, addSpecial: true, parseSpecial: false)
        let expected = try model.bits(tokens).reduce(0, +)
        let report = try TextEvaluation(path: model.path, name: name, options: exact)
            .run([Self.text])
        #expect(abs(report.bits - expected) < 1e-4 * expected)
        let begins = try model.tokenizer().special.addsBOS
        let first = try model.tokenizer().bytes(of: tokens[0]).count
        #expect(report.byteCount == Self.text.utf8.count - (begins ? 0 : first))
        #expect(report.tokenCount == tokens.count - 1)
        #expect(report.bytesLeftOut == 0)
    }

    @Test(arguments: [4, 7, 16, 33])
    func windowsScoreEveryTokenOnceWithHalfAContext(context: Int) throws {
        let model = try TinyModel(context: 256)
        let tokenizer = try model.tokenizer()
        let tokens = tokenizer.encode(Self.text, addSpecial: false, parseSpecial: false)
        let beginning: [Int32] =
            tokenizer.special.addsBOS
            ? [try #require(tokenizer.special.bos)] : []
        let half = (context - beginning.count) / 2
        var expected = 0.0
        var (done, count) = (0, 0)
        while done < tokens.count {
            let start = max(0, done - half)
            let stop = min(tokens.count, start + context - beginning.count)
            let bits = try model.bits(beginning + tokens[start..<stop])
            expected += bits.suffix(stop - max(done, start + 1 - beginning.count)).reduce(0, +)
            count += stop - max(done, start + 1 - beginning.count)
            done = stop
        }
        var options = exact
        options.contextTokens = context
        let report = try TextEvaluation(path: model.path, name: "tiny", options: options)
            .run([Self.text])
        #expect(report.tokenCount == count)
        #expect(abs(report.bits - expected) < 1e-4 * expected)
    }

    @Test func uniformLogitsCostTheVocabulary() throws {
        let model = try TinyModel(isUniform: true)
        let report = try TextEvaluation(path: model.path, name: "flat", options: exact)
            .run(["babab", "babab"])
        #expect(abs(report.bits - Double(report.tokenCount) * log2(288)) < 1e-6)
        #expect(abs(report.perplexity - 288) < 1e-6)
        // Behind the first token, which nothing foretells, half a's and half b's: a bit each.
        #expect(abs(report.byteEntropy - 1) < 1e-12)
        let depth = report.bytesPerToken - log2(288)
        #expect(abs(report.predictiveDepth - depth) < 1e-6)
        #expect(report.bitsPerByteError < 1e-9)
    }

    @Test func whatIsBeyondALimitIsLeftOutAndSaid() throws {
        let model = try TinyModel()
        let report = try TextEvaluation(
            path: model.path, name: "tiny", options: exact, tokensMax: 5
        ).run([Self.text, "more"])
        #expect(report.tokenCount == 5)
        // The first token, "T", is neither scored nor left out for the limit.
        #expect(report.byteCount + report.bytesLeftOut == Self.text.utf8.count - 1 + 4)
        #expect(report.bytesLeftOut > 4)
    }

    @Test func nothingToScoreIsAnError() throws {
        let model = try TinyModel()
        let evaluation = TextEvaluation(path: model.path, name: "tiny", options: exact)
        for texts in [[], [""], ["", ""]] {
            #expect(throws: EvaluationError.tooLittle(what: "tokens to score", found: 0, needed: 2))
            {
                try evaluation.run(texts)
            }
        }
    }

    @Test func aContextBeyondTheModelsIsRefused() throws {
        let model = try TinyModel()
        for context in [3, 65] {
            var options = exact
            options.contextTokens = context
            let evaluation = TextEvaluation(path: model.path, name: "tiny", options: options)
            #expect(throws: EvaluationError.self) { try evaluation.run(["text"]) }
        }
    }
}
