import AikiBase
import AikiTokenizer
import Testing

/// Files that lie: every truncation and many mutations are refused or read, never more.
struct HostileFileTests {
    private func tryToLoad(_ name: String, _ bytes: [UInt8]) {
        do {
            let tokenizer =
                name.hasSuffix(".model")
                ? try Tokenizer(sentencePieceModel: bytes) : try Tokenizer(tokenizerJSON: bytes)
            let text = "The keeper é 日 12"
            let tokens = tokenizer.encode(text, addSpecial: true, parseSpecial: true)
            _ = tokenizer.decode(tokens, skipSpecial: false)
        } catch {
            // Refused with a typed error: what is wanted.
        }
    }

    @Test("Truncated files are refused or read", arguments: FixtureTokenizerTests.names)
    func truncations(_ name: String) throws {
        let bytes = try TestData.fixture(name)
        let step = max(1, bytes.count / 1500)
        for length in stride(from: 0, to: bytes.count, by: step) {
            tryToLoad(name, Array(bytes[..<length]))
        }
    }

    @Test("Mutated files are refused or read", arguments: FixtureTokenizerTests.names)
    func mutations(_ name: String) throws {
        let bytes = try TestData.fixture(name)
        var generator = SeededRandom(seed: 11)
        for _ in 0..<300 {
            var mutated = bytes
            for _ in 0..<Int.random(in: 1...8, using: &generator) {
                let place = Int.random(in: 0..<mutated.count, using: &generator)
                mutated[place] = UInt8.random(in: 0...255, using: &generator)
            }
            tryToLoad(name, mutated)
        }
    }

    private func document(vocabulary: String, merges: String = "[]", more: String = "") -> [UInt8] {
        Array(
            """
            {"model": {"type": "BPE", "vocab": \(vocabulary), "merges": \(merges)}\(more), \
            "pre_tokenizer": {"type": "ByteLevel"}}
            """.utf8)
    }

    private func failure(_ bytes: [UInt8]) -> TokenizerError? {
        do {
            _ = try Tokenizer(tokenizerJSON: bytes)
            return nil
        } catch {
            return error
        }
    }

