public import AikiBase

/// What can go wrong with the memory of conversations.
public enum MemoryError: AikiError, Equatable {
    /// There is no such conversation.
    case conversationNotFound(id: String)
    /// There is no such turn.
    case turnNotFound(id: String)
    /// A turn is finished twice.
    case turnAlreadyFinished(id: String)
    /// A message holds more text than one message may.
    case messageTooLarge(bytes: Int, limit: Int)
    /// A question consists of more messages than one turn may hold.
    case tooManyMessages(count: Int, limit: Int)
    /// A search holds no word.
    case emptySearch
    /// A search holds more words than one may.
    case searchTooLong(words: Int, limit: Int)
    /// There is no such fact.
    case factNotFound(id: Int64)
    /// There is no such message.
    case messageNotFound(id: Int64)
    /// Nothing says what is to be forgotten.
    case nothingSelected
    /// Nothing fulfils the conditions.
    case nothingFound
    /// The stored form of a value cannot be read.
    case unreadable(what: String, detail: String)

    /// A stable name.
    public var code: String {
        switch self {
        case .conversationNotFound: "memory.conversation-not-found"
        case .turnNotFound: "memory.turn-not-found"
        case .turnAlreadyFinished: "memory.turn-already-finished"
        case .messageTooLarge: "memory.message-too-large"
        case .tooManyMessages: "memory.too-many-messages"
        case .emptySearch: "memory.empty-search"
        case .searchTooLong: "memory.search-too-long"
        case .factNotFound: "memory.fact-not-found"
        case .messageNotFound: "memory.message-not-found"
        case .nothingSelected: "memory.nothing-selected"
        case .nothingFound: "memory.nothing-found"
        case .unreadable: "memory.unreadable"
        }
    }

    /// What happened.
    public var message: String {
        switch self {
        case .conversationNotFound(let id): "There is no conversation '\(id)'."
        case .turnNotFound(let id): "There is no turn '\(id)'."
        case .turnAlreadyFinished(let id): "The turn '\(id)' has ended already."
        case .messageTooLarge(let bytes, let limit):
            "A message of \(bytes) bytes is larger than the \(limit) that one may have."
        case .tooManyMessages(let count, let limit):
            "A question of \(count) messages is longer than the \(limit) that one may have."
        case .emptySearch: "There is no word to search for."
        case .searchTooLong(let words, let limit):
            "A search of \(words) words is longer than the \(limit) that one may have."
        case .factNotFound(let id): "There is no fact \(id)."
        case .messageNotFound(let id): "There is no message \(id)."
        case .nothingSelected: "Nothing says what is to be forgotten."
        case .nothingFound: "Nothing was found that is to be forgotten."
        case .unreadable(let what, let detail): "\(what) cannot be read: \(detail)."
        }
    }

    /// What to do about it.
    public var hint: String {
        switch self {
        case .conversationNotFound, .turnNotFound: "Look up its name in the list of conversations."
        case .turnAlreadyFinished: "Begin a new turn."
        case .messageTooLarge, .tooManyMessages: "Send it in parts."
        case .emptySearch: "Give at least one word."
        case .searchTooLong: "Search for fewer words."
        case .factNotFound: "`aiki memory facts` lists them."
        case .messageNotFound: "Look up its number with `aiki memory search --json`."
        case .nothingSelected: "Give an id, words, a person, a source or a time."
        case .nothingFound: "See what there is with `aiki memory search`."
        case .unreadable: "`aiki doctor` checks the store."
        }
    }
}
