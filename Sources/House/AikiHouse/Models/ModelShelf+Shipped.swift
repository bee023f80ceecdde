import AikiBase
import AikiCheckpoint
public import Foundation

extension ModelShelf {
    /// What stands as the source of a model that came with the program.
    static let shippedSource = "came with Aiki"

    /// Installs the model that comes with the program, or replaces it by a newer one.
    ///
    /// It counts as the oldest of all models, so that any other that chats goes before it. A model of
    /// the same name that a person installed stays as it is, and so does one that was promoted.
    ///
    /// - Parameter folder: what ships with the program: GGUF files, in it or in folders of it.
    /// - Returns: the model, where it was installed now; nil where there is none or it stays.
    /// - Throws: `CheckpointError` where it cannot be installed; `ModelError` where it could not be
    ///   loaded.
    @discardableResult
    public func installShipped(from folder: URL) throws -> InstalledModel? {
        guard let file = Self.shippedFile(in: folder) else { return nil }
        let name = Self.name(from: file.deletingPathExtension().lastPathComponent)
        if let manifest = try? registry.manifest(of: name) {
            guard manifest.source == Self.shippedSource, try registry.promotedName() != name,
                try FileDigest.sha256(ofFile: file.path) != manifest.files[0].sha256
            else { return nil }
            try registry.remove(name)
        }
        try Self.checkRuns(GGUFFile(path: file.path))
        let oldest = ModelRegistry(folder: registry.folder, clock: BeginningClock())
        let manifest = try oldest.add(name, files: [file.path], placement: .copy) {
            $0.source = Self.shippedSource
        }
        return try describe(manifest)
    }

    /// The first GGUF file of a folder or of the folders in it, by path.
    private static func shippedFile(in folder: URL) -> URL? {
        let manager = FileManager.default
        func entries(_ folder: URL) -> [URL] {
            let names = (try? manager.contentsOfDirectory(atPath: folder.path)) ?? []
            return names.sorted().map { folder.appending(path: $0) }
        }
        let files = entries(folder) + entries(folder).flatMap(entries)
        return files.first { $0.pathExtension == "gguf" }
    }
}

/// Dates what is older than all else.
private struct BeginningClock: WallClock {
    func now() -> Date { Date(timeIntervalSince1970: 0) }
}

extension InstalledModel {
    /// Whether it came with the program: small, and only there until a person installs another.
    public var isShipped: Bool { source == ModelShelf.shippedSource }
}

extension HouseHome {
    /// The folder of what ships with the program: named by the environment, or else beside an
    /// installed program (`bin/aiki` and `share/aiki/models`).
    public var shippedFolder: URL? {
        if let path = environment["AIKI_SHIPPED_MODELS"], !path.isEmpty {
            return URL(filePath: path, directoryHint: .isDirectory)
        }
        return Bundle.main.executableURL?.resolvingSymlinksInPath().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "share/aiki/models")
    }
}
