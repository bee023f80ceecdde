import AikiBase
import AikiCheckpoint
import AikiModel
import AikiTensor
import Foundation
import Testing

/// Goal: a file that lies, lacks something or holds what is not understood is refused with a typed
/// error that names it. Method: fixtures written again with one thing changed.
struct ModelFileTests {
    @Test func anUnknownArchitectureIsNamedWithTheKnownOnes() throws {
        let error = try loadError("llama") { $0["general.architecture"] = .string("mamba") }
        let known = [
            "bert", "gemma3", "llama", "phi3", "qwen2", "qwen3", "qwen3moe", "smollm3",
        ]
        #expect(error == .unknownArchitecture(name: "mamba", known: known))
        #expect(Model.architectures == known)
        let none = try loadError("llama") { $0["general.architecture"] = nil }
        #expect(none == .missingMetadata(key: "general.architecture"))
    }

    @Test(arguments: ["llama", "qwen2", "gemma3", "phi3", "qwen3moe", "bert", "smollm3", "qwen3"])
    func aSettingThatIsNotUnderstoodIsRefusedByName(name: String) throws {
        let error = try loadError(name) { $0["\(name).attention.twist"] = .float32(2) }
        #expect(error == .metadataNotUnderstood(keys: ["\(name).attention.twist"]))
    }

