import AikiBase
import AikiCheckpoint
import AikiTensor
import Foundation
import Testing

/// Goal: an imported folder is the file that llama.cpp expects. Method: random models of every
/// architecture, their tensors transformed independently with numpy; the same files were loaded by
/// llama.cpp and agreed with transformers (`Tools/reference/checkpoints.py verify`).
@Suite struct ImportTests {
    static let names = [
        "llama", "mistral", "smollm3", "qwen2", "qwen3", "qwen3_moe", "gemma3_text", "phi3", "bert",
    ]

    private func withImport(
        _ name: String, _ precision: HuggingFaceImporter.Precision = .float32,
        _ body: (GGUFFile, HuggingFaceImporter.Summary) throws -> Void
    ) throws {
        try Fixtures.withScratch { folder in
            let path = folder.appending(path: "m.gguf").path
            let importer = HuggingFaceImporter(
                folder: Fixtures.path("models/\(name)"), precision: precision)
            let summary = try importer.run(to: path)
            try body(try GGUFFile(path: path), summary)
        }
    }

    @Test(arguments: names)
    func everyTensorIsWhatNumpySays(name: String) throws {
        let golden = try #require(try Fixtures.golden()["models"]?[name]?.object)
        try withImport(name) { file, summary in
            #expect(Set(file.tensors.map(\.name)) == Set(golden.keys))
            #expect(summary.tensorCount == golden.count)
            for tensor in file.tensors {
                let expected = golden[tensor.name]
                let shape = expected?["shape"]?.elements?.compactMap(\.wholeNumber)
                #expect(tensor.shape == shape, "\(tensor.name)")
                let values = try file.tensor(tensor.name).dequantized()
                #expect(Digest(values).matches(expected), "\(tensor.name)")
            }
        }
    }

    @Test(arguments: names)
    func vocabulariesHaveARowEach(name: String) throws {
        try withImport(name, .float16) { file, _ in
            let rows = try file.tensor("token_embd.weight").rows
            #expect(file.strings("tokenizer.ggml.tokens")?.count == rows)
            #expect(file.integers("tokenizer.ggml.token_type")?.count == rows)
            #expect(file.string("tokenizer.ggml.model") != nil)
            let architecture = try #require(file.string("general.architecture"))
            #expect(file.integer("\(architecture).block_count") ?? 0 > 0)
        }
    }

    @Test func keysOfTheArchitecturesAreSet() throws {
        try withImport("gemma3_text") { file, _ in
            #expect(file.integer("gemma3.attention.sliding_window") == 16)
            #expect(file.integer("gemma3.attention.sliding_window_pattern") == 3)
            #expect(file.number("gemma3.rope.freq_base_swa") == 10_000)
            #expect(file.number("gemma3.rope.freq_base") == 1_000_000)
        }
        try withImport("qwen3_moe") { file, _ in
            #expect(file.integer("qwen3moe.expert_count") == 4)
            #expect(file.integer("qwen3moe.expert_used_count") == 2)
            #expect(file.integer("qwen3moe.expert_feed_forward_length") == 32)
        }
        try withImport("phi3") { file, _ in
            #expect(file.integer("phi3.rope.scaling.original_context_length") == 512)
            let factor = try #require(file.number("phi3.rope.scaling.attn_factor"))
            #expect(abs(factor - (1 + log(2.0) / log(512.0)).squareRoot()) < 1e-6)
        }
        try withImport("bert") { file, summary in
            #expect(file.integer("bert.pooling_type") == 1)
            #expect(file.boolean("bert.attention.causal") == false)
            #expect(summary.leftOut == ["pooler.dense.bias", "pooler.dense.weight"])
        }
    }

