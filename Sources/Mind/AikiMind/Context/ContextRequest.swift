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
        /// The day it is from, as `2026-03-14`; empty where nobody knows.
        public var day: String
        /// The messages' numbers in the log, by which a digest cites them; empty where there are none.
        public var numbers: [Int64]

        /// Describes a turn.
        public init(id: TurnID, messages: [Message], day: String = "", numbers: [Int64] = []) {
            precondition(
                numbers.isEmpty || numbers.count == messages.count, "every message has a number")
            self.id = id
            self.messages = messages
            self.day = day
            self.numbers = numbers
        }
    }

    /// Instructions of whoever runs the conversation; they come after the identity.
    public var instructions: [Message]
    /// Turns that were recalled, oldest first.
    public var history: [PastTurn]
    /// How many turns came before those, and are too long ago to be read.
    public var turnsBefore = 0
    /// What was learned of itself in chats, beside what the identity says, oldest first.
    public var learned: [LearnedTrait] = []
    /// What is asked. A client that sends its own history has it here: nothing of it is left out.
    public var question: [Message]
    /// What was remembered for the question, oldest first, from turns that are not of the history.
    public var memories: [RecalledMemory]
    /// What Aiki means to do and how it sounds, in words for the model; empty says nothing.
    public var guidance: String
    /// Whether turns that are left out stand in the prompt as a ``ConversationDigest``.
    public var keepsDigest: Bool
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
        memories: [RecalledMemory] = [], guidance: String = "", keepsDigest: Bool = false,
        tools: [ToolDefinition] = [], isThinkingEnabled: Bool? = nil,
        templateVariables: JSONObject = [:], outputTokensMax: Int? = nil,
        policy: HistoryPolicy = .mayLeaveOutOldest
    ) {
        self.instructions = instructions
        self.history = history
        self.question = question
        self.memories = memories
        self.guidance = guidance
        self.keepsDigest = keepsDigest
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
