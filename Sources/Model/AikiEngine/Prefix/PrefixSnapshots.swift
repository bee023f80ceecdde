/// Where a model's prefix snapshots are kept, and of what they are made.
public struct PrefixSnapshots: Sendable {
    /// Which beginnings are kept on the disk.
    public enum Scope: String, Sendable, CaseIterable {
        /// None; those that are there are still used.
        case none
        /// What comes before the first word of a conversation: instructions and tools.
        case system
        /// Whole prompts.
        case prompt
    }

    /// A beginning shorter than this is computed faster than it is worth a file.
    public static let tokensMin = 128

    /// The folder.
    public var folder: SnapshotFolder
    /// The SHA-256 of the model's file, where it is known.
    public var modelVersion: String
    /// What is kept.
    public var scope: Scope

    /// Describes where snapshots are kept.
    public init(folder: SnapshotFolder, modelVersion: String = "", scope: Scope = .system) {
        self.folder = folder
        self.modelVersion = modelVersion
        self.scope = scope
    }
}
