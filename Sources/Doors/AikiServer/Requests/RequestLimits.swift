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
    /// Bytes of the name that a client asks for somebody by; budgets and the ledger keep it.
    package static let userBytesMax = 256
    /// Entries of a logit bias.
    package static let logitBiasMax = 1024
    /// Answers to one request: prompts × `n`.
    package static let choicesMax = 8
    /// Adapters of a request.
    package static let adaptersMax = 8
    /// The strength of an adapter, either way; 1 is as it was trained.
    package static let adapterScaleMax = 100.0
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
