import AikiBase
import AikiCheckpoint
import AikiModel
import AikiTensor
import Foundation
import Testing

/// Goal: what an adapter's file says and is not built here is refused by name, and a damaged file
/// harms nobody. Method: each setting changed alone; every truncation, and random bytes.
struct AdapterFileTests {
    private static let base = AdapterFile.Base(architecture: "llama", headWidth: 16)
    private static let source = AdapterFixture.folder.appending(path: "llama-stable")

    /// A copy of a fixture that may be changed, gone in the end.
    private static func withCopy<R>(_ body: (URL) throws -> R) throws -> R {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "aiki-adapter-\(UUID().uuidString)")
        try FileManager.default.copyItem(at: source, to: folder)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try body(folder)
    }

    private static func change(_ folder: URL, _ key: String, _ value: JSONValue?) throws {
        let file = folder.appending(path: "adapter_config.json")
        var object = try JSONValue(parsing: Array(Data(contentsOf: file))).object ?? [:]
        object[key] = value
        try Data(JSONValue.object(object).encoded().utf8).write(to: file)
    }

    @Test(
        arguments: [
            ("use_dora", true), ("lora_bias", true), ("bias", "all"), ("fan_in_fan_out", true),
            ("modules_to_save", ["embed_tokens"]), ("layer_replication", [[0, 2]]),
            ("init_lora_weights", "pissa"), ("alora_invocation_tokens", [1, 2]),
            ("target_parameters", ["mlp.experts"]), ("trainable_token_indices", [7]),
            ("a_setting_of_tomorrow", 1), ("peft_type", "IA3"), ("rank_pattern", ["q.*": 3]),
            ("alpha_pattern", ["q_proj": "much"]), ("lora_alpha", "loud"), ("r", 0),
        ] as [(String, JSONValue)])
    func whatChangesTheMathsIsRefusedByName(key: String, value: JSONValue) throws {
        try Self.withCopy { folder in
            try Self.change(folder, key, value)
            do {
                _ = try AdapterFile(path: folder.path, for: Self.base)
                Issue.record("\(key) was taken")
            } catch let error as CheckpointError {
                guard case .unsupportedField(_, let field, _) = error else {
                    Issue.record("\(error)")
                    return
                }
                #expect(field == key)
            }
        }
    }

    @Test func aConfigurationWithoutItsFieldsIsRefused() throws {
        for key in ["peft_type", "r"] {
            try Self.withCopy { folder in
                try Self.change(folder, key, nil)
                #expect(throws: CheckpointError.self) {
                    try AdapterFile(path: folder.path, for: Self.base)
                }
            }
        }
    }

    @Test func aFolderIsFoundByItsWeightsToo() throws {
        let weights = Self.source.appending(path: "adapter_model.safetensors").path
        let direct = try AdapterFile(path: weights, for: Self.base)
        let folder = try AdapterFile(path: Self.source.path, for: Self.base)
        #expect(direct.pairs.map(\.name) == folder.pairs.map(\.name))
        #expect(direct.path == folder.path)
        #expect(
            direct.pairs.map(\.name)
                == [
                    "blk.0.attn_q", "blk.0.attn_v", "blk.1.attn_q",
                    "blk.1.attn_v",
                ].map { $0 + ".weight" })
        #expect(direct.pairs.allSatisfy { $0.down.type == .bf16 && $0.rank == 3 })
        #expect(AdapterFile.isAdapter(Self.source.path))
        #expect(!AdapterFile.isAdapter(ArchitectureFixture.folder.appending(path: "llama").path))
    }

    @Test func everyTruncationAndManyDamagedFilesAreErrors() throws {
        try Self.withCopy { folder in
            let file = folder.appending(path: "adapter_model.safetensors")
            let whole = try Data(contentsOf: file)
            for length in stride(from: 0, to: whole.count, by: 7) {
                try whole.prefix(length).write(to: file)
                #expect(throws: CheckpointError.self) {
                    try AdapterFile(path: folder.path, for: Self.base)
                }
            }
            var state = 99 as UInt64
            for _ in 0..<300 {
                var damaged = whole
                for _ in 0..<3 {
                    state = state * 48271 % 2_147_483_647
                    damaged[Int(state % 700)] = UInt8(truncatingIfNeeded: state >> 8)
                }
                try damaged.write(to: file)
                _ = try? AdapterFile(path: folder.path, for: Self.base)
            }
        }
    }

    @Test func aGGUFThatIsNoPlainAdapterIsRefused() throws {
        let file = try AdapterFile(path: Self.source.path, for: Self.base)
        let changes: [(String, MetadataValue?)] = [
            ("general.type", .string("model")), ("general.type", nil),
            ("adapter.type", .string("control_vector")), ("adapter.type", nil),
            ("adapter.alora.invocation_tokens", .uint32(3)),
        ]
        for change in changes {
            try Scratch.withFile { path in
                try AdapterFixture.writeGGUF(file, "llama", to: path, changes: [change])
                #expect(throws: CheckpointError.self, "\(change)") {
                    try AdapterFile(path: path, for: Self.base)
                }
            }
        }
        // Without an alpha the scale is one.
        try Scratch.withFile { path in
            try AdapterFixture.writeGGUF(
                file, "llama", to: path, changes: [("adapter.lora.alpha", nil)])
            let pairs = try AdapterFile(path: path, for: Self.base).pairs
            #expect(pairs.allSatisfy { $0.scale == 1 })
        }
    }

    @Test func theLargestRankIsItsLimit() throws {
        func write(rank: Int, to path: String) throws {
            var metadata = MetadataList()
            metadata["general.architecture"] = .string("llama")
            metadata["general.type"] = .string("adapter")
            metadata["adapter.type"] = .string("lora")
            let name = "blk.0.attn_v.weight"
            let shapes = [("a", [rank, 4]), ("b", [4, rank])]
            let plans = try shapes.map {
                try TensorPlan(name: "\(name).lora_\($0.0)", type: .f32, shape: $0.1)
            }
            var writer = try GGUFWriter(path: path, metadata: metadata, tensors: plans)
            for (_, shape) in shapes {
                try writer.append(
                    Tensor(f32: [Float](repeating: 1, count: 4 * rank), shape: shape))
            }
            _ = try writer.finish()
        }
        for (rank, isTaken) in [(AdapterFile.rankMax, true), (AdapterFile.rankMax + 1, false)] {
            try Scratch.withFile { path in
                try write(rank: rank, to: path)
                let file = try? AdapterFile(path: path, for: Self.base)
                #expect((file != nil) == isTaken)
            }
        }
    }
}
