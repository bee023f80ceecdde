package import HTTPTypes

/// Decides who may ask: the host name, the page that asks, and the key.
package struct Gatekeeper: Sendable {
    private let isLoopback: Bool
    private let requiresKey: Bool
    private let keys: any KeyVerifier
    private let allowedOrigins: Set<String>
    /// Characters of a program's name by which it is told from others.
    private static let callerCharactersMax = 128
    /// Bytes of the list of header fields that a page asks to send.
    private static let askedHeadersBytesMax = 4096
    /// What every client sends.
    private static let usualHeaders = "authorization, content-type"

    /// Guards a server of this configuration.
    package init(_ configuration: ServerConfiguration) {
        isLoopback = LoopbackHost.isLoopback(address: configuration.host)
        requiresKey = configuration.requiresKey || !isLoopback
        keys = configuration.keys
        allowedOrigins = Set(configuration.allowedOrigins)
    }

    /// Refuses what must not be answered at all.
    ///
    /// - Parameters:
    ///   - request: the head of a request.
    ///   - isOpen: whether the path is answered without a key.
    /// - Throws: 403 for a foreign host or page, 401 for a wrong key.
    package func check(_ request: HTTPRequest, isOpen: Bool) throws(APIError) {
        if isLoopback {
            guard let authority = request.authority, LoopbackHost.isLoopback(authority: authority)
            else {
                throw APIError(
                    status: 403, code: "host_not_allowed",
                    message: "This server answers to localhost only; the Host header names another."
                )
            }
        }
        if let origin = request.headerFields[.origin], allowedOrigin(request) == nil {
            throw APIError(
                status: 403, code: "origin_not_allowed",
                message: "Pages of '\(origin.prefix(200))' may not use this server; "
                    + "'server.allowed_origins' names those that may.")
        }
        guard requiresKey, !isOpen else { return }
        guard let key = Self.key(of: request), keys.accepts(key) else {
            throw APIError(
                status: 401, code: "invalid_api_key",
                message: "The API key is missing or wrong; send 'Authorization: Bearer KEY'. "
                    + "`aiki api-key create` makes one.")
        }
    }

    /// The page's origin where it may use this server; nil where there is none or it may not.
    package func allowedOrigin(_ request: HTTPRequest) -> String? {
        guard let origin = request.headerFields[.origin] else { return nil }
        return allowedOrigins.contains(origin) || allowedOrigins.contains("*") ? origin : nil
    }

    /// The header fields that a page may send: those it asks for where its origin is allowed, since
    /// clients add fields of their own; else the usual ones.
    package func allowedHeaders(_ request: HTTPRequest) -> String {
        guard allowedOrigin(request) != nil,
            let asked = request.headerFields[.accessControlRequestHeaders],
            (1...Self.askedHeadersBytesMax).contains(asked.utf8.count),
            asked.utf8.allSatisfy(Self.standsInNames)
        else { return Self.usualHeaders }
        return asked
    }

    /// Whether a byte may stand in a list of names: what a token is made of (RFC 9110, 5.6.2), commas and
    /// spaces.
    private static func standsInNames(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "!#$%&'*+-.^_`|~, ".utf8.contains(byte)
        }
    }

    /// Who asks, as far as that can be told: by key, else by program.
    package func caller(_ request: HTTPRequest) -> String {
        if let key = Self.key(of: request) { return "key \(key.hashValue)" }
        return String((request.headerFields[.userAgent] ?? "").prefix(Self.callerCharactersMax))
    }

    private static func key(of request: HTTPRequest) -> String? {
        guard let header = request.headerFields[.authorization] else { return nil }
        let parts = header.utf8.split(separator: UInt8(ascii: " "), maxSplits: 1)
        guard parts.count == 2, Substring(parts[0]).lowercased() == "bearer" else { return nil }
        return String(Substring(parts[1].drop { $0 == UInt8(ascii: " ") || $0 == 0x09 }))
    }
}
