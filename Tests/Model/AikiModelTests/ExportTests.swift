import AikiBase
import AikiCheckpoint
import AikiModel
import AikiTensor
import AikiTokenizer
import Foundation
import Testing

/// Goal: what is exported is what was imported. Method: folders of known models are imported,
/// exported and held against the folders that they came from: every tensor byte for byte, every
/// setting that changes the maths, every token of many texts; and imported again.
struct ExportTests {
    private static let decoders = [
        "llama", "llama-tied-bias", "llama-linear", "llama-llama3", "llama-yarn", "qwen2", "qwen3",
    ]

    @Test(arguments: decoders)
    func tensorsComeOutByteForByte(name: String) throws {
        let folder = try ExportFolder()
        let source = ArchitectureFixture.folder.appending(path: name).path
        let file = try folder.importFixture(name, precision: .bfloat16)
        _ = try HuggingFaceExporter(path: file).run(to: folder.path("out"))
        let (old, new) = (
            try ShardedSafetensors(folder: source),
            try ShardedSafetensors(folder: folder.path("out"))
        )
        #expect(Set(old.names) == Set(new.names))
        for tensor in old.names {
            let (one, other) = (try old.tensor(tensor), try new.tensor(tensor))
            #expect(one.type == other.type && one.shape == other.shape, "\(tensor)")
            #expect(one.bytes.elementsEqual(other.bytes), "\(tensor)")
        }
    }

    @Test(arguments: decoders)
    func settingsComeOutAsTheyWere(name: String) throws {
        let folder = try ExportFolder()
        let file = try folder.importFixture(name, precision: .bfloat16)
        _ = try HuggingFaceExporter(path: file).run(to: folder.path("out"))
        let new = try folder.json("out/config.json")
        let source = ArchitectureFixture.folder.appending(path: "\(name)/config.json")
        let old = try JSONValue(parsing: Array(Data(contentsOf: source)))
        for key in [
            "architectures", "model_type", "hidden_size", "intermediate_size", "vocab_size",
            "num_hidden_layers", "num_attention_heads", "num_key_value_heads", "head_dim",
            "max_position_embeddings", "rms_norm_eps", "tie_word_embeddings", "hidden_act",
            "attention_bias", "mlp_bias", "dtype",
        ] where old[key] != nil && old[key] != .null {
            #expect(new[key] == old[key] || new[key]?.real == old[key]?.real, "\(key)")
        }
    }

    @Test(arguments: decoders, [HuggingFaceImporter.Precision.float32, .bfloat16])
    func modelsAreTheSameAfterARoundTrip(
        name: String, precision: HuggingFaceImporter.Precision
    ) throws {
        let folder = try ExportFolder()
        let fixture = try ArchitectureFixture(name)
        let file = try folder.importFixture(name, precision: precision)
        _ = try HuggingFaceExporter(path: file).run(to: folder.path("out"))
        let back = folder.path("back.gguf")
        _ = try HuggingFaceImporter(folder: folder.path("out"), precision: precision).run(to: back)
        #expect(
            try ExportFolder.logits(file, fixture.ids) == ExportFolder.logits(back, fixture.ids))
        let (one, other) = (try GGUFFile(path: file), try GGUFFile(path: back))
        let ignored: Set = ["general.name"]
        for key in Set(one.keysInOrder).union(other.keysInOrder).subtracting(ignored) {
            #expect(one.value(key) == other.value(key), "\(key)")
        }
    }

    @Test(arguments: decoders)
    func tokensAreTheSame(name: String) throws {
        let folder = try ExportFolder()
        let file = try GGUFFile(path: folder.importFixture(name))
        _ = try HuggingFaceExporter(path: file.path).run(to: folder.path("out"))
        let data = try Data(contentsOf: URL(filePath: folder.path("out/tokenizer.json")))
        let (one, other) = (
            try Tokenizer(metadata: file), try Tokenizer(tokenizerJSON: Array(data))
        )
        for text in [
            "", " ", "The ships, 1234 of them.", "  two  spaces\n\n", "naïve 日本 🌊", "it'll",
        ] {
            #expect(
                one.encode(text, addSpecial: true, parseSpecial: false)
                    == other.encode(text, addSpecial: true, parseSpecial: false), "\(text)")
        }
    }

    @Test func quantisedMatricesComeOutAsTheNumbersTheyStandFor() throws {
        let folder = try ExportFolder()
        let file = try folder.importFixture("llama")
        let small = folder.path("small.gguf")
        _ = try GGUFQuantizer(recipe: .named("Q8_0"), threads: 1).run(from: file, to: small)
        let summary = try HuggingFaceExporter(path: small).run(to: folder.path("out"))
        #expect(summary.notes.count == 1)
        let back = folder.path("back.gguf")
        _ = try HuggingFaceImporter(folder: folder.path("out"), precision: .float32).run(to: back)
        let ids: [Int32] = [5, 17, 3, 200, 42]
        let pairs = zip(
            try ExportFolder.logits(small, ids).joined(),
            try ExportFolder.logits(back, ids).joined())
        #expect(pairs.allSatisfy { abs($0 - $1) < 1e-4 })
    }

    @Test func whatCannotBeExpressedIsRefusedByName() throws {
        let folder = try ExportFolder()
        let gemma = try folder.importFixture("gemma3")
        let error = #expect(throws: CheckpointError.self) {
            try HuggingFaceExporter(path: gemma).run(to: folder.path("out"))
        }
        #expect(error?.message.contains("gemma3") == true)
        let llama = try GGUFFile(path: folder.importFixture("llama"))
        for (key, value) in [
            ("llama.attention.causal", MetadataValue.bool(false)),
            ("llama.attention.sliding_window", .uint32(8)), ("llama.logit_scale", .float32(2)),
            ("tokenizer.ggml.pre", .string("bloom")), ("tokenizer.ggml.model", .string("t5")),
        ] {
            var metadata = MetadataList(llama)
            metadata[key] = value
            let changed = folder.path("changed.gguf")
            _ = try GGUFCopy.write(llama, metadata: metadata, to: changed)
            #expect(throws: CheckpointError.self, "\(key)") {
                try HuggingFaceExporter(path: changed).run(to: folder.path("out"))
            }
        }
        #expect(!FileManager.default.fileExists(atPath: folder.path("out")))
    }

    @Test func sizesThatNoModelHasAreRefused() throws {
        let folder = try ExportFolder()
        let llama = try GGUFFile(path: folder.importFixture("llama"))
        var metadata = MetadataList(llama)
        for key in ["head_count", "head_count_kv", "key_length", "value_length"] {
            metadata["llama.attention.\(key)"] = .uint32(UInt32.max - 1)
        }
        let changed = folder.path("changed.gguf")
        _ = try GGUFCopy.write(llama, metadata: metadata, to: changed)
        #expect(throws: CheckpointError.self) {
            try HuggingFaceExporter(path: changed).run(to: folder.path("out"))
        }
    }

    @Test func aFolderThatIsNotEmptyStays() throws {
        let folder = try ExportFolder()
        let file = try folder.importFixture("llama")
        let out = folder.url.appending(path: "out")
        try FileManager.default.createDirectory(at: out, withIntermediateDirectories: true)
        _ = try HuggingFaceExporter(path: file).run(to: out.path)
        let before = try FileManager.default.contentsOfDirectory(atPath: out.path).sorted()
        #expect(throws: CheckpointError.self) {
            try HuggingFaceExporter(path: file).run(to: out.path)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: out.path).sorted() == before)
        let hidden = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
        #expect(hidden.sorted() == ["llama.gguf", "out"])
    }
}
