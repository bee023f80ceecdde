import Foundation

/// Addresses at a hub, and who may see the token.
struct HubAddress {
    let base: URL

    /// - Throws: ``HubError/unreachable(url:reason:)`` for what is no web address.
    init(_ text: String) throws(HubError) {
        var trimmed = text
        while trimmed.hasSuffix("/") { trimmed.removeLast() }
        guard let url = URL(string: trimmed), let scheme = url.scheme?.lowercased(),
            ["http", "https"].contains(scheme), url.host() != nil
        else { throw .unreachable(url: text, reason: "it is no web address") }
        base = url
    }

    /// The list of all files.
    func listing(_ reference: HubReference, revision: String) -> URL {
        base.appending(path: "api/models/\(reference.name)/tree/\(revision)")
            .appending(queryItems: [URLQueryItem(name: "recursive", value: "true")])
    }

    /// One file's content.
    func file(_ path: String, _ reference: HubReference, revision: String) -> URL {
        base.appending(path: "\(reference.name)/resolve/\(revision)/\(path)")
    }

    /// Whether an address is on the hub itself, so that the token may go there.
    func isOwn(_ url: URL) -> Bool {
        url.scheme?.lowercased() == base.scheme?.lowercased()
            && url.host()?.lowercased() == base.host()?.lowercased() && url.port == base.port
    }

    /// Where a redirect leads.
    ///
    /// - Throws: ``HubError/badRedirect(url:reason:)`` for another scheme than the web's, and for
    ///   one that would give up encryption.
    static func follow(_ location: String, from url: URL) throws(HubError) -> URL {
        guard let target = URL(string: location, relativeTo: url)?.absoluteURL,
            let scheme = target.scheme?.lowercased(), target.host() != nil
        else { throw .badRedirect(url: url.absoluteString, reason: "it is no web address") }
        guard scheme == "https" || (scheme == "http" && url.scheme?.lowercased() == "http") else {
            throw .badRedirect(url: url.absoluteString, reason: "it leads to \(scheme)")
        }
        return target
    }
}
