public import AikiBase
import AikiModel
import AikiTokenizer
import Foundation

/// Lets a model choose among answers by how likely it finds each behind the question.
///
/// Between question and choice stands a space, unless the question ends with white space; it counts
/// as the choice's. What question and choice share with the question alone as tokens is read once; all
/// tokens behind that are the choice's. Source: the way of lm-evaluation-harness (Gao 2021), whose
/// `acc` and `acc_norm` are the two accuracies here.
public struct ChoiceEvaluation: Sendable {
    private let path: String
    private let name: String
    private let options: EvaluationOptions

    /// Prepares an evaluation; nothing is read yet.
    ///
    /// - Parameters:
    ///   - path: the model's GGUF file.
    ///   - name: what the report calls it.
    ///   - options: how it is computed.
    public init(path: String, name: String, options: EvaluationOptions = .init()) {
        self.path = path
        self.name = name
        self.options = options
    }

    /// Reads a file of questions.
    ///
    /// - Throws: ``EvaluationError``.
    public static func questions(_ path: String) throws(EvaluationError) -> [ChoiceQuestion] {
        let questions = try LineFile.read(path) { line throws(LineProblem) in
            try ChoiceQuestion(line: line)
        }
        guard !questions.isEmpty else { throw .tooLittle(what: "questions", found: 0, needed: 1) }
        return questions
    }

    /// Asks the questions.
    ///
    /// - Throws: ``EvaluationError``; why the model cannot be loaded or run.
    public func run(
        _ questions: [ChoiceQuestion], progress: ProgressHandler? = nil
    ) throws -> ChoiceReport {
        precondition(!questions.isEmpty)
        let reader = try TokenReader(path: path, options)
        var (right, rightNormalized, chance) = (0, 0, 0.0)
        var (bits, bytes) = (0.0, 0)
        for (index, question) in questions.enumerated() {
            progress?(
                WorkProgress(
                    label: "asking", done: Int64(index), total: Int64(questions.count)))
            let losses = try losses(question, reader, number: index + 1)
            let lengths = question.choices.map { Double(Self.spaced(question, $0).utf8.count) }
            let perByte = zip(losses, lengths).map { $0 / $1 }
            if Self.smallest(losses) == question.answer { right += 1 }
            if Self.smallest(perByte) == question.answer { rightNormalized += 1 }
            chance += 1 / Double(question.choices.count)
            bits += losses[question.answer] / log(2)
            bytes += Int(lengths[question.answer])
        }
        return ChoiceReport(
            model: name, questionCount: questions.count, rightCount: right,
            rightNormalizedCount: rightNormalized, chance: chance / Double(questions.count),
            bitsPerByte: bits / Double(bytes))
    }

    /// −ln p of each choice.
    private func losses(
        _ question: ChoiceQuestion, _ reader: TokenReader, number: Int
    ) throws -> [Double] {
        func encode(_ text: String) -> [Int32] {
            reader.beginning
                + reader.tokenizer.encode(text, addSpecial: false, parseSpecial: false)
        }
        let prompt = encode(question.prompt)
        let whole = question.choices.map { encode(question.prompt + Self.spaced(question, $0)) }
        let shared = whole.reduce(prompt.count) { least, tokens in
            min(least, zip(prompt, tokens).prefix { $0 == $1 }.count)
        }
        guard shared >= 1 else {
            throw EvaluationError.tooLittle(
                what: "tokens before the choices of question \(number)", found: 0, needed: 1)
        }
        reader.cache.truncate(to: 0)
        // The last shared token is read with each choice: its logits foretell the first of the choice.
        if shared > 1 {
            guard shared <= reader.contextTokens else {
                throw EvaluationError.doesNotFit(
                    what: "Question \(number)", tokens: shared, limit: reader.contextTokens)
            }
            try reader.runner.run([
                BatchEntry(cache: reader.cache, tokens: whole[0][..<(shared - 1)], output: .none)
            ])
        }
        return try whole.map { tokens in
            guard tokens.count <= reader.contextTokens else {
                throw EvaluationError.doesNotFit(
                    what: "Question \(number)", tokens: tokens.count, limit: reader.contextTokens)
            }
            reader.cache.truncate(to: shared - 1)
            return try reader.losses(tokens[(shared - 1)...], from: 1).reduce(0, +)
        }
    }

    /// A choice as it stands behind its question.
    private static func spaced(_ question: ChoiceQuestion, _ choice: String) -> String {
        let endsOpen = question.prompt.unicodeScalars.last?.properties.isWhitespace ?? true
        return endsOpen ? choice : " " + choice
    }

    /// The first of the smallest.
    private static func smallest(_ values: [Double]) -> Int? {
        values.indices.min { values[$0] < values[$1] }
    }
}
