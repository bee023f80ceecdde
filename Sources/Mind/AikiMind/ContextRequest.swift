public import AikiBase
public import AikiDialogue

/// What a context is composed from, beside the identity.
public struct ContextRequest: Sendable {
    /// What may be done about a history that does not fit.
    public enum HistoryPolicy: Sendable, Equatable {
        /// Nothing: it is an error. For clients that manage their own history.
        case mustFit
        /// The oldest turns are left out whole, and the report says which.
        case mayLeaveOutOldest
    }

    /// A turn of the history.
    public struct PastTurn: Sendable, Equatable {
        /// Its name.
        public var id: TurnID
        /// Question and answer.
        public var messages: [Message]

        /// Describes a turn.
        public init(id: TurnID, messages: [Message]) {
            self.id = id
            self.messages = messages
        }
    }

    /// Instructions of whoever runs the conversation; they come after the identity.
    public var instructions: [Message]
    /// Turns that were recalled, oldest first.
    public var history: [PastTurn]
    /// What is asked. A client that sends its own history has it here: nothing of it is left out.
    public var question: [Message]
    /// The tools that may be called.
    public var tools: [ToolDefinition]
    /// Whether the model should think first; nil leaves the template's default.
    public var isThinkingEnabled: Bool?
    /// Further variables for the chat template.
    public var templateVariables: JSONObject
    /// The most tokens of the answer, where the person set it: so many are kept free.
    public var outputTokensMax: Int?
    /// What may be done about a history that does not fit.
    public var policy: HistoryPolicy

    /// Describes what to compose from.
    public init(
        instructions: [Message] = [], history: [PastTurn] = [], question: [Message],
        tools: [ToolDefinition] = [], isThinkingEnabled: Bool? = nil,
        templateVariables: JSONObject = [:], outputTokensMax: Int? = nil,
        policy: HistoryPolicy = .mayLeaveOutOldest
    ) {
        self.instructions = instructions
        self.history = history
        self.question = question
        self.tools = tools
        self.isThinkingEnabled = isThinkingEnabled
        self.templateVariables = templateVariables
        self.outputTokensMax = outputTokensMax
        self.policy = policy
    }
}

/// A prompt that fits, and what fills it.
public struct ComposedContext: Sendable, Equatable {
    /// What the model is asked.
    public let conversation: Conversation
    /// What fills the context.
    public let report: ContextReport
}
