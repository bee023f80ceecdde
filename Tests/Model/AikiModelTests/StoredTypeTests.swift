import AikiBase
import AikiCheckpoint
import AikiModel
import AikiTensor
import Testing

/// Goal: weights of every stored type compute what their numbers say. Method: a random model of one
/// layer, its matrices stored in the type, against the same file with those matrices dequantised.
struct StoredTypeTests {
    /// Sums of 256 products in another order.
    static let tolerance = 2e-3

    @Test(arguments: TensorType.allCases)
    func weightsOfEveryTypeComputeAsTheirNumbers(type: TensorType) throws {
        let stored = try Self.logits(Self.file(matrices: type, asNumbers: false))
        let numbers = try Self.logits(Self.file(matrices: type, asNumbers: true))
        for (a, b) in zip(stored, numbers) {
            #expect(maximumDifference(a, b.map { Double($0) }) < Self.tolerance)
        }
        let spread = (stored[0].max() ?? 0) - (stored[0].min() ?? 0)
        #expect(spread > 1)
    }

    /// A product carries up to 1.2 % of noise (tested with the products), and a logit has come
    /// through seven, one after another: √7 · 1.2 % = 3.2 % on average over tokens, not for each.
    @Test(arguments: TensorType.allCases)
    func fastProductsAreNearTheExactOnes(type: TensorType) throws {
        let file = try Self.file(matrices: type, asNumbers: false)
        let exact = try Self.logits(file)
        let fast = try Self.logits(file, precision: .fast)
        for (a, b) in zip(fast, exact) {
            let error = zip(a, b).reduce(0.0) { $0 + Double(($1.0 - $1.1) * ($1.0 - $1.1)) }
            let scale = b.reduce(0.0) { $0 + Double($1 * $1) }
            #expect((error / scale).squareRoot() < 0.05)
        }
    }

    /// What a token's logits are must not depend on who else is computed with it.
    @Test(arguments: TensorType.allCases, [true, false])
    func fastLogitsDoNotDependOnThePass(type: TensorType, isPrompt: Bool) throws {
        let file = try Self.file(matrices: type, asNumbers: false)
        let tokens: [Int32] = [4, 250, 17, 99, 1, 3, 260, 8, 77, 5, 6, 7]
        let model = try Model.load(file, compute: Compute(pool: WorkerPool(threads: 2)))
        let runner = model.makeRunner(batchTokensMax: 32)
        func logits(_ parts: [Int], besides neighbour: [Int32] = []) throws -> [[Float]] {
            let cache = try model.makeCache(capacityTokens: 16)
            var rows: [[Float]] = []
            for count in parts {
                var entries = [
                    BatchEntry(
                        cache: cache, tokens: tokens[cache.count..<cache.count + count],
                        output: .all, isPrompt: isPrompt)
                ]
                if !neighbour.isEmpty {
                    let other = try model.makeCache(capacityTokens: 16)
                    let entry = BatchEntry(
                        cache: other, tokens: neighbour[...], isPrompt: !isPrompt)
                    entries.insert(entry, at: 0)
                }
                try runner.run(entries)
                let first = neighbour.isEmpty ? 0 : 1
                rows += (first..<first + count).map { Array(runner.logits($0)) }
            }
            return rows
        }
        let whole = try logits([12])
        #expect(try logits([1, 1, 1, 9]) == whole)
        #expect(try logits([7, 5]) == whole)
        #expect(try logits([8, 4], besides: [9, 8, 7, 6, 5]) == whole)
        runner.multipliesTogether = false
        #expect(try logits([12]) == whole)
        #expect(try logits([8, 4], besides: [9, 8, 7, 6, 5]) == whole)
    }

    /// In less memory, weights of short floats are the same numbers, and the model the same model.
    @Test(arguments: [TensorType.bf16, .f16, .q8_0], [Precision.exact, .fast])
    func compactModelsComputeTheSameBits(type: TensorType, precision: Precision) throws {
        let file = try Self.file(matrices: type, asNumbers: false)
        let plain = try Self.logits(file, precision: precision)
        #expect(try Self.logits(file, precision: precision, compacts: true) == plain)
        let compute = Compute(pool: WorkerPool(threads: 2))
        let (stored, compact) = (
            try Model.load(file, compute: compute),
            try Model.load(file, compute: compute, compacts: true)
        )
        #expect(compact.fingerprint == stored.fingerprint)
        #expect(stored.bytesBesideFile == 0)
        let isSmaller = type == .bf16 && compute.multipliesCompact
        #expect((compact.bytesBesideFile < 0) == isSmaller)
        func bytes(_ model: Model) -> Int {
            model.bytesReadPerToken(depth: 0, cacheType: .f32)
        }
        #expect((bytes(compact) < bytes(stored)) == isSmaller)
    }