    @Test("Ids far beyond the entries are refused, at the limit and one past it")
    func hugeIDs() {
        let limit = 2 * 1 + 4096
        #expect(failure(document(vocabulary: "{\"a\": \(limit - 1)}")) == nil)
        #expect(
            failure(document(vocabulary: "{\"a\": \(limit)}"))
                == .badTokenID(part: "vocabulary", id: limit, entries: 1))
        #expect(failure(document(vocabulary: "{\"a\": 1e300}")) != nil)
        #expect(failure(document(vocabulary: "{\"a\": -1}")) != nil)
    }

    @Test("Two tokens of one id are refused")
    func duplicates() {
        #expect(failure(document(vocabulary: #"{"a": 1, "b": 1}"#)) == .duplicateID(1))
    }

    @Test("Gaps become unused tokens that nothing encodes to")
    func gaps() throws {
        let tokenizer = try Tokenizer(tokenizerJSON: document(vocabulary: #"{"a": 0, "b": 3}"#))
        #expect(tokenizer.vocabularySize == 4)
        #expect(tokenizer.kind(of: 1) == .unused)
        #expect(tokenizer.encode("ab", addSpecial: false, parseSpecial: false) == [0, 3])
    }

    @Test("Nesting is bounded, at the limit and one past it")
    func nesting() {
        func nested(_ depth: Int) -> [UInt8] {
            let arrays = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
            return document(vocabulary: #"{"a": 0}"#, more: ", \"x\": \(arrays)")
        }
        #expect(failure(nested(63)) == nil)
        #expect(failure(nested(64)) == .tooLarge(part: "JSON nesting", size: 65, limit: 64))
        #expect(failure(nested(1_000_000)) != nil)
    }

    @Test("What is not known is refused by name")
    func unknownParts() {
        let vocabulary = #"{"a": 0}"#
        #expect(
            failure(document(vocabulary: vocabulary, more: #", "normalizer": {"type": "Rot13"}"#))
                == .unsupported(part: "normalizer", name: "Rot13"))
        let split = #"""
            {"model": {"vocab": {"a": 0}, "merges": []}, "pre_tokenizer": {"type": "Sequence",
            "pretokenizers": [
            {"type": "Split", "pattern": {"Regex": "(a+)+b"}, "behavior": "Isolated"},
            {"type": "ByteLevel", "use_regex": false}]}}
            """#
        #expect(failure(Array(split.utf8)) == .unknownPreTokenizer("(a+)+b"))
        #expect(
            failure(Array(#"{"model": {"type": "Psychic"}}"#.utf8))
                == .unsupported(part: "model", name: "Psychic"))
        #expect(failure(Array("{}".utf8)) == .missing("model"))
        #expect(failure(document(vocabulary: vocabulary, merges: #"["ab"]"#)) != nil)
    }

    @Test("Ranks that are no ranks are refused")
    func ranks() throws {
        let preTokenizer = try TestData.preTokenizer("cl100k_base")
        for text in [
            "", "IQ==", "IQ== x", "!!! 0", "IQ== 0\nIg== 0", "IQ== 99999999999", "IQ== -1",
        ] {
            #expect(throws: TokenizerError.self) {
                try Tokenizer(tiktokenRanks: Array(text.utf8), preTokenizer: preTokenizer)
            }
        }
    }

    @Test("Spellings that differ only in composition stay two tokens")
    func canonicalEquivalents() throws {
        let text = """
            {"model": {"type": "BPE", "byte_fallback": false,
            "vocab": {"\u{E9}": 0, "e\u{301}": 1, "e": 2, "\u{301}": 3}, "merges": ["e \u{301}"]}}
            """
        let tokenizer = try Tokenizer(tokenizerJSON: Array(text.utf8))
        #expect(tokenizer.vocabularySize == 4)
        #expect(tokenizer.encode("\u{E9}", addSpecial: false, parseSpecial: false) == [0])
        #expect(tokenizer.encode("e\u{301}", addSpecial: false, parseSpecial: false) == [1])
    }

    @Test("A vocabulary is as large as the limit and no larger")
    func vocabularySize() throws {
        let limit = TokenizerDefinition.tokensMax
        // One piece of no spelling is a key and a zero length.
        let full = [[UInt8]](repeating: [0x0A, 0x00], count: limit).flatMap { $0 }
        #expect(try TokenizerDefinition(sentencePieceModel: full).tokens.count == limit)
        let error = TokenizerError.tooLarge(part: "vocabulary", size: limit + 1, limit: limit)
        #expect(throws: error) { try TokenizerDefinition(sentencePieceModel: full + [0x0A, 0x00]) }
    }

    @Test("Character maps of any bytes match something or nothing")
    func characterMaps() throws {
        var generator = SeededRandom(seed: 17)
        let text = Array("The ﬁrst 日本 text…".utf8)
        for _ in 0..<2000 {
            let units = Int.random(in: 0...40, using: &generator)
            var blob: [UInt8] = [UInt8(4 * units), 0, 0, 0]
            for _ in 0..<4 * units + Int.random(in: 0...20, using: &generator) {
                blob.append(UInt8.random(in: 0...255, using: &generator))
            }
            let map = try CharacterMap(blob)
            text.withUnsafeBufferPointer { _ = map.normalize($0) }
        }
        #expect(throws: TokenizerError.self) { try CharacterMap([1, 0, 0]) }
        #expect(throws: TokenizerError.self) { try CharacterMap([8, 0, 0, 0, 1, 2, 3, 4]) }
    }

    @Test("A character map is as large as the limit and no larger")
    func characterMapSize() throws {
        let limit = CharacterMap.bytesMax
        let full = [UInt8](repeating: 0, count: limit)
        _ = try CharacterMap(full)
        let error = TokenizerError.tooLarge(part: "character map", size: limit + 1, limit: limit)
        #expect(throws: error) { try CharacterMap(full + [0]) }
    }

    @Test("Merges are as many as the limit and no more")
    func mergeCount() throws {
        let limit = TokenizerDefinition.mergesMax
        let preTokenizer = try TestData.preTokenizer("gpt-2")
        func load(lineEnds: Int) throws -> TokenizerDefinition {
            try TokenizerDefinition(
                vocabulary: Array(#"{"a": 0}"#.utf8),
                merges: [UInt8](repeating: 0x0A, count: lineEnds), preTokenizer: preTokenizer)
        }
        #expect(try load(lineEnds: limit).merges.isEmpty)
        let error = TokenizerError.tooLarge(part: "merges", size: limit + 1, limit: limit)
        #expect(throws: error) { try load(lineEnds: limit + 1) }
    }

    @Test("A tokenizer.json is as long as the limit and no longer")
    func fileSize() {
        let limit = 128 << 20
        let full = [UInt8](repeating: 0x20, count: limit)
        let error = TokenizerError.tooLarge(part: "JSON", size: limit + 1, limit: limit)
        #expect(failure(full + [0x20]) == error)
        // Read to its end, where a value is missing.
        let reason = "at byte \(limit), where a value was expected"
        #expect(failure(full) == .malformed(part: "JSON", reason: reason))
    }

    @Test("A word is spelled up to a hundred scalars, and unknown beyond")
    func wordLength() throws {
        let tokenizer = try TestData.fixtureTokenizer("uncased.json")
        func encode(_ count: Int) -> [TokenID] {
            let word = String(repeating: "e", count: count)
            return tokenizer.encode(word, addSpecial: false, parseSpecial: false)
        }
        let unknown = try #require(tokenizer.special.unknown)
        #expect(!encode(100).contains(unknown) && encode(100).count > 1)
        #expect(encode(101) == [unknown])
    }
}
