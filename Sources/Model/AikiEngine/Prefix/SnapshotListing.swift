/// A snapshot of the folder, to be shown.
public struct SnapshotListing: Sendable, Equatable {
    /// The file.
    public let path: String
    /// The name under which its model was loaded; nil where the file is damaged.
    public let modelName: String?
    /// The SHA-256 of its model's file; empty where nobody knew it.
    public let modelVersion: String
    /// How many tokens it spares; 0 where it is damaged.
    public let tokenCount: Int
    /// Bytes on the disk.
    public let byteCount: Int64
    /// When it was made, seconds since 1970; 0 where it is damaged.
    public let createdSeconds: Int
    /// When it was last of use, or made; seconds since 1970.
    public let usedSeconds: Int

    init(path: String, header: SnapshotHeader?, byteCount: Int64, usedSeconds: Int) {
        self.path = path
        self.byteCount = byteCount
        self.usedSeconds = usedSeconds
        modelName = header?.modelName
        modelVersion = header.map { SnapshotIdentity.modelVersion(in: $0.identity) } ?? ""
        tokenCount = header?.tokens.count ?? 0
        createdSeconds = header?.createdSeconds ?? 0
    }
}
