/// Tells whether an API key is one of ours; asked for each request, so that a revoked key stops
/// working at once.
public protocol KeyVerifier: Sendable {
    /// Whether there is any key at all.
    var isEmpty: Bool { get }
    /// Whether a key is known and not revoked.
    func accepts(_ key: String) -> Bool
}
