/// A text as its words: runs of letters, marks and digits, with where they stand.
struct TextWords {
    /// One word.
    struct Word {
        /// Its bytes.
        var range: Range<Int>
        /// In lower case.
        var lower: String
        /// Whether its first letter is a capital.
        var isCapitalized: Bool
        /// Whether it has letters and all of them are capitals.
        var isAllCapitals: Bool
        /// Whether it holds a digit.
        var hasDigit: Bool
    }

    /// The text as UTF-8.
    let bytes: [UInt8]
    /// The words, in order.
    let words: [Word]

    init(_ text: String) {
        bytes = Array(text.utf8)
        var words: [Word] = []
        var start: Int?
        var offset = 0
        var shape = Shape()
        for scalar in text.unicodeScalars {
            if Self.isWord(scalar) {
                if start == nil {
                    start = offset
                    shape = Shape()
                }
                shape.take(scalar)
            } else if let first = start {
                words.append(Self.word(first..<offset, bytes, shape))
                start = nil
            }
            offset += UTF8.width(scalar)
        }
        if let first = start { words.append(Self.word(first..<offset, bytes, shape)) }
        self.words = words
    }

    /// What stands at some bytes, in lower case.
    func lowercased(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self).lowercased()
    }

    /// The last word that ends before a byte.
    ///
    /// - Complexity: O(log words).
    func word(before offset: Int) -> Word? {
        var lowest = 0
        var highest = words.count
        while lowest < highest {
            let middle = (lowest + highest) / 2
            if words[middle].range.upperBound <= offset {
                lowest = middle + 1
            } else {
                highest = middle
            }
        }
        return lowest > 0 ? words[lowest - 1] : nil
    }

    /// What stands between two neighbouring words.
    func gap(after index: Int) -> ArraySlice<UInt8> {
        let end = index + 1 < words.count ? words[index + 1].range.lowerBound : bytes.count
        let start = index < 0 ? 0 : words[index].range.upperBound
        return bytes[start..<end]
    }

    private struct Shape {
        var isCapitalized = false
        var letters = 0
        var capitals = 0
        var hasDigit = false

        mutating func take(_ scalar: Unicode.Scalar) {
            if ("0"..."9").contains(scalar) {
                hasDigit = true
                return
            }
            let isCapital =
                scalar.isASCII
                ? ("A"..."Z").contains(scalar) : scalar.properties.isUppercase
            if letters == 0, !hasDigit { isCapitalized = isCapital }
            letters += 1
            if isCapital { capitals += 1 }
        }
    }

    private static func word(_ range: Range<Int>, _ bytes: [UInt8], _ shape: Shape) -> Word {
        Word(
            range: range, lower: lowercased(bytes[range]),
            isCapitalized: shape.isCapitalized,
            isAllCapitals: shape.letters > 0 && shape.capitals == shape.letters,
            hasDigit: shape.hasDigit)
    }

    private static func lowercased(_ bytes: ArraySlice<UInt8>) -> String {
        guard bytes.allSatisfy({ $0 < 0x80 }) else {
            return String(decoding: bytes, as: UTF8.self).lowercased()
        }
        return String(unsafeUninitializedCapacity: bytes.count) { output in
            for (index, byte) in bytes.enumerated() {
                output[index] = (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
            }
            return bytes.count
        }
    }

    /// Whether a character stands in words: a letter, a mark or a digit.
    static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII {
            return ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
                || ("0"..."9").contains(scalar)
        }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .nonspacingMark, .spacingMark, .decimalNumber:
            return true
        default: return false
        }
    }
}
