public import AikiBase
public import Foundation

/// The models that are kept: a folder each, and one pointer to the promoted one.
///
///     <home>/models/<name>/manifest.json
///     <home>/models/<name>/<files>
///     <home>/models/promoted.json
///
/// A model is there whole or not at all: it is put together in a hidden folder that is renamed at
/// the end, and goes the same way. A manifest that cannot be read is reported beside the others.
public struct ModelRegistry: Sendable {
    /// How files come into the registry.
    public enum Placement: Sendable {
        /// Renamed into it; only within one volume.
        case move
        /// Copied.
        case copy
    }

    /// A model whose manifest cannot be read.
    public struct Broken: Sendable {
        /// The folder's name.
        public let name: String
        /// What is wrong.
        public let error: CheckpointError
    }

    /// Bytes of a manifest, at most.
    public static let manifestBytesMax = 4 << 20
    static let manifestName = "manifest.json"
    static let pointerName = "promoted.json"

    /// The folder of all models.
    public let folder: URL
    private let clock: any WallClock

    /// Uses `<home>/models`; it is made when the first model is added.
    public init(home: URL, clock: any WallClock = SystemWallClock()) {
        self.init(
            folder: home.appending(path: "models", directoryHint: .isDirectory), clock: clock)
    }

    /// Uses a folder for something that is kept as models are, such as adapters.
    public init(folder: URL, clock: any WallClock) {
        self.folder = folder
        self.clock = clock
    }

