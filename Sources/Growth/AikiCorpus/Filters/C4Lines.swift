/// C4's rules, most of which take lines out of a text and not the text (Raffel 2020, section 2.2).
struct C4Lines: Sendable {
    let limits: FilterLimits

    /// What came of a text.
    struct Result {
        /// The lines that are left; nil where all are, as they were.
        var text: [UInt8]?
        /// Lines that went.
        var removedLines = 0
        /// The rule that the whole text breaks.
        var verdict: FilterVerdict?
    }

    /// Applies the rules.
    ///
    /// - Parameter text: valid UTF-8.
    /// - Returns: the lines that are left, or the rule that the whole text breaks.
    func apply(_ text: UnsafeBufferPointer<UInt8>) -> Result {
        var result = Result()
        if limits[.c4LoremIpsum] != nil, Self.find("lorem ipsum", text, 0..<text.count) {
            result.verdict = broken(.c4LoremIpsum)
            return result
        }
        if limits[.c4CurlyBracket] != nil, text.contains(UInt8(ascii: "{")) {
            result.verdict = broken(.c4CurlyBracket)
            return result
        }
        var output: [UInt8] = []
        output.reserveCapacity(text.count)
        var hasChanged = false
        for range in TextLines(text) {
            let line = LineMeasures.Line(text, range)
            if line.characters > 0, !keeps(line, text) {
                result.removedLines += 1
                hasChanged = true
                continue
            }
            let before = output.count
            appendLine(text, range, to: &output)
            if output.count - before != range.count { hasChanged = true }
            output.append(0x0A)
        }
        if let last = text.last, last != 0x0A, !output.isEmpty { output.removeLast() }
        if hasChanged { result.text = output }
        let sentences = output.withUnsafeBufferPointer(Self.sentences)
        if let limit = limits[.c4Sentences], Double(sentences) < limit {
            result.verdict = FilterVerdict(
                rule: FilterRule.c4Sentences.name, value: Double(sentences), limit: limit)
        }
        return result
    }

    private func broken(_ rule: FilterRule) -> FilterVerdict {
        FilterVerdict(rule: rule.name, value: 1, limit: 0)
    }

    private static let policies: [StaticString] = [
        "terms of use", "privacy policy", "cookie policy", "uses cookies", "use of cookies",
        "use cookies",
    ]

    private func keeps(_ line: LineMeasures.Line, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        if limits[.c4Punctuation] != nil, !line.endsInPunctuation || line.endsInEllipsis {
            return false
        }
        var words = 0
        var longest = 0
        var length = 0
        for index in line.range {
            if text[index] <= 0x20 {
                length = 0
            } else if text[index] & 0xC0 != 0x80 {
                if length == 0 { words += 1 }
                length += 1
                longest = max(longest, length)
            }
        }
        if let limit = limits[.c4LineWords], Double(words) < limit { return false }
        if let limit = limits[.c4WordLength], Double(longest) > limit { return false }
        if limits[.c4Javascript] != nil, Self.find("javascript", text, line.range) { return false }
        if limits[.c4Policy] != nil {
            return !Self.policies.contains { Self.find($0, text, line.range) }
        }
        return true
    }

    /// A line without its references.
    private func appendLine(
        _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, to output: inout [UInt8]
    ) {
        guard limits[.c4Citations] != nil, text[range].contains(UInt8(ascii: "[")) else {
            output.append(contentsOf: text[range])
            return
        }
        var index = range.lowerBound
        while index < range.upperBound {
            if text[index] == UInt8(ascii: "["), let end = Self.citation(text, index, range) {
                index = end
            } else {
                output.append(text[index])
                index += 1
            }
        }
    }

    /// Where `[12]`, `[edit]` or `[citation needed]` ends.
    private static func citation(
        _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ range: Range<Int>
    ) -> Int? {
        var end = start + 1
        while end < range.upperBound, end - start < 20, text[end] != UInt8(ascii: "]") { end += 1 }
        guard end < range.upperBound, text[end] == UInt8(ascii: "]"), end > start + 1 else {
            return nil
        }
        let content = text[(start + 1)..<end]
        let isNumber = content.allSatisfy { $0 &- 0x30 < 10 }
        let word = String(decoding: content, as: UTF8.self).lowercased()
        return isNumber || word == "edit" || word == "citation needed" ? end + 1 : nil
    }

    /// Whether a text of small letters occurs, in letters of any size.
    static func find(
        _ word: StaticString, _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
    ) -> Bool {
        word.withUTF8Buffer { bytes in
            guard range.count >= bytes.count else { return false }
            for start in range.lowerBound...(range.upperBound - bytes.count)
            where text[start] | 0x20 == bytes[0] {
                if bytes.indices.allSatisfy({ text[start + $0] | 0x20 == bytes[$0] | 0x20 }) {
                    return true
                }
            }
            return false
        }
    }

    /// Ends of sentences: a full stop, question or exclamation mark before a space or the end.
    static func sentences(_ text: UnsafeBufferPointer<UInt8>) -> Int {
        var count = 0
        for index in text.indices where [0x2E, 0x21, 0x3F].contains(text[index]) {
            let next = index + 1 < text.count ? text[index + 1] : 0x20
            if next <= 0x20 || next == 0x22 || next == 0x27 || next >= 0x80 { count += 1 }
        }
        return count
    }
}
