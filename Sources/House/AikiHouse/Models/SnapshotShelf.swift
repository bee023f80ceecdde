import AikiEngine

/// A computed beginning on the disk, to be shown.
public struct KeptSnapshot: Sendable, Equatable {
    /// The file.
    public let path: String
    /// The name its model was loaded by; nil where the file is damaged.
    public let modelName: String?
    /// The SHA-256 of its model's file.
    public let modelVersion: String
    /// How many tokens it spares.
    public let tokenCount: Int
    /// Bytes on the disk.
    public let byteCount: Int64
    /// When it was made, seconds since 1970.
    public let createdSeconds: Int
    /// When it was last of use, or made, seconds since 1970.
    public let usedSeconds: Int

    init(_ listing: SnapshotListing) {
        path = listing.path
        modelName = listing.modelName
        modelVersion = listing.modelVersion
        tokenCount = listing.tokenCount
        byteCount = listing.byteCount
        createdSeconds = listing.createdSeconds
        usedSeconds = listing.usedSeconds
    }
}

/// The computed beginnings of texts that are kept on the disk, for the models of the house.
public struct SnapshotShelf: Sendable {
    let folder: SnapshotFolder
    let scope: PrefixSnapshots.Scope

    /// Every snapshot, the one used last first.
    public func list() -> [KeptSnapshot] { folder.list().map(KeptSnapshot.init) }

    /// Removes the snapshots of a model, or all.
    ///
    /// - Parameter name: the name the model was loaded by; nil removes all, damaged ones too.
    /// - Returns: those that were removed.
    public func clear(model name: String? = nil) -> [KeptSnapshot] {
        folder.remove { name == nil || $0.modelName == name }.map(KeptSnapshot.init)
    }

    /// Waits until everything that was to be written is.
    func drain() async { await folder.drain() }

    /// What a model of some version is loaded with.
    func snapshots(version: String) -> PrefixSnapshots {
        PrefixSnapshots(folder: folder, modelVersion: version, scope: scope)
    }
}
