import AikiBase
import AikiCheckpoint
import AikiDialogue
import AikiEngine
import AikiModel
import AikiTensor
import Foundation

/// An adapter that is installed.
public struct InstalledAdapter: Sendable, Equatable {
    /// The name it is asked by.
    public let name: String
    /// The model it was installed for.
    public let base: String
    /// The file to open.
    public let path: String
    /// Bytes of all its files.
    public let byteCount: Int64
    /// When it was installed, in seconds since 1970.
    public let createdSeconds: Int
    /// Where it comes from; empty where nobody knows.
    public let source: String
    /// Tells it from an earlier adapter of the same name.
    let version: String
}

/// The low-rank adapters on this disk, in `adapters/`, a folder each with a manifest as models have.
public struct AdapterShelf: Sendable {
    private let registry: ModelRegistry
    let models: ModelShelf

    /// The adapters of a house.
    ///
    /// - Parameters:
    ///   - home: the folder of the house.
    ///   - models: the models that they belong to.
    ///   - clock: dates what is installed.
    init(home: URL, models: ModelShelf, clock: any WallClock = SystemWallClock()) {
        registry = ModelRegistry(
            folder: home.appending(path: "adapters", directoryHint: .isDirectory), clock: clock)
        self.models = models
    }

    /// Every adapter that can be read, by name.
    ///
    /// - Throws: `CheckpointError` where the folder cannot be listed.
    public func list() throws -> [InstalledAdapter] {
        try registry.list().models.map(describe)
    }

    /// Adapters that are damaged: name and what is wrong.
    ///
    /// - Throws: `CheckpointError` where the folder cannot be listed.
    public func listBroken() throws -> [(name: String, problem: String)] {
        try registry.list().broken.map { (name: $0.name, problem: $0.error.message) }
    }

    /// Installs an adapter after it was found to fit its model.
    ///
    /// - Parameters:
    ///   - path: a folder as PEFT writes it, or a GGUF file; it stays where it is.
    ///   - model: the model that it was trained on.
    ///   - name: the name to give it; made from the path where nil.
    /// - Returns: the adapter.
    /// - Throws: ``HouseError/pathNotFound(path:)``, ``HouseError/notAnAdapter(path:)``,
    ///   `ModelRequestError.modelNotFound`; `CheckpointError` and `ModelError` where it does not fit.
    public func add(_ path: String, model: String, name: String?) throws -> InstalledAdapter {
        guard FileManager.default.fileExists(atPath: path) else {
            throw HouseError.pathNotFound(path: path)
        }
        guard AdapterFile.isAdapter(path) else { throw HouseError.notAnAdapter(path: path) }
        let base = try Model.load(
            GGUFFile(path: models.find(model).path),
            compute: Compute(pool: WorkerPool(threads: 1)))
        _ = try Adapter.load(AdapterFile(path: path, for: base.adapterBase), model: base)
        let url = URL(filePath: path).standardizedFileURL
        let stem =
            url.pathExtension == "gguf"
            ? url.deletingPathExtension().lastPathComponent : url.lastPathComponent
        let manifest = try registry.add(
            name ?? ModelShelf.name(from: stem), files: AdapterFile.filePaths(url.path),
            placement: .copy
        ) { manifest in
            manifest.parent = model
            manifest.source = url.path
        }
        return describe(manifest)
    }

    /// Refuses a name that belongs to an adapter from elsewhere.
    func checkFree(_ name: String, for run: URL) throws {
        try ModelName.check(name)
        guard let manifest = try? registry.manifest(of: name) else { return }
        guard URL(filePath: manifest.source ?? "").deletingLastPathComponent().path == run.path
        else { throw CheckpointError.modelExists(name: name) }
    }

    /// Installs an adapter that a run made; what the run made before goes.
    func install(_ path: String, name: String, run: URL, model: String) throws {
        try checkFree(name, for: run)
        if (try? registry.manifest(of: name)) != nil { try registry.remove(name) }
        _ = try add(path, model: model, name: name)
    }

    /// Removes an adapter from the disk, also a damaged one.
    ///
    /// - Throws: `ModelRequestError.adapterNotFound`; `CheckpointError`.
    public func remove(_ name: String) throws {
        do {
            try registry.remove(name)
        } catch CheckpointError.modelNotFound, CheckpointError.invalidModelName {
            throw ModelRequestError.adapterNotFound(name: name)
        }
    }

    /// Where an adapter is; nil where there is none of that name.
    func place(of name: String) throws -> AdapterPlace? {
        do {
            let adapter = describe(try registry.manifest(of: name))
            return AdapterPlace(path: adapter.path, version: adapter.version)
        } catch CheckpointError.modelNotFound, CheckpointError.invalidModelName {
            return nil
        }
    }

    private func describe(_ manifest: ModelManifest) -> InstalledAdapter {
        let file = registry.folder.appending(path: manifest.name)
            .appending(path: manifest.files[0].name)
        return InstalledAdapter(
            name: manifest.name, base: manifest.parent ?? "", path: file.path,
            byteCount: Int64(manifest.byteCount),
            createdSeconds: Int(manifest.added.timeIntervalSince1970),
            source: manifest.source ?? "",
            // The configuration counts as much as the weights.
            version: manifest.files.map(\.sha256).joined(separator: "-"))
    }
}
