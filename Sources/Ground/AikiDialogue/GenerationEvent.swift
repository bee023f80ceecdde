public import AikiBase

/// What a model sends while it writes.
public enum GenerationEvent: Sendable, Equatable {
    /// The prompt is being read: tokens done and tokens in all.
    case prefill(done: Int, total: Int)
    /// More of the answer. Whole characters only; the text may be empty where only tokens are reported.
    case delta(Delta)
    /// The end. Nothing follows.
    case finished(Completion)

    /// A piece of an answer.
    public struct Delta: Sendable, Equatable {
        /// The text that is new.
        public var text: String
        /// New text of the model's reasoning, which is not part of the answer.
        public var reasoning: String
        /// The tokens that are new, with probabilities where they were asked for.
        public var tokens: [TokenProbability]

        /// Makes a piece.
        public init(text: String, reasoning: String = "", tokens: [TokenProbability] = []) {
            self.text = text
            self.reasoning = reasoning
            self.tokens = tokens
        }
    }
}

/// How an answer ended.
public struct Completion: Sendable, Equatable {
    /// Why it ended.
    public var reason: FinishReason
    /// What it took.
    public var usage: Usage
    /// The stop string that ended it, if one did.
    public var stopString: String?
    /// The seed that repeats the answer.
    public var seed: UInt64
    /// The tools the model calls, in its order; the text of a call is not part of the answer's text.
    public var toolCalls: [ToolCall]
    /// What is to be known of a call that left the machine; nil for a model that runs here.
    public var remote: RemoteCall?
    /// What the loop tells of the turn behind the answer; nil for a model asked by itself.
    public var turn: JSONObject?

    /// Makes an ending.
    public init(
        reason: FinishReason, usage: Usage, stopString: String? = nil, seed: UInt64 = 0,
        toolCalls: [ToolCall] = [], remote: RemoteCall? = nil
    ) {
        self.reason = reason
        self.usage = usage
        self.stopString = stopString
        self.seed = seed
        self.toolCalls = toolCalls
        self.remote = remote
    }
}

/// Why an answer ended; the raw value is OpenAI's word.
public enum FinishReason: String, Sendable {
    /// The model ended it, or a stop string did.
    case stop
    /// The limit of tokens or the end of the context was reached.
    case length
    /// The model calls tools.
    case toolCalls = "tool_calls"
    /// Whoever asked no longer wants it.
    case cancelled
}

/// What a call of a model took.
public struct Usage: Sendable, Equatable {
    /// Tokens of the prompt.
    public var promptTokens: Int
    /// Of these, tokens whose state was reused and not computed again.
    public var cachedTokens: Int
    /// Tokens of the answer.
    public var outputTokens: Int
    /// Tokens that were guessed while the answer was written.
    public var draftedTokens: Int
    /// Of these, tokens that were right and are part of the answer.
    public var acceptedTokens: Int
    /// Of the tokens of the answer, those of the model's reasoning, where it says so.
    public var reasoningTokens: Int
    /// Of the tokens of the prompt, those that a provider stored for later, where it says so.
    public var cacheWriteTokens: Int
    /// From the request to the first token.
    public var firstToken: Duration
    /// Reading the prompt.
    public var prefill: Duration
    /// Writing the answer.
    public var decode: Duration

    /// Makes a record.
    public init(
        promptTokens: Int = 0, cachedTokens: Int = 0, outputTokens: Int = 0,
        firstToken: Duration = .zero, prefill: Duration = .zero, decode: Duration = .zero,
        draftedTokens: Int = 0, acceptedTokens: Int = 0, reasoningTokens: Int = 0,
        cacheWriteTokens: Int = 0
    ) {
        self.promptTokens = promptTokens
        self.cachedTokens = cachedTokens
        self.outputTokens = outputTokens
        self.draftedTokens = draftedTokens
        self.acceptedTokens = acceptedTokens
        self.reasoningTokens = reasoningTokens
        self.cacheWriteTokens = cacheWriteTokens
        self.firstToken = firstToken
        self.prefill = prefill
        self.decode = decode
    }
}

/// A token of an answer and how probable it was.
public struct TokenProbability: Sendable, Equatable {
    /// The token's id.
    public var id: Int32
    /// The token's bytes; a token can hold half a character.
    public var bytes: [UInt8]
    /// Natural logarithm of its probability under the model, before sampling filters.
    public var logProbability: Double
    /// The most probable tokens in its place, best first.
    public var alternatives: [Alternative]

    /// A token that might have stood in this place.
    public struct Alternative: Sendable, Equatable {
        /// The token's id.
        public var id: Int32
        /// The token's bytes.
        public var bytes: [UInt8]
        /// Natural logarithm of its probability.
        public var logProbability: Double

        /// Makes an alternative.
        public init(id: Int32, bytes: [UInt8], logProbability: Double) {
            self.id = id
            self.bytes = bytes
            self.logProbability = logProbability
        }
    }

    /// Makes a record.
    public init(
        id: Int32, bytes: [UInt8], logProbability: Double, alternatives: [Alternative] = []
    ) {
        self.id = id
        self.bytes = bytes
        self.logProbability = logProbability
        self.alternatives = alternatives
    }
}
