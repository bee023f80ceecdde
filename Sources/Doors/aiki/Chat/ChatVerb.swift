import AikiHouse

/// What a line that begins with a slash asks of the chat itself.
package enum ChatVerb: Equatable {
    case help
    case model(String?)
    case why
    case sources
    case new
    case history
    /// What holds all of some words, or the last exchange.
    case forget(String?)
    case exit
    /// None of these; what was perhaps meant.
    case unknown(String, nearest: String?)

    /// Each with what it takes and what it does.
    static let summaries: [(name: String, summary: String)] = [
        ("/help", "show this"),
        ("/model [NAME]", "show the models, or ask another one from now on"),
        ("/why", "tell how the last answer came to be"),
        ("/sources", "show the memories that the last answer was given from"),
        ("/new", "begin another conversation"),
        ("/history", "show this conversation"),
        ("/forget [WORDS]", "forget what holds all these words, or the last exchange, for good"),
        ("/exit", "end (so does Ctrl-D)"),
    ]

    private static let words = [
        "/help", "/model", "/why", "/sources", "/new", "/history", "/forget", "/exit", "/quit",
    ]

    /// Reads a line; nil where it is a message.
    package init?(_ line: String) {
        guard line.hasPrefix("/"), !line.contains("\n") else { return nil }
        let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
        guard let word = parts.first?.lowercased() else { return nil }
        let rest = parts.count > 1 ? String(parts[1].drop(while: \.isWhitespace)) : ""
        switch word {
        case "/help", "/?": self = .help
        case "/model": self = .model(rest.isEmpty ? nil : rest)
        case "/why": self = .why
        case "/sources": self = .sources
        case "/new": self = .new
        case "/history": self = .history
        case "/forget": self = .forget(rest.isEmpty ? nil : rest)
        case "/exit", "/quit", "/bye": self = .exit
        default:
            // A path is a message, not a misspelt command.
            if word.dropFirst().contains("/") { return nil }
            self = .unknown(word, nearest: EditDistance.nearest(to: word, in: Self.words))
        }
    }
}
