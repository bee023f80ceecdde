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
}
