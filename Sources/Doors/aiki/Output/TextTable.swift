/// Rows in columns, aligned; numbers to the right.
struct TextTable {
    private let headings: [String]
    private let rightAligned: Set<Int>
    private var rows: [[String]] = []

    init(_ headings: [String], rightAligned: Set<Int> = []) {
        self.headings = headings
        self.rightAligned = rightAligned
    }

    /// Adds a row with a cell for each heading.
    mutating func add(_ cells: String...) {
        precondition(cells.count == headings.count, "a cell for each heading")
        rows.append(cells.map(PlainText.of))
    }

    /// The table as text, a line a row.
    func text(_ console: Console) -> String {
        let widths = headings.indices.map { column in
            ([headings] + rows).map { DisplayWidth.of($0[column]) }.max() ?? 0
        }
        let lines = ([headings] + rows).enumerated().map { index, row in
            let line = row.enumerated().map { column, cell in
                let space = String(repeating: " ", count: widths[column] - DisplayWidth.of(cell))
                return rightAligned.contains(column) ? space + cell : cell + space
            }.joined(separator: "  ")
            let trimmed = String(line.reversed().drop { $0 == " " }.reversed())
            return index == 0 ? console.bold(trimmed) : trimmed
        }
        return lines.map { $0 + "\n" }.joined()
    }
}