    /// All models by name, and those that are broken.
    ///
    /// - Throws: ``CheckpointError/unreadable(path:reason:)`` where the folder cannot be listed.
    public func list() throws(CheckpointError) -> (models: [ModelManifest], broken: [Broken]) {
        guard exists(folder) else { return ([], []) }
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        } catch {
            throw .unreadable(path: folder.path, reason: error.localizedDescription)
        }
        var models: [ModelManifest] = []
        var broken: [Broken] = []
        for name in names where !name.hasPrefix(".") && name != Self.pointerName {
            do {
                models.append(try manifest(of: name))
            } catch {
                broken.append(Broken(name: name, error: error))
            }
        }
        return (models, broken)
    }

    /// What is known of one model.
    ///
    /// - Throws: ``CheckpointError/modelNotFound(name:known:)``,
    ///   ``CheckpointError/brokenManifest(path:reason:)``.
    public func manifest(of name: String) throws(CheckpointError) -> ModelManifest {
        try ModelName.check(name)
        guard exists(url(name)) else { throw notFound(name) }
        let path = url(name).appending(path: Self.manifestName).path
        let json: JSONValue
        do {
            json = try JSONFile.read(path, bytesMax: Self.manifestBytesMax)
        } catch {
            throw .brokenManifest(path: path, reason: error.message)
        }
        let manifest = try ModelManifest(json, path: path)
        guard manifest.name == name else {
            throw .brokenManifest(path: path, reason: "it calls itself \(manifest.name)")
        }
        return manifest
    }

    /// The file of a model to open.
    ///
    /// - Throws: as ``manifest(of:)``.
    public func path(of name: String) throws(CheckpointError) -> String {
        let manifest = try manifest(of: name)
        return url(name).appending(path: manifest.files[0].name).path
    }

    /// Adds a model.
    ///
    /// - Parameters:
    ///   - name: as ``ModelName`` allows.
    ///   - files: paths; the first is the one to open.
    ///   - placement: whether they are moved or copied.
    ///   - describe: fills in what is known of the model.
    /// - Returns: the manifest that was written.
    /// - Throws: ``CheckpointError/modelExists(name:)``, ``CheckpointError/invalidModelName(name:reason:)``,
    ///   ``CheckpointError/unwritable(path:reason:)``.
    @discardableResult
    public func add(
        _ name: String, files: [String], placement: Placement,
        describe: (inout ModelManifest) -> Void = { _ in }
    ) throws(CheckpointError) -> ModelManifest {
        precondition(!files.isEmpty)
        try ModelName.check(name)
        guard !exists(url(name)) else { throw .modelExists(name: name) }
        let hidden = folder.appending(path: ".adding-\(UUID().uuidString)")
        var manifest = ModelManifest(
            name: name, files: try digests(files), added: clock.now())
        describe(&manifest)
        do {
            try FileManager.default.createDirectory(
                at: hidden, withIntermediateDirectories: true)
            try write(manifest, in: hidden)
            for (source, file) in zip(files, manifest.files) {
                try bring(source, to: hidden.appending(path: file.name), placement)
            }
            try FileManager.default.moveItem(at: hidden, to: url(name))
        } catch {
            putBack(files, manifest.files, from: hidden, placement)
            try? FileManager.default.removeItem(at: hidden)
            throw .unwritable(path: url(name).path, reason: error.localizedDescription)
        }
        return manifest
    }

    /// Changes what is known of a model, such as its gate results; files and name stay.
    public func update(
        _ name: String, _ change: (inout ModelManifest) -> Void
    ) throws(CheckpointError) -> ModelManifest {
        var manifest = try manifest(of: name)
        change(&manifest)
        do {
            try write(manifest, in: url(name))
        } catch {
            throw .unwritable(path: url(name).path, reason: error.localizedDescription)
        }
        return manifest
    }

    /// Removes a model and its files; also one whose manifest is broken.
    ///
    /// - Throws: ``CheckpointError/modelPromoted(name:)`` for the promoted one.
    public func remove(_ name: String) throws(CheckpointError) {
        try ModelName.check(name)
        guard exists(url(name)) else { throw notFound(name) }
        guard try promotedName() != name else { throw .modelPromoted(name: name) }
        let hidden = folder.appending(path: ".removing-\(UUID().uuidString)")
        do {
            try FileManager.default.moveItem(at: url(name), to: hidden)
            try FileManager.default.removeItem(at: hidden)
        } catch {
            throw .unwritable(path: url(name).path, reason: error.localizedDescription)
        }
    }

    private func digests(_ files: [String]) throws(CheckpointError) -> [ModelManifest.File] {
        var result: [ModelManifest.File] = []
        for path in files {
            let name = URL(filePath: path).lastPathComponent
            guard ModelName.isPlainFile(name), name != Self.manifestName,
                !result.contains(where: { $0.name == name })
            else { throw .unwritable(path: path, reason: "its name cannot be used in a model") }
            let hash = try FileDigest.sha256(ofFile: path)
            let attributes = try? FileManager.default.attributesOfItem(atPath: path)
            let bytes = (attributes?[.size] as? NSNumber)?.intValue ?? 0
            result.append(ModelManifest.File(name: name, byteCount: bytes, sha256: hash))
        }
        return result
    }

    private func bring(_ source: String, to target: URL, _ placement: Placement) throws {
        switch placement {
        case .move: try FileManager.default.moveItem(at: URL(filePath: source), to: target)
        case .copy: try FileManager.default.copyItem(at: URL(filePath: source), to: target)
        }
    }

    /// Files that were moved before something failed go back to where they were.
    private func putBack(
        _ sources: [String], _ files: [ModelManifest.File], from hidden: URL, _ placement: Placement
    ) {
        guard case .move = placement else { return }
        for (source, file) in zip(sources, files) {
            let moved = hidden.appending(path: file.name)
            if exists(moved) {
                try? FileManager.default.moveItem(at: moved, to: URL(filePath: source))
            }
        }
    }

    private func write(_ manifest: ModelManifest, in folder: URL) throws {
        let text = manifest.json.encoded(.pretty) + "\n"
        try AtomicFile.write(Data(text.utf8), to: folder.appending(path: Self.manifestName))
    }

    private func url(_ name: String) -> URL {
        folder.appending(path: name, directoryHint: .isDirectory)
    }

    func exists(_ url: URL) -> Bool { FileManager.default.fileExists(atPath: url.path) }

    private func notFound(_ name: String) -> CheckpointError {
        .modelNotFound(name: name, known: (try? list().models.map(\.name)) ?? [])
    }
}
