public import AikiBase

/// One message of a conversation.
public struct Message: Sendable, Equatable {
    /// Who speaks.
    public var role: Role
    /// What is said; empty where an assistant only calls tools.
    public var text: String
    /// The model's reasoning before the answer, where it is kept apart.
    public var reasoning: String?
    /// The tools an assistant calls.
    public var toolCalls: [ToolCall]
    /// For a tool's result: the call it answers.
    public var toolCallID: String?
    /// The name of the speaker or of the tool, where given.
    public var name: String?
    /// Images that go with the text; a model that sees none refuses them.
    public var images: [MessageImage]

    /// Makes a message.
    public init(
        role: Role, text: String, reasoning: String? = nil, toolCalls: [ToolCall] = [],
        toolCallID: String? = nil, name: String? = nil, images: [MessageImage] = []
    ) {
        self.role = role
        self.text = text
        self.reasoning = reasoning
        self.toolCalls = toolCalls
        self.toolCallID = toolCallID
        self.name = name
        self.images = images
    }
}

/// Who speaks in a conversation; the raw value is the word chat templates and APIs use.
public enum Role: String, Sendable, CaseIterable {
    /// Instructions of whoever runs the conversation.
    case system
    /// The newer OpenAI word for ``system``.
    case developer
    /// The person.
    case user
    /// The model.
    case assistant
    /// The result of a tool.
    case tool
}

/// A call of a tool by a model.
public struct ToolCall: Sendable, Equatable {
    /// The call's name in this conversation.
    public var id: String
    /// The tool's name.
    public var name: String
    /// The arguments: an object, or whatever text the model wrote where it is not JSON.
    public var arguments: JSONValue

    /// Makes a call.
    public init(id: String, name: String, arguments: JSONValue) {
        self.id = id
        self.name = name
        self.arguments = arguments
    }
}

/// A tool that a model may call.
public struct ToolDefinition: Sendable, Equatable {
    /// The tool's name.
    public var name: String
    /// What it does, for the model.
    public var summary: String?
    /// The JSON schema of its arguments.
    public var parameters: JSONValue

    /// Describes a tool.
    public init(name: String, summary: String?, parameters: JSONValue) {
        self.name = name
        self.summary = summary
        self.parameters = parameters
    }
}
