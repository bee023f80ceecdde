public import Foundation

/// Where the hub is and how hard to try.
public struct HubConfiguration: Sendable {
    /// The hub's address; anything that speaks its API.
    public var baseURL: String
    /// Sent to the hub's own host, and to no other.
    public var token: String?
    /// The branch, tag or commit.
    public var revision: String
    /// Failures in a row, without a byte of progress, before giving up.
    public var retriesMax: Int
    /// The first pause; doubled each time, with jitter.
    public var pause: Duration
    /// The longest pause, also when the server asks for a longer one.
    public var pauseMax: Duration
    /// How long a connection may say nothing.
    public var idleTimeout: Duration
    /// Bytes free at a folder; nil where nobody knows.
    public var availableBytes: @Sendable (URL) -> Int?

    /// Sensible values for the public hub.
    public init(
        baseURL: String = "https://huggingface.co", token: String? = nil, revision: String = "main"
    ) {
        self.baseURL = baseURL
        self.token = token
        self.revision = revision
        retriesMax = 5
        pause = .seconds(1)
        pauseMax = .seconds(60)
        idleTimeout = .seconds(60)
        availableBytes = { folder in
            let attributes = try? FileManager.default.attributesOfFileSystem(
                forPath: folder.path)
            return (attributes?[.systemFreeSize] as? NSNumber)?.intValue
        }
    }
}
