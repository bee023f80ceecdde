import AikiCheckpoint
import AikiDialogue
import AikiModel
import AikiTensor
import Foundation

extension AdapterShelf {
    /// Writes an adapter for other programs.
    ///
    /// - Parameters:
    ///   - adapter: an installed adapter, or the path of one.
    ///   - model: the model it belongs to; nil takes the one it was installed for.
    ///   - place: the file or folder to make.
    ///   - format: what it is made as.
    /// - Returns: what was made.
    /// - Throws: `ModelRequestError.adapterNotFound`, `ModelRequestError.modelNotFound`,
    ///   ``HouseError/pathNotFound(path:)``; `CheckpointError`, `ModelError`.
    public func export(
        _ adapter: String, model: String?, to place: String, format: ExportFormat
    ) throws -> ExportReport {
        var (path, base) = (adapter, model)
        if let installed = try list().first(where: { $0.name == adapter }) {
            path = installed.path
            base = base ?? installed.base
        } else if !adapter.contains("/") && !adapter.hasSuffix(".gguf") {
            throw ModelRequestError.adapterNotFound(name: adapter)
        } else if !FileManager.default.fileExists(atPath: adapter) {
            throw HouseError.pathNotFound(path: adapter)
        }
        guard let base else {
            throw HouseError.invalidSetting(
                name: "model", value: "nothing", place: "The command",
                expected: "the model that the adapter belongs to")
        }
        let described = try Model.load(
            GGUFFile(path: models.modelFile(base).path),
            compute: Compute(pool: WorkerPool(threads: 1))
        ).adapterBase
        let writer = AdapterWriter(
            try AdapterFile(path: path, for: described), base: described)
        switch format {
        case .safetensors:
            try writer.writePEFT(to: place, baseName: base)
            return try ModelShelf.report(AdapterFile.filePaths(place), [])
        case .gguf:
            try writer.writeGGUF(to: place)
            return try ModelShelf.report([place], [])
        }
    }
}
