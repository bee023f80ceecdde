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
    /// What was drawn last, from which row on, on how many columns.
    private var drawn: (layout: LineLayout, first: Int, columns: Int)?

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
        (cursorRow, drawn) = (0, nil)
        draw(line, prompt: prompt)
        while true {
            guard let key = nextKey() else { return .endOfInput }
            let outcome = line.take(key)
            switch outcome {
            case .editing: if waiting.isEmpty { draw(line, prompt: prompt) }
            case .clear:
                console.write("\u{1B}[H\u{1B}[2J")
                (cursorRow, drawn) = (0, nil)
                draw(line, prompt: prompt)
            case .done, .interrupted, .endOfInput:
                _ = line.take(.end)
                draw(line, prompt: prompt, isWhole: true)
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
    ///
    /// Shows the rows that fit the screen, as what has left it at the top cannot be drawn over; the
    /// last time, all.
    private func draw(_ line: EditedLine, prompt: String, isWhole: Bool = false) {
        let (rows, columns) = console.size
        if let drawn, drawn.columns != columns {
            // The screen was resized, and what it showed may be wrapped anew.
            cursorRow = drawn.layout.cursorRow(below: drawn.first, wrappedAt: columns)
        }
        let layout = LineLayout(prompt: prompt, line: line, columns: columns)
        let shown = isWhole ? 0..<layout.rows.count : layout.window(height: rows)
        var output = cursorRow > 0 ? "\u{1B}[\(min(cursorRow, rows))A" : ""
        output += "\r\u{1B}[J" + layout.rows[shown].joined(separator: "\r\n")
        let below = shown.upperBound - 1 - layout.cursor.row
        if below > 0 { output += "\u{1B}[\(below)A" }
        output += "\r"
        let column = min(layout.cursor.column, columns - 1)
        if column > 0 { output += "\u{1B}[\(column)C" }
        cursorRow = layout.cursor.row - shown.lowerBound
        drawn = (layout, shown.lowerBound, columns)
        console.write(output)
    }
}
