import AikiBase
import AikiTokenizer
import Testing

/// Metadata that a test makes up.
private struct Metadata: MetadataSource {
    var texts: [String: String] = [:]
    var numbers: [String: Double] = [:]
    var truths: [String: Bool] = [:]
    var textLists: [String: [String]] = [:]
    var numberLists: [String: [Double]] = [:]

    var metadataKeys: [String] { (Array(texts.keys) + Array(textLists.keys)).sorted() }
    func string(_ key: String) -> String? { texts[key] }
    func integer(_ key: String) -> Int? { numbers[key].flatMap { Int(exactly: $0) } }
    func number(_ key: String) -> Double? { numbers[key] }
    func boolean(_ key: String) -> Bool? { truths[key] }
    func strings(_ key: String) -> ByteStrings? {
        textLists[key].map { list in
            var strings = ByteStrings()
            for text in list { strings.append(text) }
            return strings
        }
    }
    func integers(_ key: String) -> [Int]? { numberLists[key]?.compactMap { Int(exactly: $0) } }
    func numbers(_ key: String) -> [Double]? { numberLists[key] }
    func booleans(_ key: String) -> [Bool]? { nil }

    /// A byte-level vocabulary of two letters and some tokens besides.
    static func bytePairs(_ more: [String] = [], kinds: [Double] = []) -> Metadata {
        let tokens = ["a", "b", "ab"] + more
        return Metadata(
            texts: ["tokenizer.ggml.model": "gpt2", "tokenizer.ggml.pre": "gpt-2"],
            textLists: ["tokenizer.ggml.tokens": tokens, "tokenizer.ggml.merges": ["a b"]],
            numberLists: ["tokenizer.ggml.token_type": [1, 1, 1] + kinds])
    }
}

/// What the keys of `tokenizer.ggml` mean, and what is refused.
struct MetadataTests {
    private func failure(_ metadata: Metadata) -> TokenizerError? {
        do {
            _ = try Tokenizer(metadata: metadata)
            return nil
        } catch {
            return error
        }
    }

    @Test("A small vocabulary encodes by its merges")
    func merges() throws {
        let tokenizer = try Tokenizer(metadata: Metadata.bytePairs())
        #expect(tokenizer.encode("aabb", addSpecial: true, parseSpecial: true) == [0, 2, 1])
        #expect(tokenizer.text(of: 2) == "ab")
        #expect(tokenizer.id(ofSpelling: "ab") == 2)
        #expect(tokenizer.id(ofSpelling: "ba") == nil)
    }

