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

/// Bounds on what one request may ask for; fixed, because clients rely on them.
package enum RequestLimits {
    /// Messages of a conversation.
    package static let messagesMax = 4096
    /// Parts of one message.
    package static let partsMax = 1024
    /// Tools of a request, as at OpenAI.
    package static let toolsMax = 128
    /// Calls in one assistant message.
    package static let toolCallsMax = 128
    /// Stop strings; OpenAI takes 4, we are lenient.
    package static let stopStringsMax = 16
    /// Bytes of one stop string.
    package static let stopStringBytesMax = 1024
    /// Entries of a logit bias.
    package static let logitBiasMax = 1024
    /// Answers to one request: prompts × `n`.
    package static let choicesMax = 8
    /// Alternatives reported for a token, as at OpenAI.
    package static let topLogProbabilitiesMax = 20
    /// Inputs of one embeddings request, as at OpenAI.
    package static let embeddingInputsMax = 2048
    /// Tokens of an answer or of one prompt given as tokens.
    package static let tokensMax = 16_777_216
    /// Bytes of a grammar.
    package static let grammarBytesMax = 1_048_576
    /// Tokens of an answer to `/v1/completions` where the client names none, as at OpenAI.
    package static let completionTokensDefault = 16
}
