import Foundation

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#endif

/// Reads lines from a terminal with editing and history; the terminal is raw only meanwhile.
final class LineEditor {
    private let console: Console
    private(set) var history: [String]
    private var reader = KeyReader()
    private var waiting: [Key] = []
    /// Where the cursor stands below the first row of what is drawn.
    private var cursorRow = 0

    init(console: Console, history: [String]) {
        self.console = console
        self.history = history
    }

    /// Reads one line; blocks until there is one.
    func readLine(prompt: String) -> EditedLine.Outcome {
        guard let mode = RawMode() else { return .endOfInput }
        defer { mode.restore() }
        // Bracketed paste: a pasted line break is no Enter.
        console.write("\u{1B}[?2004h")
        defer { console.write("\u{1B}[?2004l") }
        var line = EditedLine(history: history)
        cursorRow = 0
        draw(line, prompt: prompt)
        while true {
            guard let key = nextKey() else { return .endOfInput }
            let outcome = line.take(key)
            switch outcome {
            case .editing: if waiting.isEmpty { draw(line, prompt: prompt) }
            case .clear:
                console.write("\u{1B}[H\u{1B}[2J")
                cursorRow = 0
                draw(line, prompt: prompt)
            case .done, .interrupted, .endOfInput:
                _ = line.take(.end)
                draw(line, prompt: prompt)
                console.write("\r\n")
                return outcome
            }
        }
    }

    /// Keeps a line for the arrow keys.
    func remember(_ line: String) {
        guard !line.allSatisfy(\.isWhitespace), line != history.last else { return }
        history.append(line)
    }

    private func nextKey() -> Key? {
        while waiting.isEmpty {
            var buffer = [UInt8](repeating: 0, count: 4096)
            let count = read(STDIN_FILENO, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return nil }
            waiting = reader.push(buffer[..<count])
        }
        return waiting.removeFirst()
    }

    /// Draws prompt and line anew, and puts the cursor in its place.
    private func draw(_ line: EditedLine, prompt: String) {
        let columns = max(8, console.columns)
        var output = cursorRow > 0 ? "\u{1B}[\(cursorRow)A" : ""
        output += "\r\u{1B}[J"
        var place = (row: 0, column: 0)
        var cursor = place
        func show(_ character: Character) {
            if character == "\n" {
                output += "\r\n"
                place = (place.row + 1, 0)
                return
            }
            let width = DisplayWidth.of(character)
            if place.column + width > columns {
                output += "\r\n"
                place = (place.row + 1, 0)
            }
            // What could move the cursor is not shown.
            output += width == 0 && character.isASCII ? "" : String(character)
            place.column += width
        }
        for character in prompt { show(character) }
        for (index, character) in line.characters.enumerated() {
            if index == line.cursor { cursor = place }
            show(character)
        }
        if line.cursor == line.characters.count { cursor = place }
        if place.row > cursor.row { output += "\u{1B}[\(place.row - cursor.row)A" }
        output += "\r"
        if cursor.column > 0 { output += "\u{1B}[\(min(cursor.column, columns - 1))C" }
        cursorRow = cursor.row
        console.write(output)
    }
}
