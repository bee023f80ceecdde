import AikiHouse

/// Where the lines of a chat come from: a terminal with editing, or a pipe.
final class ChatInput {
    /// What came.
    enum Event {
        case line(String)
        case interrupted
        case end
    }

    private let editor: LineEditor?
    private let history: LineHistory
    private let console: Console

    init(console: Console, historyFile: LineHistory) {
        self.console = console
        history = historyFile
        let hasTerminal = console.isInputTerminal && console.isOutputTerminal
        editor = hasTerminal ? LineEditor(console: console, history: historyFile.load()) : nil
    }

    /// Whether a person types.
    var isInteractive: Bool { editor != nil }

    /// The next line; blocks until there is one.
    func next(prompt: String) -> Event {
        guard let editor else {
            guard let line = readLine() else { return .end }
            return .line(line)
        }
        switch editor.readLine(prompt: prompt) {
        case .done(let line): return .line(line)
        case .interrupted: return .interrupted
        default: return .end
        }
    }

    /// Keeps a message for the arrow keys, and for the next day.
    func remember(_ message: String) throws {
        guard let editor else { return }
        editor.remember(message)
        try history.save(editor.history)
    }
}
