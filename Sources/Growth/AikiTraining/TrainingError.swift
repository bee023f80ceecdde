public import AikiBase

/// What can go wrong in training.
public enum TrainingError: AikiError, Equatable {
    /// A file is not there or cannot be read.
    case unreadable(path: String, reason: String)
    /// A part of the model has no backward pass.
    case notTrainable(operation: String)
    /// A setting is outside of what makes sense.
    case invalidSetting(name: String, value: String, expected: String)
    /// The data holds nothing to learn from.
    case noData(path: String, reason: String)
    /// A line of the data cannot be understood.
    case malformedData(path: String, line: Int, reason: String)
    /// A document is longer than the sequence it is to fit into.
    case documentTooLong(path: String, line: Int, tokens: Int, limit: Int)
    /// A conversation of a corpus is longer than the sequence it is to fit into.
    case conversationTooLong(path: String, document: Int, tokens: Int, limit: Int)
    /// Token ids were made by another tokenizer.
    case vocabularyDiffers(data: Int, model: Int)
    /// The loss, or a gradient, is no number any more.
    case notFinite(step: Int, what: String)
    /// A checkpoint belongs to other settings, another model or other data.
    case checkpointDiffers(path: String, what: String)
    /// A run of this name exists, with other settings.
    case runExists(path: String, what: String)

    /// A stable name.
    public var code: String {
        switch self {
        case .unreadable: "training.unreadable"
        case .notTrainable: "training.not-trainable"
        case .invalidSetting: "training.invalid-setting"
        case .noData: "training.no-data"
        case .malformedData: "training.malformed-data"
        case .documentTooLong: "training.document-too-long"
        case .conversationTooLong: "training.conversation-too-long"
        case .vocabularyDiffers: "training.vocabulary-differs"
        case .notFinite: "training.not-finite"
        case .checkpointDiffers: "training.checkpoint-differs"
        case .runExists: "training.run-exists"
        }
    }

    /// What happened.
    public var message: String {
        switch self {
        case .unreadable(let path, let reason): "\(path) cannot be read: \(reason)."
        case .notTrainable(let operation): "A \(operation) cannot be trained here."
        case .invalidSetting(let name, let value, let expected):
            "\(name) is \(value); it must be \(expected)."
        case .noData(let path, let reason): "\(path) holds nothing to learn from: \(reason)."
        case .malformedData(let path, let line, let reason): "\(path), line \(line): \(reason)."
        case .documentTooLong(let path, let line, let tokens, let limit):
            "\(path), line \(line): \(tokens) tokens do not fit a sequence of \(limit)."
        case .conversationTooLong(let path, let document, let tokens, let limit):
            "\(path), document \(document): a conversation of \(tokens) tokens does not fit a "
                + "sequence of \(limit)."
        case .vocabularyDiffers(let data, let model):
            "The data was made with \(data) tokens, and the model knows \(model)."
        case .notFinite(let step, let what): "At step \(step) the \(what) is no number any more."
        case .checkpointDiffers(let path, let what): "\(path) belongs to another \(what)."
        case .runExists(let path, let what): "\(path) holds a run with another \(what)."
        }
    }

    /// What to do about it.
    public var hint: String {
        switch self {
        case .unreadable: "Check the path and its permissions."
        case .notTrainable: "Choose a model of another architecture, or train adapters only."
        case .invalidSetting: "Choose another value."
        case .noData: "Check the path, and that the documents are not empty."
        case .malformedData: "Correct the line, or leave it out."
        case .documentTooLong, .conversationTooLong:
            "Choose a longer --sequence, or --long cut, or --long skip to leave it out."
        case .vocabularyDiffers: "Build the corpus again with the model's tokenizer."
        case .notFinite:
            "Lower the learning rate or warm up longer; the last checkpoint is as it was."
        case .checkpointDiffers, .runExists:
            "Go on with the settings it was begun with, or choose another --out."
        }
    }
}
