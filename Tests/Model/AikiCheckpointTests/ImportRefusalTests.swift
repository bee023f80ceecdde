import AikiBase
import AikiCheckpoint
import Foundation
import Testing

/// Goal: a setting that would change the maths is refused by name. Method: one edit at a time to a
/// configuration that imports.
@Suite struct ImportRefusalTests {
    private func importing(
        _ name: String, edit: (inout JSONObject) -> Void, file: String = "config.json"
    ) throws -> (code: String?, message: String) {
        try Fixtures.withScratch { scratch in
            let folder = scratch.appending(path: "m")
            try FileManager.default.copyItem(
                at: Fixtures.folder.appending(path: "models/\(name)"), to: folder)
            let path = folder.appending(path: file)
            let json = try JSONValue(parsing: Array(try Data(contentsOf: path)))
            var object = try #require(json.object)
            edit(&object)
            try Data(JSONValue.object(object).encoded().utf8).write(to: path)
            do {
                _ = try HuggingFaceImporter(folder: folder.path)
                    .run(to: scratch.appending(path: "m.gguf").path)
                return (nil, "")
            } catch let error as CheckpointError {
                return (error.code, error.message)
            }
        }
    }

    static let settings: [(String, String, JSONValue)] = [
        ("llama", "model_type", "rwkv"), ("llama", "hidden_act", "relu"),
        ("llama", "rope_scaling", ["rope_type": "dynamic", "factor": 2]),
        ("llama", "quantization_config", ["quant_method": "gptq"]),
        ("llama", "mlp_bias", true), ("llama", "num_key_value_heads", 3),
        ("llama", "num_hidden_layers", 100_000), ("llama", "partial_rotary_factor", 0.5),
        ("llama", "hidden_size", -1), ("llama", "hidden_size", "32"),
        ("smollm3", "no_rope_layers", [1, 1, 1, 1, 1]), ("qwen3", "attention_bias", true),
        ("qwen3_moe", "norm_topk_prob", false), ("qwen3_moe", "mlp_only_layers", [0]),
        ("gemma3_text", "query_pre_attn_scalar", 9), ("gemma3_text", "hidden_activation", "silu"),
        ("gemma3_text", "attn_logit_softcapping", 50.0), ("bert", "hidden_act", "relu"),
        ("bert", "position_embedding_type", "relative_key"),
        ("llama", "num_attention_heads", 4_294_967_294), ("llama", "head_dim", 4_294_967_294),
        ("phi3", "partial_rotary_factor", 1e300),
    ]

    @Test(arguments: settings)
    func settingsThatChangeTheMathsAreNamed(model: String, key: String, value: JSONValue) throws {
        let result = try importing(model, edit: { $0[key] = value })
        #expect(result.code == "checkpoint.unsupported-field")
        let names = key == "rope_scaling" ? "rope_type" : key
        #expect(result.message.contains(names), "\(result.message)")
    }

    @Test(arguments: [("Normalize", true), ("Dense", false)])
    func stepsAfterPoolingThatChangeTheVectorAreRefused(step: String, fits: Bool) throws {
        try Fixtures.withScratch { scratch in
            let folder = scratch.appending(path: "m")
            try FileManager.default.copyItem(
                at: Fixtures.folder.appending(path: "models/bert"), to: folder)
            let steps = #"[{"type":"sentence_transformers.models.\#(step)","path":"2"}]"#
            try Data(steps.utf8).write(to: folder.appending(path: "modules.json"))
            let code = errorCode {
                _ = try HuggingFaceImporter(folder: folder.path)
                    .run(to: scratch.appending(path: "m.gguf").path)
            }
            #expect(code == (fits ? nil : "checkpoint.unsupported-field"))
        }
    }

    @Test func shapesThatDisagreeAreNamed() throws {
        let result = try importing("llama", edit: { $0["intermediate_size"] = 63 })
        #expect(result.code == "checkpoint.unexpected-shape")
    }

    @Test func missingAndSpareLayersAreNamed() throws {
        let more = try importing("llama", edit: { $0["num_hidden_layers"] = 3 })
        #expect(more.code == "checkpoint.missing-tensor")
        #expect(more.message.contains("layers.2"))
        let fewer = try importing("llama", edit: { $0["num_hidden_layers"] = 1 })
        #expect(fewer.code == "checkpoint.unexpected-tensor")
        #expect(fewer.message.contains("layers.1"))
    }

    @Test func anUnknownPreTokenizerIsRefused() throws {
        let result = try importing(
            "qwen3", edit: { $0["pre_tokenizer"] = ["type": "Whitespace"] }, file: "tokenizer.json")
        #expect(result.code == "checkpoint.unsupported-field")
        #expect(result.message.contains("pre_tokenizer") || result.message.contains("byte pairs"))
    }

    @Test(arguments: [
        (1_024, "checkpoint.missing-tensor"), (1_025, "checkpoint.unsupported-field"),
    ])
    func layersAreBounded(layers: Int64, code: String) throws {
        let result = try importing("llama", edit: { $0["num_hidden_layers"] = .integer(layers) })
        #expect(result.code == code)
    }

    @Test(arguments: [
        (65_536, "checkpoint.unexpected-shape"), (65_538, "checkpoint.unsupported-field"),
    ])
    func headsAreBounded(width: Int64, code: String) throws {
        let result = try importing("llama", edit: { $0["head_dim"] = .integer(width) })
        #expect(result.code == code)
    }

    @Test func tokenizerModelsThatAreCutOrChangedNeverCrash() throws {
        let whole = try Fixtures.bytes("models/mistral/tokenizer.model")
        for count in 0..<whole.count {
            _ = try? SentencePieceModel(Array(whole[..<count]), path: "m")
        }
        var random = SeededRandom(seed: 44)
        for _ in 0..<10_000 {
            var bytes = whole
            for _ in 0...Int(random.next() % 4) {
                bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(
                    truncatingIfNeeded: random.next())
            }
            _ = try? SentencePieceModel(bytes, path: "m")
        }
        #expect(try SentencePieceModel(whole, path: "m").vocabulary.tokens.count == 320)
    }
}
