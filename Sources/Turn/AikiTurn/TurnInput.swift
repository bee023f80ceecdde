public import AikiBase
public import AikiDialogue

/// A message that comes in at a door.
public struct TurnInput: Sendable {
    /// Where the message belongs.
    public enum Place: Sendable, Equatable {
        /// It starts a conversation.
        case newConversation
        /// It goes on with a conversation, whose history is recalled from the log.
        case conversation(ConversationID)
        /// The client brings the whole history with it; what the log knows of it is not stored again.
        case clientHistory
    }

    /// The scope of what belongs to the person themselves.
    public static let personalScope = "personal"

    /// Where the message belongs.
    public var place: Place
    /// What is asked; with ``Place/clientHistory`` all messages, oldest first.
    public var messages: [Message]
    /// Who asks: `chat`, `ask`, `api` …
    public var door: String
    /// The model to use; nil leaves the choice to the router.
    public var model: String?
    /// How the answer is written.
    public var settings: TurnSettings
    /// Whose memory the conversation belongs to, where it is new.
    public var scope: String
    /// How far the messages may travel.
    public var privacy: PrivacyClass

    /// Describes a message.
    ///
    /// - Precondition: there is at least one message.
    public init(
        place: Place = .newConversation, messages: [Message], door: String, model: String? = nil,
        settings: TurnSettings = TurnSettings(), scope: String = TurnInput.personalScope,
        privacy: PrivacyClass = .personal
    ) {
        precondition(!messages.isEmpty, "a turn asks something")
        self.place = place
        self.messages = messages
        self.door = door
        self.model = model
        self.settings = settings
        self.scope = scope
        self.privacy = privacy
    }

    /// A person's words.
    public init(
        place: Place = .newConversation, text: String, door: String, model: String? = nil,
        settings: TurnSettings = TurnSettings()
    ) {
        self.init(
            place: place, messages: [Message(role: .user, text: text)], door: door, model: model,
            settings: settings)
    }
}

/// How an answer is written.
public struct TurnSettings: Sendable, Equatable {
    /// How the next token is chosen.
    public var sampling = SamplingOptions()
    /// The most tokens of the answer; nil goes on to the end of the context.
    public var outputTokensMax: Int?
    /// Texts that end the answer.
    public var stopStrings: [String] = []
    /// What form the answer must have.
    public var format: ResponseFormat = .text
    /// How many alternatives to report for each token.
    public var topLogProbabilities: Int?
    /// The tools that may be called.
    public var tools: [ToolDefinition] = []
    /// Those of them of which one has to be called; see ``GenerationRequest/forcedTools``.
    public var forcedTools: [String] = []
    /// Whether the model should think first; nil leaves the template's default.
    public var isThinkingEnabled: Bool?
    /// Further variables for the chat template.
    public var templateVariables: JSONObject = [:]
    /// What is added to the model while it writes.
    public var adapters: [AdapterChoice] = []
    /// Who asks: requests of different clients take turns.
    public var client: String?
    /// The person who asks, where several do and say so: budgets are kept by it.
    public var person: String?

    /// The defaults.
    public init() {}

    /// The settings of a request for a conversation.
    public init(_ request: GenerationRequest, _ conversation: Conversation) {
        sampling = request.sampling
        outputTokensMax = request.outputTokensMax
        stopStrings = request.stopStrings
        format = request.format
        topLogProbabilities = request.topLogProbabilities
        adapters = request.adapters
        tools = conversation.tools
        forcedTools = request.forcedTools
        isThinkingEnabled = conversation.isThinkingEnabled
        templateVariables = conversation.templateVariables
        client = request.client
        person = request.person
    }

    /// The request for a model.
    func request(
        _ conversation: Conversation, scope: String, privacy: PrivacyClass
    ) -> GenerationRequest {
        var request = GenerationRequest(
            prompt: .conversation(conversation), sampling: sampling,
            outputTokensMax: outputTokensMax, stopStrings: stopStrings, format: format,
            topLogProbabilities: topLogProbabilities, adapters: adapters)
        request.forcedTools = forcedTools
        request.client = client
        request.person = person
        request.scope = scope
        request.privacy = privacy
        return request
    }
}
