/// Everything the server bounds, so that no client can take more than its share.
///
/// The values of the initializer are the defaults; tests lower them.
public struct ServerLimits: Sendable {
    /// Bytes of a request's body; one more is refused with 413.
    public var bodyBytesMax = 16 * 1024 * 1024
    /// Time for a body to arrive, against clients that send a byte at a time (408).
    public var bodyReadTime: Duration = .seconds(30)
    /// Time a connection may stand without a whole request; also the time for a header to arrive.
    public var idleTime: Duration = .seconds(60)
    /// Time a client may leave its receive buffer full before it is dropped.
    public var writeStallTime: Duration = .seconds(60)
    /// Connections at a time; further ones wait in the system's backlog.
    public var connectionsMax = 256
    /// Bytes of all header fields together.
    public var headerBytesMax = 64 * 1024
    /// Header fields of a request.
    public var headerFieldsMax = 128
    /// Requests that generate at a time; one more is refused with 429.
    public var generationsMax = 64
    /// Silence after which a stream sends a comment.
    public var keepAliveInterval: Duration = .seconds(10)
    /// Time that open streams have to end when the server shuts down.
    public var drainTime: Duration = .seconds(30)

    /// The defaults.
    public init() {}
}
