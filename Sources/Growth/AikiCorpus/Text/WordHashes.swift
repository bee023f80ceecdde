/// The words of a text as numbers: runs of letters and digits, capitals made small, punctuation and
/// spaces left out, so that two printings of a text have the same ones.
///
/// Ideographs and the letters of scripts without spaces are words by themselves.
struct WordHashes {
    /// A number a word, the same for the same word in any text.
    private(set) var hashes: [UInt64] = []
    /// How many characters each word has, at most 255.
    private(set) var lengths: [UInt8] = []

    /// Reads a text.
    ///
    /// - Parameter text: valid UTF-8.
    /// - Complexity: O(bytes).
    init(_ text: UnsafeBufferPointer<UInt8>) {
        hashes.reserveCapacity(text.count / 5)
        lengths.reserveCapacity(text.count / 5)
        var hash = Self.start
        var length = 0
        var index = 0
        while index < text.count {
            let byte = text[index]
            if byte < 0x80 {
                index += 1
                if byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 {
                    // Setting the sixth bit makes letters small and leaves digits as they are.
                    hash = Self.step(hash, UInt64(byte | 0x20))
                    length += 1
                } else if length > 0 {
                    append(&hash, &length)
                }
                continue
            }
            let (scalar, next) = UTF8Reader.scalar(text, index)
            index = next
            switch ScalarKind.of(scalar) {
            case .other: if length > 0 { append(&hash, &length) }
            case .word:
                hash = Self.step(hash, UInt64(ScalarKind.lowercased(scalar)))
                length += 1
            case .alone:
                if length > 0 { append(&hash, &length) }
                hash = Self.step(hash, UInt64(scalar))
                length = 1
                append(&hash, &length)
            }
        }
        if length > 0 { append(&hash, &length) }
    }

    private mutating func append(_ hash: inout UInt64, _ length: inout Int) {
        hashes.append(Self.finish(hash))
        lengths.append(UInt8(min(length, 255)))
        hash = Self.start
        length = 0
    }

    private static let start: UInt64 = 0x9E37_79B9_7F4A_7C15

    @inline(__always)
    private static func step(_ hash: UInt64, _ value: UInt64) -> UInt64 {
        let mixed = (hash ^ value) &* 0xD6E8_FEB8_6659_FD93
        return mixed ^ mixed >> 32
    }

    /// Spreads a number over all 64 bits (the finisher of SplitMix64).
    @inline(__always)
    static func finish(_ value: UInt64) -> UInt64 {
        var x = value
        x = (x ^ x >> 30) &* 0xBF58_476D_1CE4_E5B9
        x = (x ^ x >> 27) &* 0x94D0_49BB_1331_11EB
        return x ^ x >> 31
    }

    /// The number of one word.
    static func hash(of word: String) -> UInt64? {
        var copy = word
        return copy.withUTF8 { WordHashes($0).hashes.first }
    }

    /// The number of some words in a row.
    @inline(__always)
    func gram(at index: Int, count: Int) -> UInt64 {
        hashes.withUnsafeBufferPointer { Self.gram($0, at: index, count: count) }
    }

    /// The number of some words in a row.
    @inline(__always)
    static func gram(_ hashes: UnsafeBufferPointer<UInt64>, at index: Int, count: Int) -> UInt64 {
        var value: UInt64 = 0
        for offset in 0..<count {
            value = (value ^ hashes[index + offset]) &* 0x9FB2_1C65_1E98_DF25
            value ^= value >> 32
        }
        return finish(value)
    }
}
