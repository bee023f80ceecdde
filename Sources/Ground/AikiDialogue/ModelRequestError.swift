public import AikiBase

/// Why a model does not answer a request; the same for our own models and for providers.
///
/// Doors turn these into the errors of their protocol without knowing which model was asked.
public enum ModelRequestError: AikiError, Equatable {
    /// Prompt and answer do not fit the context. Nothing was cut.
    case contextExceeded(promptTokens: Int, outputTokens: Int, limitTokens: Int)
    /// Too many requests wait already.
    case busy(queued: Int, limit: Int, retryAfter: Duration)
    /// No model of that name is known.
    case modelNotFound(name: String)
    /// No adapter of that name is known.
    case adapterNotFound(name: String)
    /// An adapter does not fit the model, or its file is damaged.
    case adapterUnusable(name: String, problem: String)
    /// Models that are in use leave no memory for this one.
    case memoryTaken(model: String, bytesNeeded: Int, bytesFree: Int, retryAfter: Duration)
    /// A setting is out of its range or contradicts another.
    case invalidSetting(name: String, problem: String)
    /// The model cannot do what is asked (chat without a template, embeddings from a chat model).
    case unsupported(model: String, what: String)
    /// The chat template refuses the conversation.
    case templateRefused(model: String, problem: String)
    /// A grammar or JSON schema cannot be followed.
    case invalidGrammar(problem: String)

    /// A stable name.
    public var code: String {
        switch self {
        case .contextExceeded: "dialogue.context-exceeded"
        case .busy: "dialogue.busy"
        case .modelNotFound: "dialogue.model-not-found"
        case .adapterNotFound: "dialogue.adapter-not-found"
        case .adapterUnusable: "dialogue.adapter-unusable"
        case .memoryTaken: "dialogue.memory-taken"
        case .invalidSetting: "dialogue.invalid-setting"
        case .unsupported: "dialogue.unsupported"
        case .templateRefused: "dialogue.template-refused"
        case .invalidGrammar: "dialogue.invalid-grammar"
        }
    }

    /// What happened, with its numbers.
    public var message: String {
        switch self {
        case .contextExceeded(let prompt, let output, let limit):
            "The prompt's \(prompt) tokens and \(output) of answer exceed the context of \(limit)."
        case .busy(let queued, let limit, _):
            "\(queued) requests are waiting and the queue holds \(limit)."
        case .modelNotFound(let name): "There is no model '\(name)'."
        case .adapterNotFound(let name): "There is no adapter '\(name)'."
        case .adapterUnusable(let name, let problem):
            "The adapter '\(name)' cannot be used: \(problem)"
        case .memoryTaken(let model, let needed, let free, _):
            "Model '\(model)' takes \(needed) bytes; models in use leave \(max(0, free)) of those "
                + "allowed."
        case .invalidSetting(let name, let problem): "'\(name)' \(problem)."
        case .unsupported(let model, let what): "Model '\(model)' cannot \(what)."
        case .templateRefused(let model, let problem):
            "The chat template of '\(model)' refuses the conversation: \(problem)"
        case .invalidGrammar(let problem): "The grammar cannot be followed: \(problem)."
        }
    }

    /// What to do about it.
    public var hint: String {
        switch self {
        case .contextExceeded: "Shorten the prompt, ask for fewer tokens or raise the context."
        case .busy(_, _, let retryAfter): "Try again in \(retryAfter.components.seconds) s."
        case .modelNotFound: "`aiki model list` shows the models that are installed."
        case .adapterNotFound: "`aiki adapter list` shows the adapters that are installed."
        case .adapterUnusable: "Use it with the model that it was trained on."
        case .memoryTaken(_, _, _, let retryAfter):
            "Try again in \(retryAfter.components.seconds) s, or raise models.memory_bytes_max."
        case .invalidSetting: "Correct the setting."
        case .unsupported: "Choose another model."
        case .templateRefused: "Change the order or the roles of the messages."
        case .invalidGrammar: "Correct the grammar or schema."
        }
    }
}
