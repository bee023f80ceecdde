public import AikiBase
import Foundation

/// A conversation as a chat template writes it, and where in it the assistant's answers stand.
///
/// An answer is what the template writes for its message beyond its prompt to answer, up to the end of the
/// turn: what serving generates, so that training sees the same.
public struct WrittenConversation: Sendable, Equatable {
    /// The whole conversation, as UTF-8.
    public let text: [UInt8]
    /// Where answers stand: bytes of the text, in order.
    public let answers: [Range<Int>]
    /// The assistant's messages that are no answers here: the template writes them in another way when
    /// more follows, so they stand in the text as they are never given.
    public let uncutAnswers: Int

    /// Writes a conversation. It knows no day: what is learnt from it must not depend on when it is read.
    ///
    /// - Parameters:
    ///   - messages: objects with `role`, `content` and what else the template reads.
    ///   - template: how the model wants them put.
    ///   - bos: the spelling of the token that begins a text; empty where there is none.
    ///   - eos: of the one that ends it.
    /// - Throws: ``TemplateError``.
    /// - Complexity: O(answers × bytes).
    public init(
        _ messages: [JSONValue], template: ChatTemplate, bos: String, eos: String
    ) throws(TemplateError) {
        func written(_ count: Int, asksForAnswer: Bool) throws(TemplateError) -> [UInt8] {
            let variables: JSONObject = [
                "messages": .array(Array(messages.prefix(count))),
                "add_generation_prompt": .bool(asksForAnswer),
                "bos_token": .string(bos), "eos_token": .string(eos),
            ]
            let text = try template.render(
                variables, clock: FixedWallClock(Date(timeIntervalSince1970: 0)),
                timeZone: TimeZone(secondsFromGMT: 0) ?? .current)
            return Array(text.utf8)
        }
        let text = try written(messages.count, asksForAnswer: false)
        var answers: [Range<Int>] = []
        var uncutAnswers = 0
        for index in messages.indices where messages[index]["role"]?.text == "assistant" {
            let before = try written(index, asksForAnswer: true)
            let isLast = index == messages.count - 1
            var start = before.count
            var end = text.count
            var isSure = text.starts(with: before)
            if isLast {
                // Where the prompt to answer has words that no answer keeps, the answer begins with the first
                // that it has of its own.
                if !isSure { start = Self.sharedBytes(text, before) }
                isSure = true
            } else if isSure {
                let after = try written(index + 1, asksForAnswer: false)
                end = after.count
                isSure = start <= end && text.starts(with: after)
            }
            if isSure, start >= answers.last?.upperBound ?? 0 {
                answers.append(start..<end)
            } else {
                uncutAnswers += 1
            }
        }
        self.text = text
        self.answers = answers
        self.uncutAnswers = uncutAnswers
    }

    /// How many bytes two texts begin with alike, whole characters only.
    private static func sharedBytes(_ one: [UInt8], _ other: [UInt8]) -> Int {
        var count = zip(one, other).prefix { $0 == $1 }.count
        while count > 0, count < one.count, one[count] & 0xC0 == 0x80 { count -= 1 }
        return count
    }
}
