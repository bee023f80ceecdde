import AikiBase
import AikiCheckpoint
import AikiTokenizer
import Foundation

/// Files that the tests read.
enum TestData {
    /// Real vocabularies, where the environment names their folder.
    static let folder = ProcessInfo.processInfo.environment["AIKI_DATA"]
    static var isPresent: Bool { folder != nil }

    static let fixtures = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures/tokenizers")

    static func bytes(_ path: String) throws -> [UInt8] {
        try Array(Data(contentsOf: URL(filePath: "\(folder ?? "")/\(path)")))
    }

    static func text(_ path: String) throws -> String {
        String(decoding: try bytes(path), as: UTF8.self)
    }

    static func json(_ path: String) throws -> JSONValue { try JSONValue(parsing: bytes(path)) }

    static func fixture(_ name: String) throws -> [UInt8] {
        try Array(Data(contentsOf: fixtures.appending(path: name)))
    }

    static func fixtureJSON(_ name: String) throws -> JSONValue {
        try JSONValue(parsing: fixture(name))
    }

    /// A small tokenizer of the fixtures, by its file.
    static func fixtureTokenizer(_ name: String) throws -> Tokenizer {
        let bytes = try fixture(name)
        return name.hasSuffix(".model")
            ? try Tokenizer(sentencePieceModel: bytes) : try Tokenizer(tokenizerJSON: bytes)
    }

    /// The pre-tokenizer of a name that the tests know to be there.
    static func preTokenizer(_ name: String) throws -> PreTokenizer {
        guard let preTokenizer = PreTokenizer(named: name) else {
            throw TokenizerError.unknownPreTokenizer(name)
        }
        return preTokenizer
    }

    /// A real vocabulary by a short name.
    static func tokenizer(_ name: String) throws -> Tokenizer {
        switch name {
        case "llama3":
            var definition = try TokenizerDefinition(
                tiktokenRanks: bytes("tokenizers/llama3/tokenizer.model"),
                preTokenizer: preTokenizer("llama-bpe"), special: ["<|begin_of_text|>": 128_000])
            definition.prefix = [128_000]
            return try Tokenizer(definition)
        case "qwen2":
            return try Tokenizer(
                vocabulary: bytes("tokenizers/qwen2/vocab.json"),
                merges: bytes("tokenizers/qwen2/merges.txt"), preTokenizer: preTokenizer("qwen2"),
                special: ["<|endoftext|>": 151_643, "<|im_start|>": 151_644, "<|im_end|>": 151_645])
        case "gpt2":
            return try Tokenizer(
                vocabulary: bytes("tokenizers/cs336/gpt2_vocab.json"),
                merges: bytes("tokenizers/cs336/gpt2_merges.txt"),
                preTokenizer: preTokenizer("gpt-2"), special: ["<|endoftext|>": 50256])
        case "llama2":
            return try Tokenizer(sentencePieceModel: bytes("tokenizers/llama2/tokenizer.model"))
        case "bert":
            return try Tokenizer(
                wordPieceVocabulary: bytes("tokenizers/swift-transformers/bert-vocab.txt"),
                lowercases: true)
        case "r50k_base", "p50k_base", "cl100k_base", "o200k_base":
            return try Tokenizer(
                tiktokenRanks: bytes("tokenizers/tiktoken/\(name).tiktoken"),
                preTokenizer: preTokenizer(name))
        default:
            return try Tokenizer(
                metadata: GGUFFile(
                    path: "\(folder ?? "")/tokenizers/llama.cpp/ggml-vocab-\(name).gguf"))
        }
    }
}

extension JSONValue {
    /// An array of whole numbers as tokens.
    var tokens: [TokenID] { (elements ?? []).compactMap { $0.wholeNumber.map(TokenID.init) } }
}
