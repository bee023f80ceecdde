import Foundation

/// Where a provider is, checked: encrypted, or on this machine.
public struct ProviderAddress: Sendable, Equatable {
    /// The address without a slash at its end.
    public let text: String
    /// Whether it is on this machine, so that nothing leaves it.
    public let isLoopback: Bool
    /// Whether `http://` is taken, wherever the address is.
    public let allowsPlainText: Bool

    /// Reads an address.
    ///
    /// - Parameters:
    ///   - text: `https://…`, or `http://` on this machine.
    ///   - provider: for errors.
    ///   - allowsPlainText: whether `http://` is also taken elsewhere, as in a network of one's own.
    /// - Throws: ``ProviderError/invalidAddress(provider:address:problem:)``.
    public init(
        _ text: String, provider: String, allowsPlainText: Bool = false
    ) throws(ProviderError) {
        var trimmed = text
        while trimmed.hasSuffix("/") { trimmed.removeLast() }
        func refused(_ problem: String) -> ProviderError {
            .invalidAddress(
                provider: provider, address: String(text.prefix(200)), problem: problem)
        }
        guard let url = URL(string: trimmed), let scheme = url.scheme?.lowercased(),
            let host = url.host(percentEncoded: false), !host.isEmpty
        else { throw refused("it is no web address") }
        guard url.user == nil, url.password == nil else {
            throw refused("it holds a name or password; keys have a place of their own")
        }
        guard url.query == nil, url.fragment == nil else {
            throw refused("it ends in a query")
        }
        isLoopback = Self.isLoopback(host)
        switch scheme {
        case "https": break
        case "http":
            guard isLoopback || allowsPlainText else {
                throw refused("http sends everything in the open")
            }
        default: throw refused("it is not https")
        }
        self.text = trimmed
        self.allowsPlainText = allowsPlainText
    }

    /// `localhost`, `127.0.0.0/8`, `::1`.
    static func isLoopback(_ host: String) -> Bool {
        let bare = host.lowercased().trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
        if bare == "localhost" || bare == "::1" { return true }
        let parts = bare.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}
