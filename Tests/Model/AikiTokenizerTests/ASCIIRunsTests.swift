import AikiBase
import AikiTokenizer
import Testing

/// Eight bytes at once against one byte at a time.
struct ASCIIRunsTests {
    @Test("Every byte is judged right in every place, whatever stands around it")
    func classes() {
        var random = SeededRandom(seed: 4)
        for byte in 0..<UInt64(256) {
            for place in 0..<UInt64(8) {
                for _ in 0..<4 {
                    let around = random.next() & ~(0xFF << (place * 8))
                    let word = around | byte << (place * 8)
                    let top = UInt64(0x80) << (place * 8)
                    let isUpper = (0x41...0x5A).contains(byte)
                    let isLower = (0x61...0x7A).contains(byte)
                    #expect((ASCIIRuns.others(word) & top == 0) == (isUpper || isLower))
                    #expect((ASCIIRuns.notUpper(word) & top == 0) == isUpper)
                    #expect((ASCIIRuns.notLower(word) & top == 0) == isLower)
                }
            }
        }
    }

    @Test("A byte is found where it first stands, from every start")
    func search() {
        var random = SeededRandom(seed: 5)
        for length in 0..<40 {
            let bytes = (0..<length).map { _ in
                [0x3C, 0x3D, 0x3B, 0xBC, 0x00, 0x41].randomElement(using: &random) ?? UInt8(0x3C)
            }
            bytes.withUnsafeBufferPointer { text in
                for start in 0...length {
                    let expected = text[start...].firstIndex(of: 0x3C) ?? length
                    #expect(ASCIIRuns.first(0x3C, in: text, from: start) == expected)
                }
            }
        }
    }

    @Test(
        "Pieces are those of the patterns where words meet anything else",
        arguments: ["gpt-2", "llama-bpe", "qwen2", "qwen35", "gpt-4o", "tekken", "cl100k_base"])
    func pieces(_ name: String) throws {
        let fast = try TestData.preTokenizer(name)
        let slow = try #require(PreTokenizer(slowNamed: name))
        var random = SeededRandom(seed: 6)
        let parts = [
            "a", "b", "Z", "HT", "word", "Longest", "é", "ß", "日", "\u{301}", " ", "  ", "\n",
            "\r\n",
            "'", "'s", "'LL", "'ſ", "1", "23", ".", "_", "/", "—", "@", "[", "`", "{", "\u{7F}",
            "\u{80}",
        ]
        for _ in 0..<3000 {
            let count = Int.random(in: 1..<12, using: &random)
            let text = (0..<count).map { _ in parts.randomElement(using: &random) ?? "" }.joined()
            let bytes = Array(text.utf8)
            let found = bytes.withUnsafeBufferPointer(fast.pieceEnds)
            #expect(
                found == bytes.withUnsafeBufferPointer(slow.pieceEnds), "\(text.debugDescription)")
        }
    }

    @Test("What a piece became is remembered right, at every length and beside any text")
    func remembered() throws {
        let tokenizer = try TestData.fixtureTokenizer("byte-level.json")
        var random = SeededRandom(seed: 7)
        let words = (0..<400).map { _ in
            String(
                (0..<Int.random(in: 1..<24, using: &random)).map { _ in
                    Character(Unicode.Scalar(UInt8.random(in: 97...122, using: &random)))
                })
        }
        // Each word alone, by a tokenizer that has met nothing, is what it is among others.
        let fresh = try words.map { word in
            try TestData.fixtureTokenizer("byte-level.json")
                .encode(" " + word, addSpecial: false, parseSpecial: false)
        }
        for _ in 0..<3 {
            let text = words.map { " " + $0 }.joined()
            let found = tokenizer.encode(text, addSpecial: false, parseSpecial: false)
            #expect(found == fresh.flatMap { $0 })
        }
    }
}
