public import AikiBase

/// What can be wrong with a tokenizer's file.
public enum TokenizerError: AikiError, Equatable {
    /// A key or field that every tokenizer of the kind has is not there.
    case missing(String)
    /// A kind of tokenizer, component or option that is not supported.
    case unsupported(part: String, name: String)
    /// A pre-tokenizer, or the pattern of one, that is not known.
    case unknownPreTokenizer(String)
    /// The file is not what it should be.
    case malformed(part: String, reason: String)
    /// A token id that cannot be.
    case badTokenID(part: String, id: Int, entries: Int)
    /// Two tokens have one id.
    case duplicateID(Int)
    /// Something is larger than the limit.
    case tooLarge(part: String, size: Int, limit: Int)
    /// A text to learn from that cannot be read, or is none.
    case unreadableText(path: String, reason: String)
    /// A recipe for a tokenizer that cannot be followed.
    case badRecipe(part: String, reason: String)
    /// Texts that hold nothing to learn from.
    case nothingToLearn

    /// A stable name.
    public var code: String {
        switch self {
        case .missing: "tokenizer.missing-part"
        case .unsupported: "tokenizer.unsupported"
        case .unknownPreTokenizer: "tokenizer.unknown-pre-tokenizer"
        case .malformed: "tokenizer.malformed"
        case .badTokenID: "tokenizer.bad-token-id"
        case .duplicateID: "tokenizer.duplicate-id"
        case .tooLarge: "tokenizer.too-large"
        case .unreadableText: "tokenizer.unreadable-text"
        case .badRecipe: "tokenizer.bad-recipe"
        case .nothingToLearn: "tokenizer.nothing-to-learn"
        }
    }

    /// What happened.
    public var message: String {
        switch self {
        case .missing(let part): "The tokenizer has no \(part)."
        case .unsupported(let part, let name):
            "The tokenizer's \(part) \"\(name)\" is not supported."
        case .unknownPreTokenizer(let name): "The pre-tokenizer \"\(name)\" is not known."
        case .malformed(let part, let reason): "The tokenizer's \(part) cannot be read: \(reason)."
        case .badTokenID(let part, let id, let entries):
            "The tokenizer's \(part) names token \(id), but there are \(entries) entries."
        case .duplicateID(let id): "Two tokens have the id \(id)."
        case .tooLarge(let part, let size, let limit):
            "The tokenizer's \(part) has size \(size); the limit is \(limit)."
        case .unreadableText(let path, let reason):
            "'\(path)' cannot be learned from: \(reason)."
        case .badRecipe(let part, let reason): "The tokenizer's \(part) cannot be: \(reason)."
        case .nothingToLearn: "The texts hold nothing to learn from."
        }
    }

    /// What to do.
    public var hint: String {
        switch self {
        case .missing, .malformed, .badTokenID, .duplicateID, .tooLarge:
            "Convert or download the model again."
        case .unsupported, .unknownPreTokenizer:
            "Use a model whose tokenizer is supported; splitting text another way than the model was "
                + "trained on would quietly spoil its answers."
        case .unreadableText: "Name a text file in UTF-8, or leave that file out."
        case .badRecipe: "Change the recipe; `aiki tokenizer train --help` tells what it may hold."
        case .nothingToLearn: "Name at least one text that is not empty."
        }
    }
}
