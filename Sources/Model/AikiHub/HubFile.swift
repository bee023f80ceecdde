/// A file in a hub's repository.
public struct HubFile: Sendable, Equatable {
    /// The path in the repository.
    public let path: String
    /// Its size in bytes.
    public let byteCount: Int
    /// Its SHA-256 in lower-case hexadecimal; nil for small files, of which hubs do not tell it.
    public let sha256: String?

    /// Describes a file.
    public init(path: String, byteCount: Int, sha256: String?) {
        self.path = path
        self.byteCount = byteCount
        self.sha256 = sha256
    }

    /// Whether the path stays in the folder it is put into and names no hidden file.
    var isPlainPath: Bool {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        return path.utf8.count <= 1_024
            && parts.allSatisfy { part in
                !part.isEmpty && !part.hasPrefix(".") && part.utf8.count <= 255
                    && !part.utf8.contains { $0 < 0x20 || $0 == 0x5c }
            }
    }
}
