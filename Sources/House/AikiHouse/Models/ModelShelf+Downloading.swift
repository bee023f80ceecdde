public import AikiBase
import AikiCheckpoint
import AikiHub
import Foundation

extension ModelShelf {
    /// Downloads a model and installs it; what was fetched before an interruption is not fetched
    /// again.
    ///
    /// - Parameters:
    ///   - reference: `hf.co/ORG/REPO[:QUANT]`.
    ///   - name: the name to give it; made from repository and quantisation where nil.
    ///   - progress: told in bytes.
    /// - Returns: the model, and what a person should know of it.
    /// - Throws: `HubError`, `CheckpointError`; `ModelError` for a file that could not be loaded.
    public func download(
        _ reference: String, name: String?, progress: ProgressHandler?
    ) async throws -> (model: InstalledModel, notes: [String]) {
        let reference = try HubReference(reference)
        let suffix = reference.quantization.map { "-\($0)" } ?? ""
        let name = name ?? Self.name(from: reference.repository + suffix)
        // Better now than after some gigabytes.
        try ModelName.check(name)
        if (try? registry.manifest(of: name)) != nil {
            throw CheckpointError.modelExists(name: name)
        }
        let folder = registry.folder.appending(
            path: ".downloads/\(reference.organization)--\(reference.repository)\(suffix)",
            directoryHint: .isDirectory)
        let download = try await HubDownloader(hub).download(
            reference, to: folder, progress: progress)
        let result: (model: InstalledModel, notes: [String])
        if let source = download.importFolder {
            let imported = try importModel(
                at: source, name: name, precision: "F16", progress: progress)
            _ = try registry.update(name) { $0.source = reference.description }
            result = (try find(name), imported.notes)
        } else {
            if let path = download.paths.first { try Self.checkRuns(GGUFFile(path: path)) }
            try registry.add(name, files: download.paths, placement: .move) { manifest in
                manifest.source = reference.description
            }
            result = (try find(name), [])
        }
        // The model is installed whole; what is left of the download has no further use.
        try? FileManager.default.removeItem(at: folder)
        return result
    }
}
