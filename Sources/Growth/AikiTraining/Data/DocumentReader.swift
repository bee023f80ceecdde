import AikiBase
package import AikiTemplate
package import AikiTokenizer
import Foundation

/// Reads documents to train on from JSON lines: texts, or conversations of which only answers count.
///
/// A line is one of
///
///     {"text": "..."}                                    every token counts
///     {"prompt": "...", "completion": "..."}             the completion counts
///     {"messages": [{"role": "user", "content": "..."},
///                   {"role": "assistant", "content": "..."}]}
///
/// Conversations are written by the model's own chat template, so that training sees what serving will;
/// what the assistant says counts, together with the token that ends it.
package struct DocumentReader: Sendable {
    /// What to do with documents that do not fit.
    package enum Long: String, Sendable, CaseIterable {
        /// Refuse them.
        case refuse
        /// Leave them out, and say how many.
        case skip
        /// Keep their beginning, and say how many.
        case cut
    }

    /// What was read.
    package struct Result: Sendable {
        /// The documents.
        package var tokens: MemoryTokens
        /// How many were left out or cut for their length.
        package var longCount: Int
        /// How many held nothing to learn.
        package var emptyCount: Int
        /// Answers that do not count, since the template writes them in another way than they are given.
        package var uncutCount: Int
    }

    /// One document.
    struct Document {
        /// Its tokens.
        var tokens: [Int32]
        /// Which of them count; nil for all.
        var counts: [Bool]?
        /// Answers that do not count, though they are the assistant's.
        var uncutAnswers = 0
    }

    private let tokenizer: Tokenizer
    private let template: ChatTemplate?
    private let tokensMax: Int
    private let long: Long

    /// The longest line that is read.
    package static let lineBytesMax = 16 << 20

    /// Prepares to read.
    ///
    /// - Parameters:
    ///   - tokenizer: the model's.
    ///   - template: the model's chat template, for lines of messages.
    ///   - tokensMax: how many tokens a document may have.
    ///   - long: what to do with longer ones.
    package init(
        tokenizer: Tokenizer, template: ChatTemplate?, tokensMax: Int, long: Long
    ) {
        self.tokenizer = tokenizer
        self.template = template
        self.tokensMax = tokensMax
        self.long = long
    }

    /// Reads a file.
    ///
    /// - Throws: ``TrainingError`` with path and line.
    package func read(_ path: String) throws -> Result {
        var documents: [[Int32]] = []
        var counts: [[Bool]?] = []
        var result = (long: 0, empty: 0, uncut: 0)
        try forEachLine(path) { object, number in
            var document = try self.document(object, path, number)
            guard document.tokens.count >= 2, document.counts?.contains(true) ?? true else {
                result.empty += 1
                return
            }
            if document.tokens.count > tokensMax {
                result.long += 1
                guard long != .refuse else {
                    throw TrainingError.documentTooLong(
                        path: path, line: number, tokens: document.tokens.count, limit: tokensMax)
                }
                guard long == .cut else { return }
                document.tokens.removeLast(document.tokens.count - tokensMax)
                document.counts = document.counts.map { Array($0.prefix(tokensMax)) }
            }
            result.uncut += document.uncutAnswers
            documents.append(document.tokens)
            counts.append(document.counts)
        }
        guard !documents.isEmpty else {
            throw TrainingError.noData(path: path, reason: "it has no document of two tokens")
        }
        return Result(
            tokens: MemoryTokens(documents, counts: counts), longCount: result.long,
            emptyCount: result.empty, uncutCount: result.uncut)
    }

    /// Reads pairs of answers: lines of `prompt`, `chosen` and `rejected`, each a text or messages.
    ///
    /// - Throws: ``TrainingError`` with path and line; pairs are never cut.
    package func readPairs(_ path: String) throws -> [Preference.Pair] {
        var pairs: [Preference.Pair] = []
        try forEachLine(path) { object, number in
            let better = try self.answer(object, "chosen", path, number)
            let worse = try self.answer(object, "rejected", path, number)
            let longest = max(better.tokens.count, worse.tokens.count)
            guard longest <= tokensMax else {
                throw TrainingError.documentTooLong(
                    path: path, line: number, tokens: longest, limit: tokensMax)
            }
            pairs.append((better, worse))
        }
        guard !pairs.isEmpty else {
            throw TrainingError.noData(path: path, reason: "it has no pair of answers")
        }
        return pairs
    }

    private func answer(
        _ object: JSONObject, _ key: String, _ path: String, _ number: Int
    ) throws -> Preference.Document {
        let question = object["prompt"]
        var line = JSONObject()
        switch object[key] {
        case .string(let answer)?:
            if let messages = question?.elements {
                let said: JSONValue = ["role": "assistant", "content": .string(answer)]
                line["messages"] = .array(messages + [said])
            } else {
                line["prompt"] = question ?? ""
                line["completion"] = .string(answer)
            }
        case .array(let messages)?:
            line["messages"] = .array((question?.elements ?? []) + messages)
        default: throw malformed(path, number, "it has no text or messages as \(key)")
        }
        let document = try self.document(line, path, number)
        guard let counts = document.counts, counts.dropFirst().contains(true) else {
            throw malformed(path, number, "its \(key) answer is empty")
        }
        return Preference.Document(tokens: document.tokens, counts: counts)
    }

    private func forEachLine(
        _ path: String, _ body: (_ object: JSONObject, _ number: Int) throws -> Void
    ) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw TrainingError.unreadable(path: path, reason: "there is no such file")
        }
        var number = 0
        for line in data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            guard line.contains(where: { $0 > 32 }) else { continue }
            guard line.count <= Self.lineBytesMax else {
                throw malformed(path, number, "it has more than \(Self.lineBytesMax) bytes")
            }
            let value: JSONValue
            do {
                value = try JSONValue(parsing: Array(line))
            } catch {
                throw malformed(path, number, error.message)
            }
            guard let object = value.object else {
                throw malformed(path, number, "it is no JSON object")
            }
            try body(object, number)
        }
    }

    private func document(
        _ object: JSONObject, _ path: String, _ number: Int
    ) throws -> Document {
        if let text = object["text"]?.text {
            let tokens = tokenizer.encode(text, addSpecial: true, parseSpecial: true)
            return Document(tokens: ended(tokens), counts: nil)
        }
        if let prompt = object["prompt"]?.text, let completion = object["completion"]?.text {
            return pair(prompt, completion)
        }
        if let messages = object["messages"]?.elements {
            return try conversation(messages, path, number)
        }
        throw malformed(
            path, number, "it has neither text, nor prompt and completion, nor messages")
    }

    private func malformed(_ path: String, _ line: Int, _ reason: String) -> TrainingError {
        .malformedData(path: path, line: line, reason: reason)
    }

    /// The tokens with the one that ends a text.
    private func ended(_ tokens: [Int32]) -> [Int32] {
        guard let end = tokenizer.special.eos, tokens.last != end else { return tokens }
        return tokens + [end]
    }

    private func pair(_ prompt: String, _ completion: String) -> Document {
        let start = tokenizer.encode(prompt, addSpecial: true, parseSpecial: true)
        let rest = ended(tokenizer.encode(completion, addSpecial: false, parseSpecial: true))
        return Document(
            tokens: start + rest,
            counts: Array(repeating: false, count: start.count)
                + Array(repeating: true, count: rest.count))
    }

    private func conversation(
        _ messages: [JSONValue], _ path: String, _ number: Int
    ) throws -> Document {
        guard let template else {
            throw malformed(path, number, "it has messages, and the model has no chat template")
        }
        for message in messages where message.object?["role"]?.text == nil {
            throw malformed(path, number, "a message says no role")
        }
        let renderer = ConversationRenderer(template: template, tokenizer: tokenizer)
        if let token = renderer.controlToken(in: messages) {
            throw malformed(path, number, "a message spells the control token \(token)")
        }
        do {
            return try renderer.document(messages)
        } catch {
            throw malformed(path, number, error.message)
        }
    }
}
