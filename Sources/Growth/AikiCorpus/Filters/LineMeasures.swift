/// What the rules ask of lines and paragraphs, from one pass.
struct LineMeasures {
    /// Lines that are not empty.
    var lines = 0
    var bulletLines = 0
    var ellipsisLines = 0
    /// Lines that end in a full stop, question or exclamation mark, or a quotation mark after it.
    var punctuatedLines = 0
    /// Lines of at most 30 characters.
    var shortLines = 0
    var repeatedLines = 0
    var paragraphs = 0
    var repeatedParagraphs = 0
    /// Characters of lines; spaces around them left out.
    var characters = 0
    var repeatedLineCharacters = 0
    var repeatedParagraphCharacters = 0
    /// `\n`.
    var newlines = 0

    /// Reads a text.
    ///
    /// - Parameter text: valid UTF-8.
    /// - Complexity: O(bytes).
    init(_ text: UnsafeBufferPointer<UInt8>) {
        var seenLines = Set<UInt64>()
        var seenParagraphs = Set<UInt64>()
        var paragraphHash: UInt64 = 0
        var paragraphCharacters = 0
        func endParagraph(_ measures: inout LineMeasures) {
            guard paragraphCharacters > 0 else { return }
            measures.paragraphs += 1
            if !seenParagraphs.insert(paragraphHash).inserted {
                measures.repeatedParagraphs += 1
                measures.repeatedParagraphCharacters += paragraphCharacters
            }
            paragraphHash = 0
            paragraphCharacters = 0
        }
        for range in TextLines(text) {
            let line = Line(text, range)
            guard line.characters > 0 else {
                endParagraph(&self)
                continue
            }
            add(line)
            if !seenLines.insert(line.hash).inserted {
                repeatedLines += 1
                repeatedLineCharacters += line.characters
            }
            paragraphHash = WordHashes.finish(paragraphHash &* 31 &+ line.hash)
            paragraphCharacters += line.characters
        }
        endParagraph(&self)
        newlines = max(0, text.count { $0 == 0x0A })
    }

    private mutating func add(_ line: Line) {
        lines += 1
        characters += line.characters
        if line.isBullet { bulletLines += 1 }
        if line.endsInEllipsis { ellipsisLines += 1 }
        if line.endsInPunctuation { punctuatedLines += 1 }
        if line.characters <= 30 { shortLines += 1 }
    }

    /// One line without the spaces around it.
    struct Line {
        let range: Range<Int>
        /// How many characters it has.
        let characters: Int
        let hash: UInt64
        let isBullet: Bool
        let endsInEllipsis: Bool
        let endsInPunctuation: Bool

        init(_ text: UnsafeBufferPointer<UInt8>, _ whole: Range<Int>) {
            var start = whole.lowerBound
            var end = whole.upperBound
            while start < end, text[start] <= 0x20 { start += 1 }
            while end > start, text[end - 1] <= 0x20 { end -= 1 }
            range = start..<end
            var hash: UInt64 = 0xCBF2_9CE4_8422_2325
            var count = 0
            for index in start..<end {
                hash = (hash ^ UInt64(text[index])) &* 0x0000_0100_0000_01B3
                if text[index] & 0xC0 != 0x80 { count += 1 }
            }
            self.hash = WordHashes.finish(hash)
            characters = count
            isBullet = start < end && Self.bullets.contains { Self.has($0, text, start, end) }
            endsInEllipsis =
                Self.ends("...", text, start, end) || Self.ends("…", text, start, end)
            endsInPunctuation = Self.endsSentence(text, start, end)
        }

        private static let bullets: [StaticString] = ["•", "‣", "●", "-", "*", "▪", "◦"]
        private static let quotes: [StaticString] = ["\"", "'", "”", "’", "»", ")", "“", "_"]

        private static func has(
            _ mark: StaticString, _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
        ) -> Bool {
            mark.withUTF8Buffer { bytes in
                start + bytes.count <= end
                    && bytes.indices.allSatisfy { text[start + $0] == bytes[$0] }
            }
        }

        private static func ends(
            _ mark: StaticString, _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
        ) -> Bool {
            end - mark.utf8CodeUnitCount >= start
                && has(mark, text, end - mark.utf8CodeUnitCount, end)
        }

        /// Whether it ends as a sentence does; quotation marks and brackets may follow.
        private static func endsSentence(
            _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
        ) -> Bool {
            var end = end
            var isQuoted = false
            while let quote = quotes.first(where: { ends($0, text, start, end) }) {
                end -= quote.utf8CodeUnitCount
                isQuoted = true
            }
            guard end > start else { return isQuoted && end > start }
            if [0x2E, 0x21, 0x3F].contains(text[end - 1]) { return true }
            return ends("…", text, start, end) || ends("。", text, start, end)
                || ends("！", text, start, end) || ends("？", text, start, end)
        }
    }
}

/// The lines of a text as ranges of bytes, without their ends.
struct TextLines: Sequence, IteratorProtocol {
    private let text: UnsafeBufferPointer<UInt8>
    private var position = 0

    init(_ text: UnsafeBufferPointer<UInt8>) { self.text = text }

    mutating func next() -> Range<Int>? {
        guard position < text.count else { return nil }
        let start = position
        while position < text.count, text[position] != 0x0A { position += 1 }
        defer { position += 1 }
        return start..<position
    }
}
