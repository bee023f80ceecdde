import AikiBase
import AikiCheckpoint
import AikiModel
import AikiTensor
import Foundation
import Testing

/// Goal: files as people publish them load, whoever wrote them and when, and compute what the plain
/// file does. Method: fixtures written again with the keys and tensors that such files hold.
struct PublishedFileTests {
    /// Keys beside the architecture's own that converters, quantisers and publishers write.
    static let general: [(String, MetadataValue)] = [
        ("general.basename", .string("Meta-Llama-3.1")), ("general.size_label", .string("8B")),
        ("general.tags", .array(.string(ByteStrings()))), ("general.file_type", .uint32(15)),
        ("general.quantization_version", .uint32(2)), ("general.sampling.top_k", .int32(20)),
        ("general.base_model.count", .uint32(1)), ("general.parameter_count", .uint64(1)),
        ("quantize.imatrix.file", .string("imatrix.dat")),
        ("quantize.imatrix.entries_count", .int32(224)),
        ("tokenizer.ggml.add_padding_token", .bool(false)),
        ("tokenizer.ggml.add_unknown_token", .bool(false)),
        ("tokenizer.ggml.token_type_count", .uint32(1)),
        ("tokenizer.ggml.prefix_token_id", .uint32(7)), ("split.count", .uint16(0)),
        ("split.no", .uint16(0)), ("split.tensors.count", .int32(0)),
    ]

    /// Keys under the architecture's name that change nothing, with their types in such files.
    static func own(_ name: String, _ file: GGUFFile) -> [(String, MetadataValue)] {
        let layers = file.integer("\(name).block_count") ?? 0
        let heads = Int32(file.integer("\(name).attention.head_count") ?? 0)
        let each = [Int32](repeating: heads, count: layers)
        return [
            ("rope.scaling.finetuned", .bool(false)), ("vocab_size", .uint32(151_936)),
            ("tensor_data_layout", .string("Meta AI original pth")),
            ("attention.head_count", .array(.int32(each))), ("rope.scale_linear", .float32(1)),
        ]
    }

    @Test(arguments: ["llama", "qwen2", "qwen3", "smollm3", "phi3", "qwen3moe"])
    func keysOfPublishedFilesChangeNothing(name: String) throws {
        let fixture = try ArchitectureFixture(name)
        let file = try rewritten(fixture.file) { metadata, _ in
            for (key, value) in Self.general { metadata[key] = value }
            metadata["split.tensors.count"] = nil
            for (key, value) in Self.own(name, fixture.file) { metadata["\(name).\(key)"] = value }
            if name != "qwen3moe" {
                metadata["\(name).expert_count"] = .uint32(0)
                metadata["\(name).expert_used_count"] = .uint32(0)
            }
        }
        #expect(try logits(file, fixture) == fixture.allLogits())
    }

    /// Some early Llama files hold the rotation of each layer, which every reader computes.
    @Test func storedRotationsAreNotNeeded() throws {
        let fixture = try ArchitectureFixture("llama")
        let file = try rewritten(fixture.file) { _, tensors in
            tensors["blk.0.attn_rot_embd.weight"] = Tensor(f32: [1, 2, 3], shape: [3])
        }
        #expect(try logits(file, fixture) == fixture.allLogits())
    }

    /// Gemma 3 with its vision encoder in the same file: no epsilon, no rotation base.
    @Test func gemmasFirstFilesCompute() throws {
        let fixture = try ArchitectureFixture("gemma3")
        let file = try rewritten(fixture.file) { metadata, tensors in
            metadata["gemma3.attention.layer_norm_rms_epsilon"] = nil
            metadata["gemma3.rope.freq_base"] = nil
            metadata["gemma3.rope.freq_base_swa"] = nil
            metadata["gemma3.mm.tokens_per_image"] = .uint32(256)
            metadata["gemma3.vision.block_count"] = .uint32(27)
            metadata["gemma3.vision.attention.layer_norm_epsilon"] = .float32(1e-6)
            tensors["v.patch_embedding.weight"] = Tensor(f32: [1, 2], shape: [2])
            tensors["mm.mm_input_projection.weight"] = Tensor(f32: [1, 2], shape: [2])
        }
        #expect(try logits(file, fixture) == fixture.allLogits())
    }

