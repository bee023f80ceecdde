import AikiBase
import AikiTemplate
import AikiTokenizer
import Foundation

/// Turns conversations into tokens, as the model's chat template writes them, and says which of them
/// the assistant is to say.
struct ConversationRenderer {
    let template: ChatTemplate
    let tokenizer: Tokenizer

    /// A conversation's tokens, and whether each is the assistant's.
    ///
    /// What the template writes before an answer (its prompt to answer) is the prompt, and what it writes
    /// for the whole conversation beyond that is the answer with its end.
    func document(_ messages: [JSONValue]) throws -> DocumentReader.Document {
        var text = ""
        var spans: [(end: Int, counts: Bool)] = []
        let answers = messages.indices.filter {
            messages[$0].object?["role"]?.text == "assistant"
        }
        for index in answers {
            let before = try render(Array(messages[..<index]), asksForAnswer: true)
            let after = try render(Array(messages[...index]), asksForAnswer: false)
            // Templates may write earlier turns otherwise later on: then only the last answer counts,
            // as it is the only one in the form in which it is given. By bytes: what a template adds may
            // combine with the character before it.
            guard before.utf8.starts(with: text.utf8), after.utf8.starts(with: before.utf8) else {
                var document = try lastAnswer(messages, at: answers[answers.count - 1])
                document.onlyLastCounts = answers.count > 1
                return document
            }
            spans.append((before.utf8.count, false))
            spans.append((after.utf8.count, true))
            text = after
        }
        return encode(text, spans)
    }

    private func lastAnswer(
        _ messages: [JSONValue], at index: Int
    ) throws -> DocumentReader.Document {
        let before = try render(Array(messages[..<index]), asksForAnswer: true)
        let after = try render(Array(messages[...index]), asksForAnswer: false)
        let shared = zip(before.unicodeScalars, after.unicodeScalars).prefix { $0 == $1 }
            .reduce(0) { $0 + UTF8.width($1.0) }
        return encode(after, [(shared, false), (after.utf8.count, true)])
    }

    /// Pieces are encoded apart, so that no token stands in both.
    private func encode(
        _ text: String, _ spans: [(end: Int, counts: Bool)]
    ) -> DocumentReader.Document {
        var tokens: [Int32] = []
        var counts: [Bool] = []
        let bytes = Array(text.utf8)
        var start = 0
        for span in spans where span.end > start {
            let piece = String(decoding: bytes[start..<span.end], as: UTF8.self)
            let ids = tokenizer.encode(piece, addSpecial: false, parseSpecial: true)
            tokens += ids
            counts += Array(repeating: span.counts, count: ids.count)
            start = span.end
        }
        return DocumentReader.Document(tokens: tokens, counts: counts)
    }

    /// The first control token that a message spells out: it would end or begin turns that nobody had.
    func controlToken(in messages: [JSONValue]) -> String? {
        for message in messages {
            guard let content = message.object?["content"]?.text else { continue }
            let ids = tokenizer.encode(content, addSpecial: false, parseSpecial: true)
            if let token = ids.first(where: { tokenizer.kind(of: $0) == .control }) {
                return tokenizer.text(of: token)
            }
        }
        return nil
    }

    private func render(_ messages: [JSONValue], asksForAnswer: Bool) throws -> String {
        var variables = JSONObject()
        variables["messages"] = .array(messages)
        variables["add_generation_prompt"] = .bool(asksForAnswer)
        variables["bos_token"] = .string(spelling(tokenizer.special.bos))
        variables["eos_token"] = .string(spelling(tokenizer.special.eos))
        // What is learnt must not depend on the day it is read.
        return try template.render(
            variables, clock: FixedWallClock(Date(timeIntervalSince1970: 0)),
            timeZone: TimeZone(secondsFromGMT: 0) ?? .current)
    }

    private func spelling(_ token: TokenID?) -> String {
        token.map { tokenizer.text(of: $0) } ?? ""
    }
}
