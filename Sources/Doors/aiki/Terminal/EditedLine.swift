/// A line while it is edited: its characters, the cursor, and the lines typed before.
package struct EditedLine: Sendable, Equatable {
    /// What a key led to.
    package enum Outcome: Equatable, Sendable {
        /// The line changed, or not.
        case editing
        /// The person is done with it.
        case done(String)
        /// Ctrl-C.
        case interrupted
        /// Ctrl-D on an empty line.
        case endOfInput
        /// Ctrl-L.
        case clear
    }

    package private(set) var characters: [Character] = []
    /// Where the next character goes.
    package private(set) var cursor = 0
    private let history: [String]
    private var historyIndex: Int
    private var draft: [Character] = []
    private var isPasting = false

    /// An empty line after these.
    package init(history: [String] = []) {
        self.history = history
        historyIndex = history.count
    }

    /// The line as text.
    package var text: String { String(characters) }

    /// Takes a key.
    package mutating func take(_ key: Key) -> Outcome {
        switch key {
        case .text(let text): insert(text)
        case .enter where isPasting: insert("\n")
        case .enter: return .done(text)
        case .interrupt: return .interrupted
        case .endOfInput where characters.isEmpty: return .endOfInput
        case .clear: return .clear
        case .pasteStart: isPasting = true
        case .pasteEnd: isPasting = false
        case .up: recall(historyIndex - 1)
        case .down: recall(historyIndex + 1)
        case .left: cursor = max(0, cursor - 1)
        case .right: cursor = min(characters.count, cursor + 1)
        case .home: cursor = 0
        case .end: cursor = characters.count
        case .wordLeft: cursor = wordStart
        case .wordRight: cursor = wordEnd
        case .backspace: remove(max(0, cursor - 1)..<cursor)
        case .delete, .endOfInput: remove(cursor..<min(characters.count, cursor + 1))
        case .killToStart: remove(0..<cursor)
        case .killToEnd: remove(cursor..<characters.count)
        case .killWord: remove(wordStart..<cursor)
        case .unknown: break
        }
        return .editing
    }

    /// Puts text at the cursor. A mark that joins the character before it becomes one with it.
    private mutating func insert(_ text: String) {
        let before = String(characters[..<cursor]) + text
        let after = characters[cursor...]
        let joined = Array(before)
        characters = joined + after
        cursor = joined.count
    }

    private mutating func remove(_ range: Range<Int>) {
        characters.removeSubrange(range)
        cursor = range.lowerBound
    }

    private mutating func recall(_ index: Int) {
        guard (0...history.count).contains(index) else { return }
        if historyIndex == history.count { draft = characters }
        historyIndex = index
        characters = index == history.count ? draft : Array(history[index])
        cursor = characters.count
    }

    private var wordStart: Int {
        var index = cursor
        while index > 0, characters[index - 1].isWhitespace { index -= 1 }
        while index > 0, !characters[index - 1].isWhitespace { index -= 1 }
        return index
    }

    private var wordEnd: Int {
        var index = cursor
        while index < characters.count, characters[index].isWhitespace { index += 1 }
        while index < characters.count, !characters[index].isWhitespace { index += 1 }
        return index
    }
}