    /// The 1B model's first files spell the bases of rotation so.
    @Test func gemmasOtherNamesOfRotationAreRead() throws {
        let fixture = try ArchitectureFixture("gemma3")
        func file(global: Float, local: Float) throws -> GGUFFile {
            try rewritten(fixture.file) { metadata, _ in
                metadata["gemma3.rope.freq_base"] = nil
                metadata["gemma3.rope.freq_base_swa"] = nil
                metadata["gemma3.rope.global.freq_base"] = .float32(global)
                metadata["gemma3.rope.local.freq_base"] = .float32(local)
            }
        }
        let plain = try fixture.allLogits()
        #expect(try logits(file(global: 1_000_000, local: 10_000), fixture) == plain)
        #expect(try logits(file(global: 10_000, local: 10_000), fixture) != plain)
        #expect(try logits(file(global: 1_000_000, local: 100), fixture) != plain)
    }

    /// A file without words on rotation is one of the first, and those of 34, 48 and 62 layers leave
    /// out the stretch by eight; the 1B model's cap on logits is a mistake of the same time.
    @Test(arguments: [(26, false), (34, true), (48, true), (62, true)])
    func gemmasFirstFilesGetWhatTheyLeaveOut(layers: Int, isStretched: Bool) throws {
        let fixture = try ArchitectureFixture("gemma3")
        func model(isFirst: Bool) throws -> Model {
            let file = try rewritten(fixture.file) { metadata, tensors in
                for layer in 7..<layers {
                    for (name, tensor) in tensors where name.hasPrefix("blk.0.") {
                        tensors["blk.\(layer).\(name.dropFirst(6))"] = tensor
                    }
                }
                metadata["gemma3.block_count"] = .uint32(UInt32(layers))
                metadata["gemma3.rope.scaling.type"] = isFirst ? nil : .string("linear")
                metadata["gemma3.rope.scaling.factor"] =
                    isFirst ? nil : .float32(isStretched ? 8 : 1)
                if isFirst { metadata["gemma3.rope.freq_base"] = nil }
                if !isFirst, !isStretched { metadata["gemma3.final_logit_softcapping"] = nil }
            }
            return try Model.load(file, compute: Compute(pool: WorkerPool(threads: 1)))
        }
        #expect(try logits(model(isFirst: true), fixture) == logits(model(isFirst: false), fixture))
    }

    /// Quantising drops the outer extent of a table with one row.
    @Test func oneTokenTypeMayBeAVector() throws {
        let fixture = try ArchitectureFixture("bert")
        let types = try fixture.file.tensor("token_types.weight")
        let row = Array(types.dequantized().prefix(types.columns))
        let file = try rewritten(fixture.file) { _, tensors in
            tensors["token_types.weight"] = Tensor(f32: row, shape: [types.columns])
        }
        let model = try Model.load(file, compute: Compute(pool: WorkerPool(threads: 1)))
        let sequences: [[Int32]] = [[5, 6, 7], [8]]
        #expect(try model.embed(sequences) == fixture.model.embed(sequences))
    }

    @Test func whatIsNotBuiltIsRefusedWithItsReason() throws {
        let file = try ArchitectureFixture("llama").file
        let mixture = try loadError(file) { $0["llama.expert_count"] = .uint32(8) }
        #expect(mixture?.message.contains("llama.expert_count") == true)
        #expect(mixture?.message.contains("mixtures of experts") == true)
        let uneven = try loadError(file) {
            $0["llama.attention.head_count_kv"] = .array(.int32([2, 1]))
        }
        #expect(uneven?.message.contains("llama.attention.head_count_kv") == true)
        let ranker = try loadError(file) { $0["llama.classifier.output_labels"] = .uint32(2) }
        #expect(ranker == .metadataNotUnderstood(keys: ["llama.classifier.output_labels"]))
    }

