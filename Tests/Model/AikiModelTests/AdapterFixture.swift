import AikiBase
import AikiCheckpoint
import AikiModel
import AikiTensor
import Foundation

/// Tiny adapters with the numbers they must give; made by `Tools/reference/adapters.py`.
struct AdapterFixture {
    /// Folders with `golden.json`.
    static let names = ["llama-all", "llama-stable", "llama-both", "qwen2", "phi3"]

    /// The fixtures' folder.
    static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures/adapters")

    let golden: JSONValue
    let base: ArchitectureFixture
    /// The adapters that the numbers were made with.
    let adapters: AdapterSet

    init(_ name: String, threads: Int = 1) throws {
        let data = try Data(contentsOf: Self.folder.appending(path: "\(name)/golden.json"))
        golden = try JSONValue(parsing: Array(data))
        base = try ArchitectureFixture(golden.member("base").text ?? "", threads: threads)
        var uses: [(adapter: Adapter, scale: Float)] = []
        for (adapter, strength) in golden.member("strengths").object?.pairs ?? [] {
            uses.append((try Self.load(adapter, base.model), Float(strength.real ?? 0)))
        }
        guard let adapters = AdapterSet(uses) else { throw CocoaError(.featureUnsupported) }
        self.adapters = adapters
    }

    /// One of the folders, bound to a model.
    static func load(_ name: String, _ model: Model) throws -> Adapter {
        let path = folder.appending(path: name).path
        return try Adapter.load(AdapterFile(path: path, for: model.adapterBase), model: model)
    }

    /// The folder's matrices as a GGUF file has them, bound to a model.
    static func loadGGUF(_ name: String, _ model: Model) throws -> Adapter {
        let path = folder.appending(path: name).path
        let file = try AdapterFile(path: path, for: model.adapterBase)
        return try Scratch.withFile { path in
            try writeGGUF(file, model.configuration.architecture, to: path)
            return try Adapter.load(
                AdapterFile(path: path, for: model.adapterBase), model: model)
        }
    }

    /// Writes an adapter as llama.cpp's converter does. Its alpha is one for all matrices, so what
    /// differs between them goes into B.
    static func writeGGUF(
        _ file: AdapterFile, _ architecture: String, to path: String,
        changes: [(String, MetadataValue?)] = []
    ) throws {
        var metadata = MetadataList()
        metadata["general.architecture"] = .string(architecture)
        metadata["general.type"] = .string("adapter")
        metadata["adapter.type"] = .string("lora")
        metadata["adapter.lora.alpha"] = .float32(16)
        for (key, value) in changes { metadata[key] = value }
        var plans: [TensorPlan] = []
        for pair in file.pairs {
            plans.append(
                try TensorPlan(name: "\(pair.name).lora_a", type: .f32, shape: pair.down.shape))
            plans.append(
                try TensorPlan(name: "\(pair.name).lora_b", type: .f32, shape: pair.up.shape))
        }
        var writer = try GGUFWriter(path: path, metadata: metadata, tensors: plans)
        for pair in file.pairs {
            let factor = pair.scale / (16 / Float(pair.rank))
            let up = pair.up.dequantized().map { $0 * factor }
            try writer.append(Tensor(f32: pair.down.dequantized(), shape: pair.down.shape))
            try writer.append(Tensor(f32: up, shape: pair.up.shape))
        }
        _ = try writer.finish()
    }

    /// Logits of every recorded position.
    func logits(_ adapters: AdapterSet?) throws -> [[Float]] {
        let ids = golden.member("ids").int32s
        let cache = try base.model.makeCache(capacityTokens: ids.count, type: .f32)
        let runner = base.model.makeRunner(batchTokensMax: ids.count)
        try runner.run([
            BatchEntry(cache: cache, tokens: ids[...], output: .all, adapters: adapters)
        ])
        return (0..<runner.outputCount).map { Array(runner.logits($0)) }
    }

    /// The largest difference from the recorded logits.
    func difference(_ logits: [[Float]]) -> Double {
        let stride = Int(golden.member("stride").doubles.first ?? 1)
        let record = golden.member("logits")
        var largest = logits.count == golden.member("ids").items.count ? 0 : Double.infinity
        for (row, expected) in zip(logits, record.member("strided").rows) {
            let strided = Swift.stride(from: 0, to: row.count, by: stride).map { row[$0] }
            largest = max(largest, maximumDifference(strided, expected))
        }
        return max(largest, maximumDifference(logits.last ?? [], record.member("last").doubles))
    }
}
