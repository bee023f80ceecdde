/// The features of a text, as 32-bit hashes, each once.
///
/// Word features: every piece, every two and every three in a row, with marks for the beginning and
/// the end of the text. Part features: every 3, 4 and 5 bytes of `<piece>`. The highest bit tells them
/// apart: 0 for words, 1 for parts. Words carry what is said; parts carry endings, misspellings and
/// drawn-out words that were not seen in training.
///
/// - SeeAlso: Joulin 2017, "Bag of tricks for efficient text classification" §2.1 (n-grams, hashed).
package struct TextFeatures {
    /// Sorted, each once.
    package let hashes: [UInt32]

    /// Finds the features of a text.
    package init(_ text: String) {
        let pieces = TextPieces(text)
        var found: [UInt32] = []
        found.reserveCapacity(pieces.bytes.count * 3 + pieces.count * 3)
        Self.addWords(of: pieces, to: &found)
        Self.addParts(of: pieces, to: &found)
        found.sort()
        var kept = 0
        for hash in found where kept == 0 || found[kept - 1] != hash {
            found[kept] = hash
            kept += 1
        }
        found.removeSubrange(kept...)
        hashes = found
    }

    /// Whether a hash is of a part of a word.
    package static func isPart(_ hash: UInt32) -> Bool { hash >> 31 == 1 }

    /// Bytes that parts of words have.
    private static let partLengths = 3...5

    private static func addWords(of pieces: TextPieces, to found: inout [UInt32]) {
        let words = (0..<pieces.count).map { index in
            hash(pieces.bytes[pieces.starts[index]..<pieces.starts[index + 1]])
        }
        var before: UInt64 = 0x5E
        var beforeThat: UInt64?
        for word in words {
            found.append(fold(word, isPart: false))
            found.append(fold(join(before, word), isPart: false))
            if let beforeThat {
                found.append(fold(join(join(beforeThat, before), word), isPart: false))
            }
            beforeThat = before == 0x5E ? nil : before
            before = word
        }
        found.append(fold(join(before, 0x24), isPart: false))
    }

    private static func addParts(of pieces: TextPieces, to found: inout [UInt32]) {
        pieces.bytes.withUnsafeBufferPointer { bytes in
            for piece in 0..<pieces.count {
                let range = pieces.starts[piece]..<pieces.starts[piece + 1]
                for start in range where start + partLengths.lowerBound <= range.upperBound {
                    var value = offset
                    for index in start..<min(start + partLengths.upperBound, range.upperBound) {
                        value = (value ^ UInt64(bytes[index])) &* prime
                        if index - start + 1 >= partLengths.lowerBound {
                            found.append(fold(value, isPart: true))
                        }
                    }
                }
            }
        }
    }
}

/// FNV-1a (Fowler, Noll, Vo) in 64 bits, folded to 31.
extension TextFeatures {
    private static let offset: UInt64 = 0xCBF2_9CE4_8422_2325
    private static let prime: UInt64 = 0x100_0000_01B3

    private static func hash(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reduce(offset) { ($0 ^ UInt64($1)) &* prime }
    }

    private static func join(_ first: UInt64, _ second: UInt64) -> UInt64 {
        ((first &* 0x9E37_79B9_7F4A_7C15) ^ (first >> 29)) &+ second
    }

    /// 31 well-mixed bits and the kind.
    private static func fold(_ hash: UInt64, isPart: Bool) -> UInt32 {
        var mixed = (hash ^ (hash >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed ^= mixed >> 32
        return UInt32(truncatingIfNeeded: mixed) & 0x7FFF_FFFF | (isPart ? 0x8000_0000 : 0)
    }
}
