package import Hummingbird

/// What comes with each request: the logger and the connection.
package struct ServerContext: RequestContext {
    /// Hummingbird's own part.
    package var coreContext: CoreRequestContextStorage
    /// Where the request came from.
    let connection: ClientConnection
    /// The request's name, which the client is told.
    package let requestID: String

    /// Makes the context of a request.
    package init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        connection = ClientConnection(channel: source.channel)
        requestID = AnswerID.make("req_")
    }
}
