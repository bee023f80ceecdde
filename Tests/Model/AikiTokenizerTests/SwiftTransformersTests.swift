import AikiBase
import AikiTokenizer
import Testing

/// Expected ids from another implementation's tests.
@Suite(.enabled(if: TestData.isPresent, "AIKI_DATA is not set"))
struct SwiftTransformersTests {
    static let folder = "tokenizers/swift-transformers"

    @Test(
        "Long texts give the expected ids",
        arguments: [
            ("gpt2_encoded_tokens.json", "gpt2"), ("llama_encoded.json", "llama2"),
            ("llama_3.2_encoded.json", "llama3"), ("falcon_encoded.json", "falcon"),
        ])
    func longTexts(_ file: String, _ name: String) throws {
        let json = try TestData.json("\(Self.folder)/\(file)")
        let text = try #require(json["text"]?.text)
        let expected = try #require(json["token_ids"] ?? json["encoded"]).tokens
        let tokenizer = try TestData.tokenizer(name)
        let found = tokenizer.encode(text, addSpecial: true, parseSpecial: false)
        #expect(!expected.isEmpty && found == expected)
    }

    @Test("BERT's long text gives the expected tokens")
    func bert() throws {
        let json = try TestData.json("\(Self.folder)/bert_uncased_encoded.json")
        let text = try #require(json["text"]?.text)
        let tokenizer = try TestData.tokenizer("bert")
        let found = tokenizer.encode(text, addSpecial: true, parseSpecial: false)
        let expected = try #require(json["token_ids"] ?? json["encoded"]).tokens
        #expect(!expected.isEmpty && found == expected)
    }

    @Test(
        "Short texts give the expected ids and come back",
        arguments: [
            ("bert-base-uncased", "bert"), ("google-bert/bert-base-uncased", "bert"),
            ("distilgpt2", "gpt2"), ("coreml-projects/Llama-2-7b-chat-coreml", "llama2"),
            ("tiiuae/falcon-7b", "falcon"), ("pcuenq/Llama-3.2-1B-Instruct-tokenizer", "llama3"),
        ])
    func shortTexts(_ model: String, _ name: String) throws {
        let cases = try TestData.json("\(Self.folder)/tokenizer_tests.json")[model]?.elements ?? []
        let tokenizer = try TestData.tokenizer(name)
        #expect(!cases.isEmpty)
        for item in cases {
            let text = try #require(item["input"]?.text)
            let expected = try #require(item["encoded"]?["input_ids"]).tokens
            let found = tokenizer.encode(text, addSpecial: true, parseSpecial: true)
            #expect(found == expected, "\(text.debugDescription)")
            // Only BERT's and SentencePiece's decoders give back what they are told to here; the
            // others clean spaces, which would not give the text back.
            if name == "bert", let decoded = item["decoded_without_special"]?.text {
                #expect(tokenizer.decode(expected, skipSpecial: true) == decoded)
            }
        }
    }
}
