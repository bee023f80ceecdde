public import AikiBase

/// Why the engine itself fails; what a caller did wrong is a `ModelRequestError`.
public enum EngineError: AikiError {
    /// Grammar, biases and penalties together leave no token to choose.
    case noTokenAllowed(outputTokens: Int)
    /// The model gave a logit that is no number.
    case logitInvalid(token: Int, value: Float)
    /// The reader of an answer took nothing for too long while others waited.
    case readerStalled(waited: Duration)
    /// The model was unloaded before the answer ended.
    case unloaded(model: String)
    /// The caches of all slots would not fit the memory set aside for them.
    case cacheTooLarge(contextTokens: Int, slots: Int, bytesNeeded: Int, bytesMax: Int)
    /// Tokenizer and weights are not of one model.
    case vocabularyMismatch(tokenizerTokens: Int, modelTokens: Int)
    /// The smaller model that is to guess has another vocabulary.
    case draftVocabularyDiffers(model: String, draft: String, token: Int)
    /// The model failed while it computed.
    case computationFailed(model: String, cause: any Error)
    /// A setting of the engine is out of its range.
    case configurationInvalid(name: String, value: Int, problem: String)

    /// A stable name.
    public var code: String {
        switch self {
        case .noTokenAllowed: "engine.no-token-allowed"
        case .logitInvalid: "engine.logit-invalid"
        case .readerStalled: "engine.reader-stalled"
        case .unloaded: "engine.unloaded"
        case .cacheTooLarge: "engine.cache-too-large"
        case .vocabularyMismatch: "engine.vocabulary-mismatch"
        case .draftVocabularyDiffers: "engine.draft-vocabulary-differs"
        case .computationFailed: "engine.computation-failed"
        case .configurationInvalid: "engine.configuration-invalid"
        }
    }

    /// What happened, with its numbers.
    public var message: String {
        switch self {
        case .noTokenAllowed(let outputTokens):
            "After \(outputTokens) tokens no token is allowed by grammar and biases."
        case .logitInvalid(let token, let value):
            "The model gave token \(token) the logit \(value)."
        case .readerStalled(let waited):
            "The answer was not read for \(waited.components.seconds) s while others waited."
        case .unloaded(let model): "Model '\(model)' was unloaded before the answer ended."
        case .cacheTooLarge(let contextTokens, let slots, let bytesNeeded, let bytesMax):
            "A context of \(contextTokens) tokens for \(slots) requests at once needs "
                + "\(bytesNeeded) bytes of cache; \(bytesMax) are allowed."
        case .vocabularyMismatch(let tokenizerTokens, let modelTokens):
            "The tokenizer has \(tokenizerTokens) tokens and the model \(modelTokens)."
        case .draftVocabularyDiffers(let model, let draft, let token):
            "'\(draft)' cannot draft for '\(model)': token \(token) is not the same in both."
        case .computationFailed(let model, let cause): "Model '\(model)' failed: \(cause)"
        case .configurationInvalid(let name, let value, let problem):
            "'\(name)' is \(value) and \(problem)."
        }
    }

    /// What to do about it.
    public var hint: String {
        switch self {
        case .noTokenAllowed: "Loosen the grammar or the biases."
        case .logitInvalid: "The weights are damaged; install the model again."
        case .readerStalled: "Read the answer as it is written, or ask again."
        case .unloaded: "Ask again; the model is loaded anew."
        case .cacheTooLarge:
            "Lower the context, the number of requests at once, or choose a smaller cache type."
        case .vocabularyMismatch: "Install the model again with its own tokenizer."
        case .draftVocabularyDiffers: "Draft with a smaller model of the same family."
        case .computationFailed: "The cause says more."
        case .configurationInvalid: "Correct the setting."
        }
    }
}
