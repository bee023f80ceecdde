/// What the Gopher rules ask of words: what stands between spaces, as the paper counts them.
///
/// Scripts without spaces would have no words; each of their characters counts as one.
struct WordMeasures {
    var words = 0
    /// Characters of words.
    var characters = 0
    /// Words that have a letter.
    var alphabetic = 0
    /// Which of the eight commonest English words occur.
    var stopWords = Set<UInt64>()
    var hashSigns = 0
    var ellipses = 0
    /// Characters of the longest word.
    var longest = 0

    private static let stopWordHashes: Set<UInt64> = Set(
        ["the", "be", "to", "of", "and", "that", "have", "with"].map { hash(Array($0.utf8)) })

    /// Reads a text.
    ///
    /// - Parameter text: valid UTF-8.
    init(_ text: UnsafeBufferPointer<UInt8>) {
        var length = 0
        var hash = Self.seed
        var hasLetter = false
        var index = 0
        func end(_ measures: inout WordMeasures) {
            guard length > 0 else { return }
            measures.add(length: length, hash: hash, hasLetter: hasLetter)
            length = 0
            hash = Self.seed
            hasLetter = false
        }
        while index < text.count {
            let byte = text[index]
            if byte < 0x80 {
                index += 1
                if byte <= 0x20 {
                    end(&self)
                    continue
                }
                if (byte | 0x20) &- 0x61 < 26 { hasLetter = true }
                if byte == 0x23 { hashSigns += 1 }
                if byte == 0x2E, index + 1 < text.count, text[index] == 0x2E,
                    text[index + 1] == 0x2E, index < 2 || text[index - 2] != 0x2E
                {
                    ellipses += 1
                }
                hash = Self.step(hash, byte)
                length += 1
                continue
            }
            let (scalar, next) = UTF8Reader.scalar(text, index)
            index = next
            if scalar == 0x2026 { ellipses += 1 }
            let kind = ScalarKind.of(scalar)
            if kind == .alone { end(&self) }
            if kind != .other { hasLetter = true }
            hash = Self.step(hash, UInt8(truncatingIfNeeded: scalar))
            length += 1
            if kind == .alone { end(&self) }
        }
        end(&self)
    }

    private mutating func add(length: Int, hash: UInt64, hasLetter: Bool) {
        words += 1
        characters += length
        longest = max(longest, length)
        if hasLetter { alphabetic += 1 }
        if length <= 4, Self.stopWordHashes.contains(hash) { stopWords.insert(hash) }
    }

    private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

    @inline(__always)
    private static func step(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
        // Capitals count as small letters; other characters may meet, which harms no stop word.
        let small = byte &- 0x41 < 26 ? byte | 0x20 : byte
        return (hash ^ UInt64(small)) &* 0x0000_0100_0000_01B3
    }

    private static func hash(_ word: [UInt8]) -> UInt64 { word.reduce(seed, step) }
}
