/// A fixed set of keys, all tried for each request.
public struct APIKeyRing: KeyVerifier {
    private let records: [APIKeyRecord]

    /// A ring of these keys.
    public init(_ records: [APIKeyRecord]) {
        self.records = records
    }

    /// Whether there is no key.
    public var isEmpty: Bool { records.isEmpty }

    /// Whether one of the keys matches; all are tried, so that time tells nothing.
    public func accepts(_ key: String) -> Bool {
        var isKnown = false
        for record in records where record.matches(key) { isKnown = true }
        return isKnown
    }
}
