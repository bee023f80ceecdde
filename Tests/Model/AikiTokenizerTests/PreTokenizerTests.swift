import AikiBase
import AikiTokenizer
import Testing

/// Pieces against Python's `regex` on the published patterns, and the hand-written matchers against
/// the patterns themselves.
struct PreTokenizerTests {
    static let names = [
        "gpt-2", "r50k_base", "llama-bpe", "qwen2", "qwen35", "gpt-4o", "tekken", "cl100k_base",
        "deepseek-coder", "deepseek-v3", "falcon", "smollm", "chameleon", "default", "bailingmoe",
        "seed-coder",
    ]

    private func ends(_ preTokenizer: PreTokenizer, _ text: String) -> [Int] {
        var text = text
        return text.withUTF8 { preTokenizer.pieceEnds($0) }
    }

    private func hash(_ numbers: [Int]) -> String {
        var value: UInt64 = 0xCBF2_9CE4_8422_2325
        for number in numbers { value = (value ^ UInt64(number)) &* 0x100_0000_01B3 }
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    @Test("Pieces end where Python's regex ends them", arguments: names, [false, true])
    func piecesMatchRegex(_ name: String, isSlow: Bool) throws {
        let fixture = try TestData.fixtureJSON("splits.json")
        let texts = try Odd.texts()
        let group = fixture["group"]?.wholeNumber ?? 1
        let expected = (fixture["hashes"]?[name]?.elements ?? []).compactMap(\.text)
        let preTokenizer = try #require(
            isSlow ? PreTokenizer(slowNamed: name) : PreTokenizer(named: name))
        let found = stride(from: 0, to: texts.count, by: group).map { start in
            hash(texts[start..<min(start + group, texts.count)].flatMap { ends(preTokenizer, $0) })
        }
        #expect(!expected.isEmpty && found == expected)
    }

    @Test("Hand-written matchers and patterns agree on random text", arguments: PreTokenizer.names)
    func fastAndSlowAgree(_ name: String) throws {
        let fast = try TestData.preTokenizer(name)
        let slow = try #require(PreTokenizer(slowNamed: name))
        for seed in UInt64(0)..<40 {
            let text = Odd.random(count: 60, seed: seed)
            #expect(ends(fast, text) == ends(slow, text), "\(text.debugDescription)")
        }
    }

    @Test("Every short text over a small alphabet is cut alike by matcher and pattern")
    func shortTextsAgree() throws {
        let alphabet: [Unicode.Scalar] = ["'", "s", "L", "\u{301}", " ", "\n", "1", "/", "\u{2B0}"]
        for name in ["gpt-2", "llama-bpe", "qwen35", "gpt-4o", "tekken", "cl100k_base"] {
            let fast = try TestData.preTokenizer(name)
            let slow = try #require(PreTokenizer(slowNamed: name))
            for length in 1...4 {
                var count = 1
                for _ in 0..<length { count *= alphabet.count }
                for number in 0..<count {
                    var (text, rest) = ("", number)
                    for _ in 0..<length {
                        text.unicodeScalars.append(alphabet[rest % alphabet.count])
                        rest /= alphabet.count
                    }
                    guard ends(fast, text) != ends(slow, text) else { continue }
                    Issue.record("\(name): \(text.debugDescription)")
                }
            }
        }
    }

    @Test("Long runs are cut in linear time", arguments: PreTokenizer.names)
    func longRuns(_ name: String) throws {
        let preTokenizer = try TestData.preTokenizer(name)
        for letter in ["a", "A", " ", "\n", "'", "1", "\u{301}", "あ", "<sentinel:", "a "] {
            let text = String(repeating: letter, count: 20_000) + "b"
            let clock = ContinuousClock()
            let start = clock.now
            #expect(ends(preTokenizer, text).last == text.utf8.count)
            #expect(clock.now - start < .seconds(2), "\(letter.debugDescription)")
        }
    }

    @Test("An unknown name is no pre-tokenizer")
    func unknownNames() {
        #expect(PreTokenizer(named: "no-such-model") == nil)
        #expect(PreTokenizer(named: "") == nil)
    }
}
