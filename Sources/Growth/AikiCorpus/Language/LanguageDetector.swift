/// Tells in which language a text is written: by its script where that settles it, else by its
/// commonest words and the letters that few languages have.
///
/// Thirty-four languages; a text in another one is taken for the nearest, with low confidence, or
/// for none. Reads at most the first ``wordsMax`` words of a text, from its middle on where it is
/// long, as titles and licences stand first.
public struct LanguageDetector: Sendable {
    /// What was found.
    public struct Result: Sendable, Equatable {
        /// An ISO 639-1 code, or `und` where nothing speaks for any language.
        public var code: String
        /// How far it is from the next language: 0 as likely, 1 nothing speaks for another.
        public var confidence: Double
    }

    /// Words that are looked at.
    static let wordsMax = 4_000

    private let words: [UInt64: UInt32]
    private let letters: [UInt32: UInt32]
    private let codes: [String]

    /// Builds the tables from the lists.
    public init() {
        codes = LanguageTable.words.map(\.code)
        var words: [UInt64: UInt32] = [:]
        var letters: [UInt32: UInt32] = [:]
        for (index, language) in LanguageTable.words.enumerated() {
            for word in language.words.split(separator: " ") {
                guard let hash = WordHashes.hash(of: String(word)) else { continue }
                words[hash, default: 0] |= 1 << UInt32(index)
            }
            for scalar in language.letters.unicodeScalars {
                letters[scalar.value, default: 0] |= 1 << UInt32(index)
            }
        }
        self.words = words
        self.letters = letters
    }

    /// The language of a string.
    public func detect(_ text: String) -> Result {
        var copy = text
        return copy.withUTF8 { detect($0, words: WordHashes($0)) }
    }

    /// The language of a text.
    ///
    /// - Parameters:
    ///   - text: valid UTF-8.
    ///   - hashes: its words.
    /// - Returns: the language, and how sure that is.
    func detect(_ text: UnsafeBufferPointer<UInt8>, words hashes: WordHashes) -> Result {
        let sample = Self.sample(text)
        if let result = byScript(text, sample) { return result }
        var scores = [Double](repeating: 0, count: codes.count)
        let count = hashes.hashes.count
        let start = max(0, min(count / 3, count - Self.wordsMax))
        for hash in hashes.hashes[start..<min(count, start + Self.wordsMax)] {
            if let set = words[hash] { add(set, weight: 1, to: &scores) }
        }
        addLetters(text, sample, to: &scores)
        let order = scores.indices.sorted { (scores[$0], $1) > (scores[$1], $0) }
        guard let first = order.first, scores[first] > 0 else {
            return Result(code: "und", confidence: 0)
        }
        let second = order.count > 1 ? scores[order[1]] : 0
        let confidence = (scores[first] - second) / scores[first]
        return Result(code: codes[first], confidence: confidence)
    }

    /// A word that several languages have speaks less for each.
    private func add(_ set: UInt32, weight: Double, to scores: inout [Double]) {
        let share = weight / Double(set.nonzeroBitCount)
        var rest = set
        while rest != 0 {
            scores[rest.trailingZeroBitCount] += share
            rest &= rest - 1
        }
    }

    private func addLetters(
        _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, to scores: inout [Double]
    ) {
        var index = range.lowerBound
        while index < range.upperBound {
            if text[index] < 0x80 {
                index += 1
                continue
            }
            let (scalar, next) = UTF8Reader.scalar(text, index)
            index = next
            if let set = letters[ScalarKind.lowercased(scalar)] {
                add(set, weight: 0.25, to: &scores)
            }
        }
    }

    /// At most 32 KiB from the first third on, at the borders of characters.
    private static func sample(_ text: UnsafeBufferPointer<UInt8>) -> Range<Int> {
        let bytes = 32 << 10
        guard text.count > bytes else { return 0..<text.count }
        var start = min(text.count / 3, text.count - bytes)
        while start > 0, text[start] & 0xC0 == 0x80 { start -= 1 }
        var end = start + bytes
        while end > start, end < text.count, text[end] & 0xC0 == 0x80 { end -= 1 }
        return start..<min(end, text.count)
    }

    /// The language of a script that has one, or few that a letter tells apart.
    private func byScript(
        _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
    ) -> Result? {
        var counts: [LanguageTable.Script: Int] = [:]
        var others = 0
        var index = range.lowerBound
        while index < range.upperBound {
            let (scalar, next) = UTF8Reader.scalar(text, index)
            index = next
            if let script = LanguageTable.script(of: scalar) {
                counts[script, default: 0] += 1
            } else if ScalarKind.of(scalar) != .other {
                others += 1
            }
        }
        // Japanese writes Chinese characters between its own.
        if counts[.kana, default: 0] * 10 > counts[.han, default: 0] {
            counts[.kana, default: 0] += counts[.han, default: 0]
            counts[.han] = nil
        }
        guard
            let best = counts.max(by: { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) })
        else { return nil }
        let all = counts.values.reduce(others, +)
        // A character of Chinese says as much as three letters.
        let weight = best.key == .han || best.key == .kana ? 3 : 1
        guard best.value * weight * 2 > all else { return nil }
        return Result(
            code: best.key.rawValue,
            confidence: min(1, Double(best.value * weight) / Double(max(1, all))))
    }
}
