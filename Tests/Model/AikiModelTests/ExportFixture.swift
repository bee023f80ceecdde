import AikiBase
import AikiCheckpoint
import AikiModel
import AikiTensor
import Foundation

/// A folder that is gone at the end.
struct ExportFolder: ~Copyable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "aiki-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func path(_ name: String) -> String { url.appending(path: name).path }

    /// A JSON file in it.
    func json(_ name: String) throws -> JSONValue {
        try JSONValue(parsing: Array(Data(contentsOf: url.appending(path: name))))
    }

    /// Imports one of the fixtures of architectures.
    func importFixture(
        _ name: String, precision: HuggingFaceImporter.Precision = .float32
    ) throws -> String {
        let folder = ArchitectureFixture.folder.appending(path: name).path
        let path = path("\(name).gguf")
        _ = try HuggingFaceImporter(folder: folder, precision: precision).run(to: path)
        return path
    }

    /// Logits of every token, computed from the file's own numbers.
    static func logits(_ path: String, _ ids: [Int32]) throws -> [[Float]] {
        let model = try Model.load(
            GGUFFile(path: path), compute: Compute(pool: WorkerPool(threads: 1)),
            precision: .exact)
        let cache = try model.makeCache(capacityTokens: ids.count, type: .f32)
        let runner = model.makeRunner(batchTokensMax: ids.count)
        try runner.run([BatchEntry(cache: cache, tokens: ids[...], output: .all)])
        return (0..<runner.outputCount).map { Array(runner.logits($0)) }
    }
}