    @Test func tokenizersKeepTheirKind() throws {
        let expected = [
            "llama": ("gpt2", "llama-bpe"), "qwen2": ("gpt2", "qwen2"),
            "mistral": ("llama", "default"), "gemma3_text": ("llama", "default"),
            "bert": ("bert", "default"),
        ]
        for (name, kind) in expected {
            try withImport(name) { file, _ in
                #expect(file.string("tokenizer.ggml.model") == kind.0)
                #expect(file.string("tokenizer.ggml.pre") == kind.1)
            }
        }
        try withImport("llama") { file, _ in
            let tokens = try #require(file.strings("tokenizer.ggml.tokens"))
            let bos = try #require(file.integer("tokenizer.ggml.bos_token_id"))
            let eos = try #require(file.integer("tokenizer.ggml.eos_token_id"))
            #expect(tokens.text(bos) == "<|begin|>")
            #expect(tokens.text(eos) == "<|end|>")
            #expect(file.integers("tokenizer.ggml.token_type")?[bos] == 3)
            #expect(file.boolean("tokenizer.ggml.add_bos_token") == true)
            #expect(file.boolean("tokenizer.ggml.add_eos_token") == false)
            #expect(file.string("tokenizer.chat_template")?.contains("m.role") == true)
        }
    }

    /// What the maker recommends goes through a file and out again, digit by digit.
    @Test(arguments: [
        #"{"do_sample": true, "temperature": 0.6, "top_k": 20, "top_p": 0.95, "min_p": 0.01, "#
            + #""repetition_penalty": 1.05}"#,
        #"{"do_sample": false}"#, "{}",
    ])
    func samplingIsKeptAsRecommended(json: String) throws {
        let recommended = try #require(try JSONValue(parsing: Array(json.utf8)).object)
        try Fixtures.withScratch { folder in
            let model = folder.appending(path: "model")
            try FileManager.default.copyItem(
                at: URL(filePath: Fixtures.path("models/llama")), to: model)
            try Data(json.utf8).write(to: model.appending(path: "generation_config.json"))
            let path = folder.appending(path: "m.gguf").path
            _ = try HuggingFaceImporter(folder: model.path, precision: .float32).run(to: path)
            let file = try GGUFFile(path: path)
            let isSampled = recommended["do_sample"]?.truth
            #expect(file.number("general.sampling.temp").map { $0 > 0 } == isSampled)
            #expect(
                file.integer("general.sampling.top_k") == recommended["top_k"]?.wholeNumber)
            let back = folder.appending(path: "back")
            _ = try HuggingFaceExporter(path: path, precision: nil)
                .run(to: back.path, progress: nil)
            let data = try Data(contentsOf: back.appending(path: "generation_config.json"))
            let written = try JSONValue(parsing: Array(data))
            for name in [
                "do_sample", "temperature", "top_k", "top_p", "min_p", "repetition_penalty",
            ] {
                #expect(written[name] == recommended[name], "\(name)")
            }
        }
    }

    @Test func precisionIsAsAsked() throws {
        for precision in HuggingFaceImporter.Precision.allCases {
            try withImport("qwen3", precision) { file, _ in
                #expect(file.description(of: "blk.0.attn_q.weight")?.typeName == precision.rawValue)
                #expect(file.description(of: "blk.0.attn_norm.weight")?.typeName == "F32")
            }
        }
    }

    @Test(.enabled(if: Fixtures.dataFolder != nil, "AIKI_DATA is not set"))
    func aTiedModelStoredUnderTheOutputsNameImports() throws {
        let source = try #require(Fixtures.dataFolder).appending(path: "models/tinystories-656K")
        try Fixtures.withScratch { folder in
            let path = folder.appending(path: "m.gguf").path
            _ = try HuggingFaceImporter(folder: source.path, precision: .float32).run(to: path)
            let file = try GGUFFile(path: path)
            #expect(file.tensorIfPresent("output.weight") == nil)
            #expect(try file.tensor("token_embd.weight").shape == [2_048, 128])
            #expect(file.string("tokenizer.ggml.model") == "llama")
            #expect(file.integer("tokenizer.ggml.bos_token_id") == 1)
            #expect(file.strings("tokenizer.ggml.merges")?.count ?? 0 > 1_000)
        }
    }
}