    @Test func rotaryScalingThatIsNotUnderstoodIsRefusedByName() throws {
        let error = try loadError("llama") { $0["llama.rope.scaling.type"] = .string("dynamic") }
        #expect(
            error
                == .unsupportedRotaryScaling(
                    type: "dynamic", known: ["linear", "longrope", "none", "yarn"]))
    }

    /// Keys and values that cannot be, each with the key that the error must name.
    static let lies: [(key: String, value: MetadataValue?)] = [
        ("embedding_length", .uint32(0)), ("embedding_length", nil),
        ("embedding_length", .int32(-32)), ("embedding_length", .string("32")),
        ("embedding_length", .uint64(.max)), ("block_count", .uint32(0)),
        ("block_count", .uint32(.max)), ("block_count", nil), ("context_length", .uint32(0)),
        ("context_length", .uint64(1 << 31)), ("attention.head_count", .uint32(0)),
        ("attention.head_count", .uint32(1 << 30)), ("attention.head_count_kv", .uint32(3)),
        ("attention.head_count_kv", .uint32(0)), ("attention.key_length", .uint32(1 << 20)),
        ("attention.key_length", .uint32(0)), ("rope.dimension_count", .uint32(7)),
        ("rope.dimension_count", .uint32(18)), ("feed_forward_length", .uint32(0)),
        ("attention.layer_norm_rms_epsilon", .float32(.nan)),
        ("attention.layer_norm_rms_epsilon", .float32(-1)),
        ("attention.layer_norm_rms_epsilon", .float32(.infinity)),
        ("attention.layer_norm_rms_epsilon", nil), ("rope.freq_base", .float32(0)),
        ("rope.freq_base", .float32(.nan)), ("rope.scaling.factor", .float32(0)),
        ("expert_count", .uint32(8)), ("attention.causal", .bool(false)),
        ("logit_scale", .float32(0)), ("residual_scale", .float32(.nan)),
    ]

    @Test(arguments: lies.indices)
    func aLieAboutANumberIsNamed(index: Int) throws {
        let lie = Self.lies[index]
        let error = try loadError("llama") { $0["llama.\(lie.key)"] = lie.value }
        switch error {
        case .missingMetadata(let key): #expect(key == "llama.\(lie.key)")
        case .invalidMetadata(let key, _, _): #expect(key == "llama.\(lie.key)")
        default: Issue.record("\(lie.key) gave \(String(describing: error))")
        }
    }

    /// Numbers that are possible but not what the tensors say.
    static let mismatches: [(key: String, value: UInt32, tensor: String)] = [
        ("embedding_length", 64, "token_embd.weight"),
        ("block_count", 3, "blk.2.attn_norm.weight"),
        ("attention.head_count", 8, "blk.0.attn_q.weight"),
        ("attention.head_count_kv", 4, "blk.0.attn_k.weight"),
        ("attention.key_length", 32, "blk.0.attn_q.weight"),
        ("attention.value_length", 8, "blk.0.attn_v.weight"),
        ("feed_forward_length", 64, "blk.0.ffn_gate.weight"),
    ]

    @Test(arguments: mismatches.indices)
    func aShapeThatDoesNotFitTheConfigurationIsNamed(index: Int) throws {
        let mismatch = Self.mismatches[index]
        let error = try loadError("llama") {
            $0["llama.\(mismatch.key)"] = .uint32(mismatch.value)
        }
        switch error {
        case .tensorShape(let name, let expected, let found):
            #expect(name == mismatch.tensor)
            #expect(expected != found)
        case .missingTensor(let name): #expect(name == mismatch.tensor)
        default: Issue.record("\(mismatch.key) gave \(String(describing: error))")
        }
    }

    @Test(arguments: ArchitectureFixture.generators + ArchitectureFixture.embedders)
    func everyMissingTensorIsRefused(name: String) throws {
        let file = try ArchitectureFixture(name).file
        let optional = ["rope_freqs.weight", "output.weight", "token_types.weight"]
        for tensor in file.tensors.map(\.name) {
            // Without a bias, an output or Llama 3's divisors it is another, lawful model.
            if optional.contains(tensor) || tensor.hasSuffix(".bias") && !name.hasPrefix("bert") {
                continue
            }
            if name.hasPrefix("bert"), tensor.hasSuffix(".bias"), !tensor.contains("norm") {
                continue
            }
            let error = try error(of: rewritten(file, leavingOut: tensor))
            #expect(error != nil, "\(tensor)")
        }
    }

    @Test func aFewerLayersLieLeavesTensorsThatAreNotUnderstood() throws {
        let error = try loadError("llama") { $0["llama.block_count"] = .uint32(1) }
        guard case .tensorsNotUnderstood(let names) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(names.count == 9)
        #expect(names.allSatisfy { $0.hasPrefix("blk.1.") })
    }

    @Test func theWidestHeadAndLongestContextAreTheirLimits() throws {
        #expect(DecoderShape.headWidthMax == Compute.headWidthMax)
        let limit = UInt32(DecoderShape.contextMax)
        #expect(try loadError("llama") { $0["llama.context_length"] = .uint32(limit) } == nil)
        #expect(try loadError("llama") { $0["llama.context_length"] = .uint32(limit + 1) } != nil)
        let width = UInt32(DecoderShape.headWidthMax)
        let atLimit = try loadError("llama") { $0["llama.attention.key_length"] = .uint32(width) }
        if case .tensorShape = atLimit {} else { Issue.record("\(String(describing: atLimit))") }
        let beyond = try loadError("llama") {
            $0["llama.attention.key_length"] = .uint32(width + 1)
        }
        if case .invalidMetadata = beyond {} else { Issue.record("\(String(describing: beyond))") }
    }

    @Test func theLargestNumbersAreTheirLimits() throws {
        let number = UInt32(ModelSource.numberMax)
        let key = "llama.feed_forward_length"
        let atLimit = try loadError("llama") { $0[key] = .uint32(number) }
        if case .tensorShape = atLimit {} else { Issue.record("\(String(describing: atLimit))") }
        let beyond = try loadError("llama") { $0[key] = .uint32(number + 1) }
        if case .invalidMetadata = beyond {} else { Issue.record("\(String(describing: beyond))") }
        let experts = UInt32(Qwen3MoE.expertsMax)
        let count = "qwen3moe.expert_count"
        let most = try loadError("qwen3moe") { $0[count] = .uint32(experts) }
        if case .tensorShape = most {} else { Issue.record("\(String(describing: most))") }
        let more = try loadError("qwen3moe") { $0[count] = .uint32(experts + 1) }
        if case .invalidMetadata = more {} else { Issue.record("\(String(describing: more))") }
        // A file of n tensors has at most n layers.
        let tensors = UInt32(try ArchitectureFixture("llama").file.tensors.count)
        let layers = try loadError("llama") { $0["llama.block_count"] = .uint32(tensors) }
        if case .missingTensor = layers {} else { Issue.record("\(String(describing: layers))") }
        let tooMany = try loadError("llama") { $0["llama.block_count"] = .uint32(tensors + 1) }
        if case .invalidMetadata = tooMany {
        } else {
            Issue.record("\(String(describing: tooMany))")
        }
    }

    @Test func theWidestPassIsItsLimit() throws {
        let limit = Model.numbersPerTokenMax
        try Model.checkWidth(numbersPerToken: limit)
        #expect(throws: ModelError.tooWide(numbersPerToken: limit + 1, limit: limit)) {
            try Model.checkWidth(numbersPerToken: limit + 1)
        }
    }

    @Test func aHugeContextCannotTakeMemoryThatIsNotThere() throws {
        let file = try ArchitectureFixture("llama").file
        let huge = try rewritten(file) { $0["llama.context_length"] = .uint32(1 << 30) }
        let model = try Model.load(huge, compute: Compute(pool: WorkerPool(threads: 1)))
        #expect(model.configuration.contextTokensMax == 1 << 30)
        #expect(try model.makeCache(capacityTokens: 512).byteCount < 1 << 20)
        // 2 layers of keys and values of 32 numbers: 256 bytes a token in half precision, whose
        // pages are taken only when written, so that even a quarter of a tebibyte may be promised.
        do {
            let cache = try model.makeCache(capacityTokens: 1 << 30)
            #expect(cache.byteCount == 1 << 38)
        } catch {
            #expect(error == .cacheTooLarge(tokens: 1 << 30, bytes: 1 << 38))
        }
    }

    @Test func scalesOfTheFileAreApplied() throws {
        let fixture = try ArchitectureFixture("llama")
        let plain = try fixture.allLogits()
        let halved = try logits(rewritten(fixture.file) { $0["llama.logit_scale"] = .float32(2) })
        #expect(maximumDifference(halved, plain[23].map { Double($0) / 2 }) < 1e-5)
        let capped = try logits(
            rewritten(fixture.file) { $0["llama.final_logit_softcapping"] = .float32(3) })
        #expect(maximumDifference(capped, plain[23].map { 3 * tanh(Double($0) / 3) }) < 1e-4)
        // 1 / √16 is what the file would mean without the key.
        let same = try logits(
            rewritten(fixture.file) { $0["llama.attention.scale"] = .float32(0.25) })
        #expect(same == plain[23])
        for key in ["embedding_scale", "residual_scale", "attn_logit_softcapping"] {
            let other = try logits(rewritten(fixture.file) { $0["llama.\(key)"] = .float32(1.5) })
            #expect(maximumDifference(other, plain[23].map { Double($0) }) > 1e-2, "\(key)")
        }
        let window = try logits(
            rewritten(fixture.file) { $0["llama.attention.sliding_window"] = .uint32(4) })
        #expect(maximumDifference(window, plain[23].map { Double($0) }) > 1e-2)
    }

    @Test func mutatedSettingsNeverEndTheProcess() throws {
        for name in ["llama-yarn", "gemma3", "phi3-longrope", "qwen3moe", "bert"] {
            let file = try ArchitectureFixture(name).file
            let keys = file.metadataKeys.filter { !$0.hasPrefix("tokenizer.") }
            for key in keys where !key.hasPrefix("general.") {
                for value in Self.hostileValues {
                    // Some are harmless, such as a longer context; none may end the process.
                    _ = try error(of: rewritten(file) { $0[key] = value })
                }
            }
        }
    }

    /// Bytes of the header changed at random: what still loads must also run.
    @Test(arguments: ["llama-llama3", "gemma3", "qwen3moe"])
    func mutatedHeadersNeverEndTheProcess(name: String) throws {
        let file = try ArchitectureFixture(name).file
        let bytes = try Scratch.withFile { path in
            try write(file, MetadataList(file), leavingOut: nil, to: path)
            return try Array(Data(contentsOf: URL(filePath: path)))
        }
        let header = file.tensors.map(\.offset).min() ?? 0
        #expect(header > 0 && header < bytes.count)
        var random = SeededRandom(seed: 11)
        var loaded = 0
        for _ in 0..<600 {
            var mutated = bytes
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                mutated[Int.random(in: 0..<header, using: &random)] = UInt8.random(
                    in: 0...255, using: &random)
            }
            if try runsMutated(mutated) { loaded += 1 }
        }
        // Some changes hit the spelling of tokens only and leave the model whole.
        #expect(loaded > 20)
    }

    /// Whether a damaged file still loads, and then computes a token.
    private func runsMutated(_ bytes: [UInt8]) throws -> Bool {
        try Scratch.withFile { path in
            try Data(bytes).write(to: URL(filePath: path))
            guard let file = try? GGUFFile(path: path),
                let model = try? Model.load(file, compute: Compute(pool: WorkerPool(threads: 1)))
            else { return false }
            let context = min(8, model.configuration.contextTokensMax)
            let cache = try model.makeCache(capacityTokens: context)
            try model.makeRunner(batchTokensMax: 1).run([BatchEntry(cache: cache, tokens: [1])])
            return true
        }
    }

    static let hostileValues: [MetadataValue] = [
        .uint32(0), .uint64(.max), .int64(.min), .float32(.nan), .array(.bool([true, false])),
    ]

    /// What loading a fixture with other settings throws.
    private func loadError(
        _ name: String, _ change: (inout MetadataList) -> Void
    ) throws -> ModelError? {
        try error(of: rewritten(ArchitectureFixture(name).file, change: change))
    }

    private func error(of file: GGUFFile) -> ModelError? {
        do {
            _ = try Model.load(file, compute: Compute(pool: WorkerPool(threads: 1)))
            return nil
        } catch {
            return error
        }
    }

    /// The file again with some settings changed or a tensor left out.
    private func rewritten(
        _ file: GGUFFile, leavingOut dropped: String? = nil,
        change: (inout MetadataList) -> Void = { _ in }
    ) throws -> GGUFFile {
        var metadata = MetadataList(file)
        change(&metadata)
        return try Scratch.withFile { path in
            try write(file, metadata, leavingOut: dropped, to: path)
            return try GGUFFile(path: path)
        }
    }

    private func write(
        _ file: GGUFFile, _ metadata: MetadataList, leavingOut dropped: String?, to path: String
    ) throws {
        let tensors = file.tensors.filter { $0.name != dropped }
        let plans = try tensors.map {
            try TensorPlan(name: $0.name, type: $0.type ?? .f32, shape: $0.shape)
        }
        var writer = try GGUFWriter(path: path, metadata: metadata, tensors: plans)
        for tensor in tensors { try writer.append(try file.tensor(tensor.name)) }
        _ = try writer.finish()
    }

    /// The last logits of the Llama fixture's ids.
    private func logits(_ file: GGUFFile) throws -> [Float] {
        let model = try Model.load(file, compute: Compute(pool: WorkerPool(threads: 1)))
        let cache = try model.makeCache(capacityTokens: 64, type: .f32)
        let runner = model.makeRunner(batchTokensMax: 24)
        let ids = try ArchitectureFixture("llama").ids
        try runner.run([BatchEntry(cache: cache, tokens: ids[...])])
        return Array(runner.logits(0))
    }
}
