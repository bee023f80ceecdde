import AikiTokenizer
import Testing

/// The pairs that llama.cpp checks its own tokenizers with: every case of each vocabulary at hand.
@Suite(.enabled(if: TestData.isPresent, "AIKI_DATA is not set"))
struct LlamaCppPairTests {
    /// Pair and the vocabulary it belongs to: files of the same name, and raw vocabularies.
    static let pairs: [(pair: String, vocabulary: String)] = [
        ("gpt-2", "gpt-2"), ("falcon", "falcon"), ("starcoder", "starcoder"),
        ("deepseek-coder", "deepseek-coder"), ("llama-spm", "llama-spm"), ("bert-bge", "bert-bge"),
        ("gpt-2", "gpt2"), ("llama-bpe", "llama3"), ("llama-spm", "llama2"), ("qwen2", "qwen2"),
        ("deepseek-r1-qwen", "qwen2"),
    ]

    @Test("Every case of a pair gives the expected ids", arguments: pairs)
    func pairMatches(_ pair: (pair: String, vocabulary: String)) throws {
        let tokenizer = try TestData.tokenizer(pair.vocabulary)
        let base = "tokenizers/llama.cpp/ggml-vocab-\(pair.pair).gguf"
        let texts = try TestData.text("\(base).inp").split(
            separator: "\n__ggml_vocab_test__\n", omittingEmptySubsequences: false)
        let lines = try TestData.text("\(base).out").split(
            separator: "\n", omittingEmptySubsequences: false)
        #expect(texts.count >= 40)
        for (text, line) in zip(texts, lines) {
            let expected = line.split(separator: " ").compactMap { TokenID($0) }
            let found = tokenizer.encode(String(text), addSpecial: false, parseSpecial: false)
            #expect(found == expected, "\(pair.pair): \(text.debugDescription)")
        }
    }

    @Test(
        "Byte-level vocabularies give back every text",
        arguments: ["gpt-2", "starcoder", "refact", "gpt-neox", "mpt", "deepseek-llm"])
    func bytePairsRoundTrip(_ name: String) throws {
        let tokenizer = try TestData.tokenizer(name)
        for text in try Odd.texts() {
            let tokens = tokenizer.encode(text, addSpecial: false, parseSpecial: false)
            #expect(tokenizer.decode(tokens, skipSpecial: false).utf8.elementsEqual(text.utf8))
        }
    }

    @Test("A byte that the vocabulary lacks is left out, and nothing else")
    func missingBytes() throws {
        let tokenizer = try TestData.tokenizer("falcon")
        let tokens = tokenizer.encode("a\u{1C}b", addSpecial: false, parseSpecial: false)
        #expect(tokenizer.decode(tokens, skipSpecial: false) == "ab")
    }

    @Test("Two readers of one vocabulary give the same tokens")
    func readersAgree() throws {
        for (first, second) in [("gpt-2", "gpt2"), ("llama-spm", "llama2"), ("gpt-2", "r50k_base")]
        {
            let (left, right) = (try TestData.tokenizer(first), try TestData.tokenizer(second))
            for text in try Odd.texts() {
                let found = left.encode(text, addSpecial: false, parseSpecial: false)
                #expect(found == right.encode(text, addSpecial: false, parseSpecial: false))
            }
        }
    }
}