    /// Merges are read by guessing that each gives the token behind that of the one before.
    @Test("Of equal tokens the first is meant, whatever the order of the merges")
    func equalTokens() throws {
        var metadata = Metadata.bytePairs(["aa", "bb", "aa"], kinds: [1, 1, 1])
        metadata.textLists["tokenizer.ggml.merges"] = ["b b", "a a", "a b"]
        let tokenizer = try Tokenizer(metadata: metadata)
        #expect(tokenizer.encode("aa", addSpecial: false, parseSpecial: false) == [3])
        #expect(tokenizer.encode("bb", addSpecial: false, parseSpecial: false) == [4])
        metadata = .bytePairs(["aa", "bb"], kinds: [1, 1])
        metadata.textLists["tokenizer.ggml.merges"] = ["b b", "a b", "a a"]
        let shuffled = try Tokenizer(metadata: metadata)
        for (text, token) in [("ab", 2), ("aa", 3), ("bb", 4)] {
            #expect(
                shuffled.encode(text, addSpecial: false, parseSpecial: false) == [TokenID(token)])
        }
    }

    @Test("Each missing key is named")
    func missingKeys() {
        for key in ["tokenizer.ggml.model", "tokenizer.ggml.tokens", "tokenizer.ggml.merges"] {
            var metadata = Metadata.bytePairs()
            metadata.texts[key] = nil
            metadata.textLists[key] = nil
            #expect(failure(metadata) == .missing(key))
        }
    }

    @Test("Unknown models and pre-tokenizers are refused by name")
    func unknownNames() {
        var metadata = Metadata.bytePairs()
        metadata.texts["tokenizer.ggml.model"] = "psychic"
        #expect(failure(metadata) == .unsupported(part: "tokenizer.ggml.model", name: "psychic"))
        metadata = .bytePairs()
        metadata.texts["tokenizer.ggml.pre"] = "tea-leaves"
        #expect(failure(metadata) == .unknownPreTokenizer("tea-leaves"))
    }

    @Test("A special id is within the vocabulary, at the limit and one past it")
    func specialIDs() throws {
        var metadata = Metadata.bytePairs()
        metadata.numbers["tokenizer.ggml.eos_token_id"] = 2
        #expect(try Tokenizer(metadata: metadata).special.eos == 2)
        metadata.numbers["tokenizer.ggml.eos_token_id"] = 3
        let error = TokenizerError.badTokenID(
            part: "tokenizer.ggml.eos_token_id", id: 3, entries: 3)
        #expect(failure(metadata) == error)
        metadata.numbers["tokenizer.ggml.eos_token_id"] = 4_294_967_295
        #expect(try Tokenizer(metadata: metadata).special.eos == nil)
    }

    @Test("A padding or mask id of a token that was never made is no obstacle")
    func idleRoles() throws {
        var metadata = Metadata.bytePairs()
        metadata.numbers["tokenizer.ggml.padding_token_id"] = 32_000
        metadata.numbers["tokenizer.ggml.mask_token_id"] = 3
        let special = try Tokenizer(metadata: metadata).special
        #expect(special.padding == nil && special.mask == nil)
    }

    @Test("Every end that a file lists ends generation")
    func listedEnds() throws {
        var metadata = Metadata.bytePairs(["<a>", "<b>", "<c>"], kinds: [3, 3, 3])
        metadata.numberLists["tokenizer.ggml.eos_token_ids"] = [3, 5, 99]
        metadata.numbers["tokenizer.ggml.eos_token_id"] = 4
        #expect(try Tokenizer(metadata: metadata).special.endOfGeneration == [3, 4, 5])
    }

    @Test("Added tokens behind the model's last row are left out, ordinary ones are not")
    func tokensWithoutRows() throws {
        let added = Metadata.bytePairs(["<pad>", "<image>"], kinds: [3, 4])
        #expect(try Tokenizer(metadata: added, modelTokens: 3).vocabularySize == 3)
        #expect(try Tokenizer(metadata: added, modelTokens: 4).vocabularySize == 4)
        #expect(try Tokenizer(metadata: added, modelTokens: 9).vocabularySize == 5)
        #expect(try Tokenizer(metadata: added).vocabularySize == 5)
        let ordinary = Metadata.bytePairs(["abc", "<image>"], kinds: [1, 4])
        #expect(try Tokenizer(metadata: ordinary, modelTokens: 3).vocabularySize == 5)
    }

    @Test("Text is composed first where the file says so")
    func composition() throws {
        var metadata = Metadata.bytePairs()
        let text = "a\u{301}"
        let plain = try Tokenizer(metadata: metadata)
        #expect(!plain.definition.composes)
        metadata.truths["tokenizer.ggml.normalizer.nfc"] = true
        let composing = try Tokenizer(metadata: metadata)
        #expect(
            composing.encode(text, addSpecial: false, parseSpecial: false)
                == plain.encode("\u{E1}", addSpecial: false, parseSpecial: false))
    }

    @Test("Arrays shorter than the vocabulary are refused")
    func shortArrays() {
        var metadata = Metadata.bytePairs()
        metadata.numberLists["tokenizer.ggml.token_type"] = [1, 1]
        #expect(failure(metadata) != nil)
        metadata = .bytePairs()
        metadata.texts["tokenizer.ggml.model"] = "llama"
        #expect(failure(metadata) == .missing("tokenizer.ggml.scores"))
        metadata.numberLists["tokenizer.ggml.scores"] = [0]
        #expect(failure(metadata) != nil)
    }

    @Test("A token is as long as the limit and no longer")
    func tokenLength() {
        let limit = TokenizerDefinition.tokenBytesMax
        let fits = Metadata.bytePairs([String(repeating: "a", count: limit)], kinds: [1])
        #expect(failure(fits) == nil)
        let tooLong = Metadata.bytePairs([String(repeating: "a", count: limit + 1)], kinds: [1])
        #expect(failure(tooLong) == .tooLarge(part: "token 3", size: limit + 1, limit: limit))
    }

    @Test("bos and eos stand where the flags say", arguments: [false, true], [false, true])
    func affixes(addsBOS: Bool, addsEOS: Bool) throws {
        var metadata = Metadata.bytePairs(["<s>", "</s>"], kinds: [3, 3])
        metadata.numbers["tokenizer.ggml.bos_token_id"] = 3
        metadata.numbers["tokenizer.ggml.eos_token_id"] = 4
        metadata.truths["tokenizer.ggml.add_bos_token"] = addsBOS
        metadata.truths["tokenizer.ggml.add_eos_token"] = addsEOS
        let tokenizer = try Tokenizer(metadata: metadata)
        let expected: [TokenID] = (addsBOS ? [3] : []) + [2] + (addsEOS ? [4] : [])
        #expect(tokenizer.encode("ab", addSpecial: true, parseSpecial: false) == expected)
        #expect(tokenizer.encode("ab", addSpecial: false, parseSpecial: false) == [2])
        #expect(tokenizer.special.addsBOS == addsBOS && tokenizer.special.addsEOS == addsEOS)
        #expect(tokenizer.decode(expected, skipSpecial: true) == "ab")
    }

    @Test(
        "Usual spellings end generation and become control tokens",
        arguments: ["<|eot_id|>", "<|im_end|>", "<end_of_turn>", "<|endoftext|>", "<|end|>"])
    func endsOfGeneration(_ spelling: String) throws {
        let tokenizer = try Tokenizer(metadata: Metadata.bytePairs([spelling], kinds: [1]))
        #expect(tokenizer.special.endOfGeneration == [3])
        #expect(tokenizer.special.eot == 3)
        #expect(tokenizer.kind(of: 3) == .control)
        #expect(tokenizer.encode(spelling, addSpecial: false, parseSpecial: true) == [3])
        #expect(tokenizer.bytes(of: 3).isEmpty)
        #expect(tokenizer.bytes(of: 3, includingSpecial: true) == Array(spelling.utf8))
    }

    @Test("A harmony vocabulary goes on after <|end|>")
    func harmony() throws {
        let marks = ["<|end|>", "<|return|>", "<|call|>", "<|channel|>"]
        let tokenizer = try Tokenizer(
            metadata: Metadata.bytePairs(marks, kinds: [3, 3, 3, 3]))
        #expect(tokenizer.special.endOfGeneration == [4, 5])
        #expect(tokenizer.kind(of: 6) == .userDefined)
    }

    @Test("Of two tokens that match, the leftmost is taken, and the longest of those")
    func longestMatch() throws {
        let tokenizer = try Tokenizer(
            metadata: Metadata.bytePairs(["<x>", "<x>>", "><"], kinds: [4, 4, 4]))
        #expect(tokenizer.encode("a<x>>b", addSpecial: false, parseSpecial: false) == [0, 4, 1])
        #expect(tokenizer.encode("<x><x>", addSpecial: false, parseSpecial: false) == [3, 3])
    }

    /// `▁a`, `ab` and the like with scores, and the bytes of é.
    private func scored(addsPrefix: Bool?) -> Metadata {
        let tokens = ["<unk>", "<s>", "</s>", "▁", "a", "b", "ab", "▁a", "▁▁", "<0xC3>", "<0xA9>"]
        var metadata = Metadata(
            texts: ["tokenizer.ggml.model": "llama"],
            textLists: ["tokenizer.ggml.tokens": tokens],
            numberLists: [
                "tokenizer.ggml.token_type": [2, 3, 3, 1, 1, 1, 1, 1, 1, 6, 6],
                "tokenizer.ggml.scores": [0, 0, 0, -9, -9, -9, -2, -3, -1, 0, 0],
            ])
        metadata.truths["tokenizer.ggml.add_space_prefix"] = addsPrefix
        return metadata
    }

    @Test("SentencePiece merges by score, spells the rest in bytes, and puts a space where told")
    func sentencePiece() throws {
        let tokenizer = try Tokenizer(metadata: scored(addsPrefix: nil))
        // `ab` scores better than `▁a`; two spaces are one token; é is two bytes.
        #expect(tokenizer.encode("ab", addSpecial: true, parseSpecial: false) == [1, 3, 6])
        #expect(tokenizer.encode(" a", addSpecial: false, parseSpecial: false) == [8, 4])
        #expect(tokenizer.encode("\u{E9}", addSpecial: false, parseSpecial: false) == [3, 9, 10])
        #expect(tokenizer.encode("z", addSpecial: false, parseSpecial: false) == [3, 0])
        #expect(tokenizer.decode([1, 3, 6, 9, 10], skipSpecial: true) == "ab\u{E9}")
        #expect(tokenizer.decode([3, 6], skipSpecial: true) == "ab")
        let bare = try Tokenizer(metadata: scored(addsPrefix: false))
        #expect(bare.encode("ab a", addSpecial: false, parseSpecial: false) == [6, 7])
        #expect(bare.decode([7, 6], skipSpecial: true) == " aab")
        // A control token in the text is spelled out unless it is asked for.
        #expect(bare.encode("a</s>b", addSpecial: false, parseSpecial: true) == [4, 2, 5])
        #expect(!bare.encode("a</s>b", addSpecial: false, parseSpecial: false).contains(2))
    }

    @Test("Byte pairs over characters keep line ends whole")
    func characterPairs() throws {
        let tokens = ["<bos>", "▁", "a", "▁a", "\n", "\n\n", "\n\n\n", "<0x7A>"]
        let metadata = Metadata(
            texts: ["tokenizer.ggml.model": "gemma4"],
            numbers: ["tokenizer.ggml.bos_token_id": 0],
            textLists: ["tokenizer.ggml.tokens": tokens, "tokenizer.ggml.merges": ["▁ a"]],
            numberLists: ["tokenizer.ggml.token_type": [3, 1, 1, 1, 1, 1, 1, 6]])
        let tokenizer = try Tokenizer(metadata: metadata)
        let found = tokenizer.encode("a a\n\n\nz", addSpecial: true, parseSpecial: false)
        #expect(found == [0, 2, 3, 6, 7])
        #expect(tokenizer.decode(found, skipSpecial: true) == "a a\n\n\nz")
    }
}
