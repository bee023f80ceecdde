import AikiCheckpoint
import AikiModel
import AikiTensor
import AikiTokenizer
import Foundation

/// A tiny model with random weights in a folder that is gone at the end.
final class TinyModel {
    let folder: URL
    let path: String

    /// Makes one of the fixtures of architectures, whose file claims to take so many tokens; with an
    /// output matrix of zeros every token is as likely as any other.
    init(_ name: String = "llama", context: Int = 64, isUniform: Bool = false) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "aiki-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let source = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Fixtures/architectures/\(name)")
        let imported = folder.appending(path: "imported.gguf").path
        _ = try HuggingFaceImporter(folder: source.path, precision: .float32).run(to: imported)
        path = folder.appending(path: "\(name).gguf").path
        let file = try GGUFFile(path: imported)
        var metadata = MetadataList(file)
        metadata["\(name).context_length"] = .uint32(UInt32(context))
        try Self.write(file, metadata, zeroing: isUniform ? "output.weight" : nil, to: path)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func file(_ name: String, _ text: String) throws -> String {
        let url = folder.appending(path: name)
        try Data(text.utf8).write(to: url)
        return url.path
    }

    static func write(
        _ file: GGUFFile, _ metadata: MetadataList, zeroing name: String? = nil,
        value: Float = 0, to path: String
    ) throws {
        let plans = try file.tensors.map {
            try TensorPlan(name: $0.name, type: $0.type ?? .f32, shape: $0.shape)
        }
        var writer = try GGUFWriter(path: path, metadata: metadata, tensors: plans)
        for plan in plans {
            let tensor = try file.tensor(plan.name)
            let zeros = [Float](repeating: value, count: tensor.elementCount)
            try writer.append(plan.name == name ? Tensor(f32: zeros, shape: plan.shape) : tensor)
        }
        _ = try writer.finish()
    }

    func tokenizer() throws -> Tokenizer { try Tokenizer(metadata: GGUFFile(path: path)) }

    /// −log2 p of each token but the first, by all before it; computed in the plainest way.
    func bits(_ tokens: [Int32]) throws -> [Double] {
        let model = try Model.load(
            GGUFFile(path: path), compute: Compute(pool: WorkerPool(threads: 1)),
            precision: .exact)
        let cache = try model.makeCache(capacityTokens: tokens.count, type: .f32)
        let runner = model.makeRunner(batchTokensMax: tokens.count)
        try runner.run([BatchEntry(cache: cache, tokens: tokens[...], output: .all)])
        return (0..<tokens.count - 1).map { index in
            let logits = runner.logits(index).map { Double($0) }
            let sum = logits.reduce(0) { $0 + exp($1) }
            return (log(sum) - logits[Int(tokens[index + 1])]) / log(2)
        }
    }
}
