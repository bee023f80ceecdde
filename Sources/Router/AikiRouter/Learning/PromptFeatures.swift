/// Numbers that say what a question looks like: how long it is, how many figures and signs stand in it,
/// how it asks, whether it denies, and what answers it offers to choose from. They name no subject.
///
/// Bytes are counted, not characters, and words are letters of ASCII or anything beyond it, so that the
/// numbers are cheap and the same everywhere. `Tools/reference/router.py` computes them a second time.
package enum PromptFeatures {
    /// How many there are.
    package static let count = 51

    /// Words that deny.
    private static let denials = set(
        "not except least never false incorrect cannot neither nor no without")
    /// Words that say how it is asked; each set is a feature.
    private static let cues: [Set<UInt64>] = [
        "statement statements", "which", "following", "how", "why", "what", "who whom whose",
        "when",
        "if suppose assume", "true", "according", "best most", "all", "none", "i my me",
        "he she his her", "you your",
    ].map(set)
    /// Those of them that are written large to be seen.
    private static let shouted = ["NOT", "EXCEPT", "LEAST"]
    private static let operators = Array("+*/=^<>\\$%|~-".utf8)
    private static let brackets = Array("()[]{}".utf8)

    private static func set(_ words: String) -> Set<UInt64> {
        Set(words.split(separator: " ").map { PromptParts.hash($0.utf8) })
    }

    /// The features of a text.
    ///
    /// - Returns: ``count`` numbers.
    /// - Complexity: O(bytes).
    package static func of(_ text: String) -> [Float] {
        let parts = PromptParts(Array(text.utf8))
        var found = lengths(parts)
        found += figures(parts)
        found += wording(parts)
        found += shape(parts)
        precondition(found.count == count, "as many features as are promised")
        return found
    }

    private static func lengths(_ parts: PromptParts) -> [Float] {
        let options = parts.options.isEmpty ? [0] : parts.options.map { Float($0.count) }
        let mean = options.reduce(0, +) / Float(options.count)
        let square = options.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let deviation = (square / Float(options.count)).squareRoot()
        return [
            log1(parts.bytes.count), log1(parts.stem.count), Exponential.logarithm(1 + mean),
            Exponential.logarithm(1 + (options.max() ?? 0)),
            Exponential.logarithm(1 + (options.min() ?? 0)), deviation / (mean + 1),
            Float(min(10, parts.options.count)),
        ]
    }

    private static func figures(_ parts: PromptParts) -> [Float] {
        let bytes = parts.bytes[...]
        let size = Float(max(1, bytes.count))
        let digits = digitCount(bytes)
        let withDigits = parts.options.count { digitCount($0) > 0 }
        let shares = parts.options.reduce(Float(0)) {
            $0 + Float(digitCount($1)) / Float($1.count + 1)
        }
        let options = Float(max(1, parts.options.count))
        let end = parts.stem.last { !" \n\t\r".utf8.contains($0) }
        return [
            10 * Float(digits) / size, digits > 0 ? 1 : 0,
            10 * Float(digitCount(parts.stem)) / Float(max(1, parts.stem.count)),
            Float(withDigits) / options, shares / options,
            10 * Float(bytes.count { operators.contains($0) }) / size,
            10 * Float(bytes.count { brackets.contains($0) }) / size,
            bytes.contains(UInt8(ascii: "_")) ? 1 : 0,
            Float(min(5, bytes.count { $0 == UInt8(ascii: "?") })),
            end == UInt8(ascii: "?") ? 1 : 0, end == UInt8(ascii: ":") ? 1 : 0,
        ]
    }

    private static func wording(_ parts: PromptParts) -> [Float] {
        let known = Set(parts.words.map(\.hash))
        let isShouted = parts.words.contains { word in
            shouted.contains { word.bytes.elementsEqual($0.utf8) }
        }
        return [
            Float(denials.count { known.contains($0) }), isShouted ? 1 : 0,
        ] + cues.map { $0.isDisjoint(with: known) ? 0 : 1 }
    }

    private static func shape(_ parts: PromptParts) -> [Float] {
        let words = parts.words
        let stem = parts.stemWords
        let all = Float(max(1, words.count))
        let asked = Float(max(1, stem.count))
        let bytes = parts.bytes
        let stemKnown = Set(stem.map(\.hash))
        let overlap = parts.options.reduce(Float(0)) { sum, option in
            let inside = PromptParts.words(of: option)
            let common = Set(inside.map(\.hash)).count { stemKnown.contains($0) }
            return sum + Float(common) / Float(inside.count + 1)
        }
        return [
            Float(words.reduce(0) { $0 + $1.bytes.count }) / all,
            Float(stem.reduce(0) { $0 + $1.bytes.count }) / asked,
            Float(Set(words.map(\.hash)).count) / all,
            Float(words.count { ($0.bytes.first ?? 0xFF) < 91 }) / all,
            Float(words.count { $0.bytes.count > 1 && isShouted($0.bytes) }) / all,
            Float(stem.count { $0.bytes.count == 1 }) / asked,
            log1(bytes.count { $0 == UInt8(ascii: ",") }),
            log1(bytes.count { $0 == UInt8(ascii: "\"") }), log1(parts.sentenceCount),
            log1(parts.lineCount), parts.hasSum ? 1 : 0,
            overlap / Float(max(1, parts.options.count)),
            bytes.contains(UInt8(ascii: "`")) || bytes.contains(UInt8(ascii: "{")) ? 1 : 0,
            10 * Float(bytes.count { $0 >= 0x80 }) / Float(max(1, bytes.count)),
        ]
    }

    private static func log1(_ count: Int) -> Float { Exponential.logarithm(1 + Float(count)) }

    private static func digitCount(_ bytes: ArraySlice<UInt8>) -> Int {
        bytes.count { PromptParts.isDigit($0) }
    }

    /// Whether a word is in capitals; letters beyond ASCII have no case here.
    private static func isShouted(_ word: ArraySlice<UInt8>) -> Bool {
        word.allSatisfy { !(97...122).contains($0) } && word.contains { $0 < 0x80 }
    }
}