    /// Types as quantisers mix them in one file: rows that are not whole blocks of 256 fall back.
    @Test(arguments: [TensorType.q8_0, .q5_0, .q5_1, .q4_1, .iq4_NL, .mxfp4, .bf16, .f16])
    func embeddingsOfEveryTypeServeAsOutputToo(type: TensorType) throws {
        let fixture = try ArchitectureFixture("gemma3")
        let table = try fixture.file.tensor("token_embd.weight")
        let values = table.dequantized()
        let bytes = try values.withUnsafeBufferPointer {
            try Quantizer.quantize($0, rowLength: table.columns, to: type, importance: nil)
        }
        let stored = try rewritten(fixture.file) { _, tensors in
            tensors["token_embd.weight"] = Self.tensor(bytes, type, table.shape)
        }
        let plain = try rewritten(fixture.file) { _, tensors in
            let exact = Self.tensor(bytes, type, table.shape).dequantized()
            tensors["token_embd.weight"] = Tensor(f32: exact, shape: table.shape)
        }
        let expected = try logits(plain, fixture).last ?? []
        let found = try logits(stored, fixture).last ?? []
        #expect(maximumDifference(found, expected.map { Double($0) }) < 2e-3)
    }

    /// Bytes that live as long as their tensor.
    private final class Bytes: Sendable {
        // Safe to share: written once by the initialiser, read-only from then on.
        nonisolated(unsafe) let buffer: UnsafeMutableRawBufferPointer
        init(_ bytes: [UInt8]) {
            buffer = .allocate(byteCount: bytes.count, alignment: 64)
            buffer.copyBytes(from: bytes)
        }
        deinit { buffer.deallocate() }
    }

    private static func tensor(_ bytes: [UInt8], _ type: TensorType, _ shape: [Int]) -> Tensor {
        let owner = Bytes(bytes)
        return Tensor(
            type: type, shape: shape, bytes: UnsafeRawBufferPointer(owner.buffer), owner: owner)
    }

    private func loadError(
        _ file: GGUFFile, _ change: (inout MetadataList) -> Void
    ) throws -> ModelError? {
        do {
            let changed = try rewritten(file) { metadata, _ in change(&metadata) }
            _ = try Model.load(changed, compute: Compute(pool: WorkerPool(threads: 1)))
            return nil
        } catch let error as ModelError {
            return error
        }
    }

    /// The file again with other settings and tensors.
    private func rewritten(
        _ file: GGUFFile,
        change: (_ metadata: inout MetadataList, _ tensors: inout [String: Tensor]) throws -> Void
    ) throws -> GGUFFile {
        var metadata = MetadataList(file)
        var tensors: [String: Tensor] = [:]
        for tensor in file.tensors { tensors[tensor.name] = try file.tensor(tensor.name) }
        try change(&metadata, &tensors)
        let ordered = tensors.sorted { $0.key < $1.key }
        return try Scratch.withFile { path in
            let plans = try ordered.map {
                try TensorPlan(name: $0.key, type: $0.value.type, shape: $0.value.shape)
            }
            var writer = try GGUFWriter(path: path, metadata: metadata, tensors: plans)
            for (_, tensor) in ordered { try writer.append(tensor) }
            _ = try writer.finish()
            return try GGUFFile(path: path)
        }
    }

    private func logits(_ file: GGUFFile, _ fixture: ArchitectureFixture) throws -> [[Float]] {
        let model = try Model.load(
            file, compute: Compute(pool: WorkerPool(threads: 1)), precision: .exact)
        return try logits(model, fixture)
    }

    private func logits(_ model: Model, _ fixture: ArchitectureFixture) throws -> [[Float]] {
        let cache = try model.makeCache(capacityTokens: 64, type: .f32)
        let runner = model.makeRunner(batchTokensMax: fixture.ids.count)
        try runner.run([BatchEntry(cache: cache, tokens: fixture.ids[...], output: .all)])
        return (0..<runner.outputCount).map { Array(runner.logits($0)) }
    }
}
