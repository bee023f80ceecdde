/// Where a server listens and whom it answers.
public struct ServerConfiguration: Sendable {
    /// The address; only loopback works without a key.
    public var host: String
    /// The port; 0 takes a free one.
    public var port: Int
    /// The keys that are accepted.
    public var keys: any KeyVerifier
    /// Whether even loopback needs a key.
    public var requiresKey: Bool
    /// Origins whose web pages may use the server (`http://localhost:3000`); `*` allows all.
    public var allowedOrigins: [String]
    /// What is bounded.
    public var limits: ServerLimits
    /// The version of the program, for `system_fingerprint` and `/health`.
    public var version: String

    /// Describes a server.
    public init(
        host: String = "127.0.0.1", port: Int = 11535, keys: any KeyVerifier = APIKeyRing([]),
        requiresKey: Bool = false, allowedOrigins: [String] = [],
        limits: ServerLimits = ServerLimits(), version: String = "0"
    ) {
        self.host = host
        self.port = port
        self.keys = keys
        self.requiresKey = requiresKey
        self.allowedOrigins = allowedOrigins
        self.limits = limits
        self.version = version
    }
}
