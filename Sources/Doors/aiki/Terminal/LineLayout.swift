/// Where the characters of a prompt and a line stand on a screen of so many columns.
package struct LineLayout: Sendable, Equatable {
    /// What each row shows.
    package private(set) var rows = [""]
    /// Columns that each row takes.
    package private(set) var widths = [0]
    /// The cursor's row and column, from 0.
    package private(set) var cursor = (row: 0, column: 0)

    /// Lays out a line; a character that does not fit a row begins the next.
    package init(prompt: String, line: EditedLine, columns: Int) {
        for character in prompt { show(character, columns) }
        for (index, character) in line.characters.enumerated() {
            if index == line.cursor { cursor = end }
            show(character, columns)
        }
        if line.cursor == line.characters.count { cursor = end }
    }

    private var end: (row: Int, column: Int) { (rows.count - 1, widths[widths.count - 1]) }

    private mutating func show(_ character: Character, _ columns: Int) {
        let width = DisplayWidth.of(character)
        if character == "\n" || end.column + width > columns {
            rows.append("")
            widths.append(0)
        }
        // What could move the cursor is not shown.
        guard width > 0 || !character.isASCII else { return }
        rows[rows.count - 1].append(character)
        widths[widths.count - 1] += width
    }

    /// The rows to show on a screen of this height: all of them, or as many around the cursor.
    package func window(height: Int) -> Range<Int> {
        guard rows.count > height else { return 0..<rows.count }
        let first = min(max(0, cursor.row - height / 2), rows.count - height)
        return first..<(first + height)
    }

    /// How far the cursor stands below the row `first` after a screen of another width wrapped what
    /// it showed, a row at a time.
    package func cursorRow(below first: Int, wrappedAt columns: Int) -> Int {
        let above = widths[first..<cursor.row].map { max(1, ($0 + columns - 1) / columns) }
        return above.reduce(0, +) + cursor.column / columns
    }

    /// Whether everything is the same.
    package static func == (one: LineLayout, other: LineLayout) -> Bool {
        one.rows == other.rows && one.widths == other.widths && one.cursor == other.cursor
    }
}
