package import AikiBase

/// A request of Qdrant's REST interface.
package struct QdrantRequest: Sendable {
    package enum Method: String, Sendable {
        case get = "GET"
        case put = "PUT"
        case post = "POST"
        case delete = "DELETE"
    }

    /// What is asked.
    package let method: Method
    /// Parts of the path behind the server's address, as they are; they are escaped when it is sent.
    package let path: [String]
    /// Whether to wait until the change can be seen.
    package let waits: Bool
    /// The body.
    package let body: JSONValue?

    /// A request; each that there is may be sent again.
    package init(_ method: Method, _ path: [String], waits: Bool = false, body: JSONValue? = nil) {
        self.method = method
        self.path = path
        self.waits = waits
        self.body = body
    }
}

/// An answer, of whatever status.
package struct QdrantAnswer: Sendable {
    package let status: Int
    /// Seconds that the server asks to wait.
    package let retryAfter: Int?
    package let body: [UInt8]

    /// An answer.
    package init(status: Int, retryAfter: Int? = nil, body: [UInt8]) {
        self.status = status
        self.retryAfter = retryAfter
        self.body = body
    }
}

/// Carries requests to a server.
package protocol QdrantTransport: Sendable {
    /// Sends a request once.
    ///
    /// - Throws: ``QdrantError/unreachable(address:detail:)``.
    func send(_ request: QdrantRequest) async throws -> QdrantAnswer
}
