package import AikiBase
package import AikiDialogue

/// A provider's protocol: how a request is put into its words, and how its answer is read.
package protocol WireFormat: Sendable {
    /// A request in the protocol's words.
    ///
    /// - Throws: ``ProviderError/unsupported(provider:what:)`` where it has none for what is asked.
    func request(_ request: GenerationRequest, model: String) throws -> WireRequest
    /// Reads one answer.
    func makeReader() -> any WireReader
    /// Where the models are listed.
    var modelsPath: String { get }
    /// The models of such a list.
    func models(_ list: JSONValue) -> [ProviderModel]
    /// The header that shows a key.
    func keyHeader(_ key: String) -> WireRequest.Header
}

/// Reads the answer to one request.
package protocol WireReader: Sendable {
    /// Takes an event of a stream.
    mutating func read(
        _ event: ServerSentEvent, into answer: inout WireAnswer
    ) throws(WireProblem)
    /// Takes an answer that comes whole.
    mutating func readWhole(_ value: JSONValue, into answer: inout WireAnswer) throws(WireProblem)
}

extension WireFormat {
    /// The conversation of a request.
    func conversation(
        _ request: GenerationRequest, provider: String
    ) throws(ProviderError) -> Conversation {
        guard request.adapters.isEmpty else {
            throw .unsupported(provider: provider, what: "write with adapters of this machine")
        }
        switch request.prompt {
        case .conversation(let conversation): return conversation
        case .text(let text): return Conversation(messages: [Message(role: .user, text: text)])
        case .tokens:
            throw .unsupported(provider: provider, what: "read token ids; send text")
        }
    }
}

/// What of the sampling goes out: all that was set. A provider knows what suits its own models.
struct SentSampling {
    let temperature: Double?
    let topP: Double?
    let topK: Int?
    let minP: Double?
    let frequencyPenalty: Double?
    let presencePenalty: Double?
    let repeatPenalty: Double?
    let seed: Int64?

    init(_ options: SamplingOptions) {
        let chosen = options.chosen
        temperature = chosen.temperature
        topP = chosen.topP
        topK = chosen.topK
        minP = chosen.minP
        frequencyPenalty = options.frequencyPenalty == 0 ? nil : options.frequencyPenalty
        presencePenalty = options.presencePenalty == 0 ? nil : options.presencePenalty
        repeatPenalty = chosen.repeatPenalty
        // JSON readers keep 53 bits of a number; OpenAI's documents allow any 64-bit integer.
        seed = options.seed.map { Int64($0 & ((1 << 53) - 1)) }
    }
}

extension JSONObject {
    /// Adds a number where there is one.
    mutating func set(_ key: String, _ value: Double?) {
        if let value { self[key] = .number(value) }
    }

    /// Adds a whole number where there is one.
    mutating func set(_ key: String, _ value: Int?) {
        if let value { self[key] = .integer(Int64(value)) }
    }
}
