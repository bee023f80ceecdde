/// Answers as they are compared: capitals, kinds of apostrophes and white space do not count.
enum AnswerText {
    /// Whether a text stands in an answer, its words whole.
    static func holds(_ text: String, in answer: String) -> Bool {
        let wanted = Array(normal(text).utf8)
        let words = Array(normal(answer).utf8)
        guard !wanted.isEmpty, words.count >= wanted.count else { return false }
        for start in 0...(words.count - wanted.count)
        where words[start..<start + wanted.count].elementsEqual(wanted) {
            let end = start + wanted.count
            let isStart = start == 0 || !isWordByte(words[start - 1])
            if isStart, end == words.count || !isWordByte(words[end]) { return true }
        }
        return false
    }

    /// Whether two answers are the same but for their last full stop.
    static func isSame(_ one: String, _ other: String) -> Bool {
        func bare(_ text: String) -> String {
            var text = normal(text)
            while text.last == "." { text.removeLast() }
            return text
        }
        return bare(one) == bare(other)
    }

    private static func normal(_ text: String) -> String {
        text.lowercased().replacing("\u{2019}", with: "'").split(whereSeparator: \.isWhitespace)
            .joined(separator: " ")
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        byte >= 0x80 || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte)
    }
}
