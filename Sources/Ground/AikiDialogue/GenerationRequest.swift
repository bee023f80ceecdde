public import AikiBase

/// What a model is asked to write.
public struct GenerationRequest: Sendable, Equatable {
    /// What stands before the answer.
    public var prompt: Prompt
    /// How the next token is chosen.
    public var sampling: SamplingOptions
    /// The most tokens of the answer; nil goes on to the end of the context.
    public var outputTokensMax: Int?
    /// Texts that end the answer; they are not part of it.
    public var stopStrings: [String]
    /// What form the answer must have.
    public var format: ResponseFormat
    /// The tools of which the answer must call one: a single one, or all that the conversation has; none
    /// where the model decides. A model that has words for it is told so; any other follows ``format``,
    /// which says the same.
    public var forcedTools: [String] = []
    /// How many alternatives to report for each token; nil reports no probabilities.
    public var topLogProbabilities: Int?
    /// What is added to the model while it writes.
    public var adapters: [AdapterChoice]
    /// Who asks: requests of different clients take turns. Nil is everyone without a name.
    public var client: String?
    /// The person who asks, where several do and say so: budgets are kept by it.
    public var person: String?
    /// Whose memory the conversation belongs to; nil for one that is in none. What is kept of an answer
    /// is used for nobody else.
    public var scope: String?
    /// How far the prompt may travel: the strictest class of everything in it.
    public var privacy: PrivacyClass = .personal
    /// Whether the answer is wanted piece by piece; where not, a provider may send it whole.
    public var isStreamed = true

    /// Makes a request.
    public init(
        prompt: Prompt, sampling: SamplingOptions = SamplingOptions(), outputTokensMax: Int? = nil,
        stopStrings: [String] = [], format: ResponseFormat = .text, topLogProbabilities: Int? = nil,
        adapters: [AdapterChoice] = []
    ) {
        self.prompt = prompt
        self.sampling = sampling
        self.outputTokensMax = outputTokensMax
        self.stopStrings = stopStrings
        self.format = format
        self.topLogProbabilities = topLogProbabilities
        self.adapters = adapters
    }
}

/// What stands before an answer.
public enum Prompt: Sendable, Equatable {
    /// A conversation, put into words by the model's own chat template.
    case conversation(Conversation)
    /// Text as it is; control tokens in it are plain text.
    case text(String)
    /// Token ids as they are.
    case tokens([Int32])
}

/// A conversation to be answered.
public struct Conversation: Sendable, Equatable {
    /// The messages, oldest first.
    public var messages: [Message]
    /// The tools that may be called.
    public var tools: [ToolDefinition]
    /// Whether a model that can think before it answers should; nil leaves the template's default.
    public var isThinkingEnabled: Bool?
    /// Further variables for the chat template.
    public var templateVariables: JSONObject

    /// Makes a conversation.
    public init(
        messages: [Message], tools: [ToolDefinition] = [], isThinkingEnabled: Bool? = nil,
        templateVariables: JSONObject = [:]
    ) {
        self.messages = messages
        self.tools = tools
        self.isThinkingEnabled = isThinkingEnabled
        self.templateVariables = templateVariables
    }
}

/// What form an answer must have.
public enum ResponseFormat: Sendable, Equatable {
    /// Any text.
    case text
    /// Any JSON object.
    case jsonObject
    /// JSON that a schema allows.
    case jsonSchema(JSONValue)
    /// Text that a grammar allows (GBNF, llama.cpp `grammars/README.md`).
    case grammar(String)

    /// Whether an answer of this form is JSON.
    public var isJSON: Bool {
        switch self {
        case .jsonObject, .jsonSchema: true
        case .text, .grammar: false
        }
    }
}