    /// Of a table that is only looked up, the file's pages are enough.
    @Test(arguments: [true, false])
    func tablesAreCompactWhereTheyAreFactorsToo(isTied: Bool) throws {
        let compute = Compute(pool: WorkerPool(threads: 2))
        let model = try Model.load(
            Self.file(matrices: .bf16, asNumbers: false, isTied: isTied), compute: compute,
            compacts: true)
        for (parameter, tensor) in zip(model.graph.parameters, model.weights.tensors)
        where parameter.kind != .vector {
            let isFactor = isTied || parameter.name != "token_embd.weight"
            let isCompact = isFactor && compute.multipliesCompact
            #expect((tensor.type == .compactBF16) == isCompact, "\(parameter.name)")
        }
    }

    /// Logits of a pass over five tokens and of two single steps after it.
    private static func logits(
        _ file: GGUFFile, precision: Precision = .exact, compacts: Bool = false
    ) throws -> [[Float]] {
        let model = try Model.load(
            file, compute: Compute(pool: WorkerPool(threads: 2)), precision: precision,
            compacts: compacts)
        let cache = try model.makeCache(capacityTokens: 16, type: .f32)
        let runner = model.makeRunner(batchTokensMax: 8)
        try runner.run([BatchEntry(cache: cache, tokens: [4, 250, 17, 99, 1], output: .all)])
        var rows = (0..<5).map { Array(runner.logits($0)) }
        for token: Int32 in [3, 260] {
            try runner.run([BatchEntry(cache: cache, tokens: [token], isPrompt: false)])
            rows.append(Array(runner.logits(0)))
        }
        return rows
    }

    /// Rows of 256 numbers fill whole blocks of every type.
    private static let width = 256
    private static let matrices: [(name: String, rows: Int)] = [
        ("token_embd", 264), ("blk.0.attn_q", 256), ("blk.0.attn_k", 128),
        ("blk.0.attn_v", 128), ("blk.0.attn_output", 256), ("blk.0.ffn_gate", 256),
        ("blk.0.ffn_up", 256), ("blk.0.ffn_down", 256),
    ]
    private static let norms = ["blk.0.attn_norm", "blk.0.ffn_norm", "output_norm"]

    private static func file(
        matrices type: TensorType, asNumbers: Bool, isTied: Bool = true
    ) throws -> GGUFFile {
        var random = SeededRandom(seed: 5)
        var tensors: [(String, Tensor)] = []
        for (name, rows) in matrices + (isTied ? [] : [("output", 264)]) {
            let values = (0..<rows * width).map { _ in
                // Four uniforms make nearly a bell; rows keep a length of about one.
                let sum = (0..<4).reduce(0.0) { total, _ in total + random.nextUnit() - 0.5 }
                return Float(sum * 0.1)
            }
            let stored = try tensor(values, rows: rows, type)
            let numbers = Tensor(f32: stored.dequantized(), shape: [rows, width])
            tensors.append((name + ".weight", asNumbers ? numbers : stored))
        }
        for name in norms {
            let values = (0..<width).map { _ in Float(0.5 + random.nextUnit()) }
            tensors.append((name + ".weight", Tensor(f32: values, shape: [width])))
        }
        return try write(tensors)
    }

    private static func tensor(
        _ values: [Float], rows: Int, _ type: TensorType
    ) throws -> Tensor {
        let bytes = try values.withUnsafeBufferPointer {
            try Quantizer.quantize($0, rowLength: width, to: type, importance: nil)
        }
        let owner = ByteOwner(bytes)
        return Tensor(type: type, shape: [rows, width], bytes: owner.bytes, owner: owner)
    }

    private static func write(_ tensors: [(String, Tensor)]) throws -> GGUFFile {
        var metadata = MetadataList()
        metadata["general.architecture"] = .string("qwen2")
        for (key, value) in [
            ("context_length", 16), ("embedding_length", width), ("block_count", 1),
            ("feed_forward_length", width), ("attention.head_count", 4),
            ("attention.head_count_kv", 2),
        ] { metadata["qwen2.\(key)"] = .uint32(UInt32(value)) }
        metadata["qwen2.attention.layer_norm_rms_epsilon"] = .float32(1e-6)
        let plans = try tensors.map {
            try TensorPlan(name: $0.0, type: $0.1.type, shape: $0.1.shape)
        }
        return try Scratch.withFile { path in
            var writer = try GGUFWriter(path: path, metadata: metadata, tensors: plans)
            for (_, tensor) in tensors { try writer.append(tensor) }
            _ = try writer.finish()
            return try GGUFFile(path: path)
        }
    }
}

/// Bytes that a tensor looks at.
private final class ByteOwner: Sendable {
    // Safe to share: written by the initialiser only.
    nonisolated(unsafe) let bytes: UnsafeRawBufferPointer

    init(_ source: [UInt8]) {
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: source.count, alignment: 64)
        copy.copyBytes(from: source)
        bytes = UnsafeRawBufferPointer(copy)
    }

    deinit {
        bytes.deallocate()
    }
}
