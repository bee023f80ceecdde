public import Foundation

/// A folder that goes away with the test.
public final class TemporaryFolder: Sendable {
    /// The folder.
    public let url: URL

    /// Makes an empty folder of its own.
    public init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "aiki-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: url)
    }

    /// The folder's path.
    public var path: String { url.path }

    /// The path of a store in it.
    public var storePath: String { path + "/aiki.sqlite" }
}
