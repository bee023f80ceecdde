public import AikiBase

/// What can go wrong in building a corpus.
public enum CorpusError: AikiError, Equatable {
    /// A file is not there or cannot be read.
    case unreadable(path: String, reason: String)
    /// A file or folder cannot be written.
    case unwritable(path: String, reason: String)
    /// The recipe is no TOML.
    case malformedRecipe(path: String, line: Int, problem: String)
    /// The recipe has a key that means nothing.
    case unknownKey(path: String, line: Int, key: String, known: [String])
    /// A value of the recipe is not what the key takes.
    case invalidValue(path: String, line: Int, key: String, expected: String)
    /// The recipe lacks what it needs.
    case missingKey(path: String, key: String)
    /// A source holds no file that can be read as documents.
    case emptySource(name: String, path: String)
    /// A compressed file is damaged.
    case damaged(path: String, reason: String)
    /// Nothing was left to train on.
    case nothingKept(documents: Int)
    /// No token of a source of conversations counts in the loss.
    case nothingCounts(source: String)
    /// No text of an evaluation file has enough words to be looked for.
    case evaluationTooShort(path: String, words: Int)
    /// The recipe or its sources are not those that the folder was begun with.
    case changed(folder: String, what: String)
    /// Another process builds in the folder.
    case locked(folder: String)
    /// Parts of a corpus are not there or not finished.
    case incomplete(folder: String, missing: [String])
    /// A folder holds no corpus.
    case notCorpus(path: String)
    /// A part that is none.
    case invalidPart(text: String)
    /// The recipe asks for marks, and nobody writes them.
    case noMarker(path: String)
    /// A kind of symbols that nobody writes.
    case unknownSymbol(name: String, known: [String])
    /// No document has this name.
    case documentNotFound(name: String)

    /// A stable name.
    public var code: String {
        switch self {
        case .unreadable: "corpus.unreadable"
        case .unwritable: "corpus.unwritable"
        case .malformedRecipe: "corpus.malformed-recipe"
        case .unknownKey: "corpus.unknown-key"
        case .invalidValue: "corpus.invalid-value"
        case .missingKey: "corpus.key-required"
        case .emptySource: "corpus.empty-source"
        case .damaged: "corpus.damaged"
        case .nothingKept: "corpus.nothing-kept"
        case .nothingCounts: "corpus.nothing-counts"
        case .evaluationTooShort: "corpus.evaluation-too-short"
        case .changed: "corpus.changed"
        case .locked: "corpus.locked"
        case .incomplete: "corpus.incomplete"
        case .notCorpus: "corpus.not-found"
        case .invalidPart: "corpus.invalid-part"
        case .noMarker: "corpus.no-marker"
        case .unknownSymbol: "corpus.unknown-symbol"
        case .documentNotFound: "corpus.document-not-found"
        }
    }

    /// What happened.
    public var message: String {
        switch self {
        case .unreadable(let path, let reason): "\(path) cannot be read: \(reason)."
        case .unwritable(let path, let reason): "\(path) cannot be written: \(reason)."
        case .malformedRecipe(let path, let line, let problem):
            "\(path), line \(line): \(problem)."
        case .unknownKey(let path, let line, let key, _):
            "\(path), line \(line): the key \"\(key)\" means nothing here."
        case .invalidValue(let path, let line, let key, let expected):
            "\(path), line \(line): \"\(key)\" takes \(expected)."
        case .missingKey(let path, let key): "\(path) does not set \"\(key)\"."
        case .emptySource(let name, let path):
            "The source \(name) has no file that can be read as documents in \(path)."
        case .damaged(let path, let reason): "\(path) is damaged: \(reason)."
        case .nothingKept(let documents):
            "None of \(documents) documents was left after the filters."
        case .nothingCounts(let source):
            "No token of the conversations in the source \(source) counts in the loss."
        case .evaluationTooShort(let path, let words):
            "No text in \(path) has \(words) words in a row to be looked for."
        case .changed(let folder, let what):
            "\(folder) was begun with another state of \(what)."
        case .locked(let folder): "Another process builds in \(folder)."
        case .incomplete(let folder, let missing):
            "\(folder) lacks \(missing.joined(separator: ", "))."
        case .notCorpus(let path): "\(path) holds no finished corpus."
        case .invalidPart(let text): "\"\(text)\" is no part of a corpus."
        case .noMarker(let path): "There are no annotators for \(path)."
        case .unknownSymbol(let name, _): "There are no symbols of the kind \"\(name)\"."
        case .documentNotFound(let name): "No document is called \(name)."
        }
    }

    /// What to do about it.
    public var hint: String {
        switch self {
        case .unreadable: "Check the path and its permissions."
        case .unwritable: "Check the folder's permissions and the free space; then go on."
        case .malformedRecipe: "Correct the line."
        case .unknownKey(_, _, _, let known): "Known here: \(known.joined(separator: ", "))."
        case .invalidValue: "Correct the value."
        case .missingKey: "Add the key."
        case .emptySource: "Check the path, or name the format of its files."
        case .damaged: "Fetch the file again, or take it out of the source."
        case .nothingKept: "See why with `aiki corpus why`, and loosen the filters."
        case .nothingCounts:
            "Check that answers have the role assistant, and that the chat template writes an answer "
                + "after what it writes to ask for one; or set loss = \"all\"."
        case .evaluationTooShort:
            "Lower words in [decontaminate], or name the members that hold the texts."
        case .changed: "Build into another folder, or start again with --restart."
        case .locked: "Wait for it, or build into another folder."
        case .incomplete: "Build the missing parts first."
        case .notCorpus: "Build it with `aiki corpus build`."
        case .invalidPart:
            "Write i/n with i from 0 to n - 1 and n at most \(CorpusPart.countMax)."
        case .noMarker: "Train annotators first, or take [symbols] out of the recipe."
        case .unknownSymbol(_, let known): "Known are \(known.joined(separator: ", "))."
        case .documentNotFound:
            "Give an id, a path or a part of one, as they stand in documents.jsonl."
        }
    }
}
