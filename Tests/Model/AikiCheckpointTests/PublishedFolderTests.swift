import AikiBase
import AikiCheckpoint
import AikiTensor
import Foundation
import Testing

/// Goal: folders as people publish them import, or say by name why not. Method: small folders that
/// import, changed into what published ones are like.
@Suite struct PublishedFolderTests {
    /// Imports a changed copy of a folder.
    private func importing<Result>(
        _ name: String, change: (URL) throws -> Void,
        then body: (GGUFFile, HuggingFaceImporter.Summary) throws -> Result
    ) throws -> Result {
        try Fixtures.withScratch { scratch in
            let folder = scratch.appending(path: "m")
            try FileManager.default.copyItem(
                at: Fixtures.folder.appending(path: "models/\(name)"), to: folder)
            try change(folder)
            let path = scratch.appending(path: "m.gguf").path
            let summary = try HuggingFaceImporter(folder: folder.path, name: "m").run(to: path)
            return try body(try GGUFFile(path: path), summary)
        }
    }

    private func edit(_ file: URL, _ change: (inout JSONObject) throws -> Void) throws {
        let json = try JSONValue(parsing: Array(try Data(contentsOf: file)))
        var object = try #require(json.object)
        try change(&object)
        try Data(JSONValue.object(object).encoded().utf8).write(to: file)
    }

    private func tokenizerKeys(_ file: GGUFFile) -> [String: MetadataValue] {
        var values: [String: MetadataValue] = [:]
        for key in file.metadataKeys where key.hasPrefix("tokenizer.") {
            values[key] = file.value(key)
        }
        return values
    }

    /// Gemma 3 1B's tokenizer has an image token, and its embedding no row for it.
    @Test func addedTokensWithoutARowAreLeftOutAndSaid() throws {
        try importing("llama") { folder in
            try edit(folder.appending(path: "tokenizer.json")) { object in
                let added: JSONValue = [
                    "id": 320, "content": "<image_soft_token>", "special": true,
                ]
                object["added_tokens"] = .array(
                    (object["added_tokens"]?.elements ?? []) + [added])
            }
        } then: { file, summary in
            #expect(file.strings("tokenizer.ggml.tokens")?.count == 320)
            #expect(summary.notes.contains { $0.contains("<image_soft_token>") })
        }
    }

    @Test func anOrdinaryTokenWithoutARowIsRefused() throws {
        let code = errorCode {
            try importing("llama") { folder in
                try edit(folder.appending(path: "tokenizer.json")) { object in
                    var model = try #require(object["model"]?.object)
                    var table = try #require(model["vocab"]?.object)
                    table["zebra"] = 320
                    model["vocab"] = .object(table)
                    object["model"] = .object(model)
                }
            } then: { _, _ in
            }
        }
        #expect(code == "checkpoint.inconsistent-parts")
    }

    /// Puts the vocabulary into the files that older folders have instead of `tokenizer.json`.
    private func splitTokenizer(_ folder: URL, tokenizerClass: String) throws {
        let file = folder.appending(path: "tokenizer.json")
        let json = try JSONValue(parsing: Array(try Data(contentsOf: file)))
        let table = try #require(json["model"]?["vocab"])
        try Data(table.encoded().utf8).write(to: folder.appending(path: "vocab.json"))
        let lines = (json["model"]?["merges"]?.elements ?? []).map { merge in
            (merge.elements ?? []).compactMap(\.text).joined(separator: " ")
        }
        let text = "#version: 0.2\n" + lines.joined(separator: "\n") + "\n"
        try Data(text.utf8).write(to: folder.appending(path: "merges.txt"))
        try FileManager.default.removeItem(at: file)
        try edit(folder.appending(path: "tokenizer_config.json")) { object in
            object["tokenizer_class"] = .string(tokenizerClass)
            object["added_tokens_decoder"] = [
                "318": ["content": "<|endoftext|>", "special": true]
            ]
        }
    }

    @Test func aVocabularyWithMergesIsReadAsTheWholeTokenizer() throws {
        let whole = try importing("qwen2") { _ in
        } then: { file, _ in
            tokenizerKeys(file)
        }
        var apart = try importing("qwen2") {
            try splitTokenizer($0, tokenizerClass: "Qwen2Tokenizer")
        } then: { file, _ in
            tokenizerKeys(file)
        }
        // Only the class tells that Qwen composes its text.
        #expect(apart.removeValue(forKey: "tokenizer.ggml.normalizer.nfc") == .bool(true))
        #expect(apart == whole)
        #expect(apart["tokenizer.ggml.pre"] == .string("qwen2"))
    }

    @Test func mergesOfAnUnknownClassAreRefusedByItsName() throws {
        #expect(throws: CheckpointError.self) {
            try importing("qwen2") {
                try splitTokenizer($0, tokenizerClass: "CodeGenTokenizer")
            } then: { _, _ in
            }
        }
        let plain = try importing("qwen2") {
            try splitTokenizer($0, tokenizerClass: "GPT2Tokenizer")
        } then: { file, _ in
            file.string("tokenizer.ggml.pre")
        }
        #expect(plain == "gpt-2")
    }

    @Test func compositionIsWrittenDown() throws {
        try importing("qwen2") { folder in
            try edit(folder.appending(path: "tokenizer.json")) {
                $0["normalizer"] = ["type": "NFC"]
            }
        } then: { file, _ in
            #expect(file.boolean("tokenizer.ggml.normalizer.nfc") == true)
        }
    }

    /// Mergers leave another model's `tokenizer.model` beside a byte-level tokenizer.
    @Test func aStrayPieceModelDoesNotStandForAByteLevelTokenizer() throws {
        let plain = try importing("llama") { _ in
        } then: { file, _ in
            tokenizerKeys(file)
        }
        let other = Fixtures.folder.appending(path: "models/mistral/tokenizer.model")
        let stray = try importing("llama") { folder in
            try FileManager.default.copyItem(
                at: other, to: folder.appending(path: "tokenizer.model"))
        } then: { file, _ in
            tokenizerKeys(file)
        }
        #expect(stray == plain)
    }

    @Test func theTextPartOfMistral3IsImported() throws {
        let plain = try importing("mistral") { _ in
        } then: { file, _ in
            try file.tensors.map { try file.tensor($0.name).dequantized() }
        }
        try importing("mistral") { folder in
            try edit(folder.appending(path: "config.json")) { object in
                var text = object
                text["model_type"] = "mistral"
                object = [
                    "model_type": "mistral3", "text_config": .object(text),
                    "vision_config": ["hidden_size": 1_024],
                ]
            }
        } then: { file, summary in
            #expect(summary.architecture == "llama")
            let found = try file.tensors.map { try file.tensor($0.name).dequantized() }
            #expect(found == plain)
        }
    }

    @Test func whatConfigurationsSayThatChangesNothingIsNoObstacle() throws {
        try importing("qwen2") { folder in
            try edit(folder.appending(path: "config.json")) { object in
                object["sliding_window"] = 131_072
                object["use_sliding_window"] = false
                object["max_window_layers"] = 21
                object["torch_dtype"] = "bfloat16"
                object["auto_map"] = ["AutoModelForCausalLM": "modeling_qwen2.Qwen2ForCausalLM"]
                object["head_dim"] = .null
                object["eos_token_id"] = [318, 317]
                object["rope_parameters"] = nil
                object["rope_scaling"] = ["type": "yarn", "factor": 4.0]
            }
        } then: { file, _ in
            #expect(file.integer("qwen2.rope.scaling.original_context_length") == 256)
            #expect(file.number("qwen2.rope.freq_base") == 10_000)
        }
    }
}
