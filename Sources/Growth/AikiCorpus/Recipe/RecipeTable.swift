import AikiBase
import TOMLKit

/// One table of a recipe: takes typed values out, and says the line of what is wrong.
struct RecipeTable {
    let table: TOMLTable
    let path: String
    let text: String
    /// The line that the table begins at, as far as it is known; keys are looked for from there.
    let firstLine: Int

    init(_ table: TOMLTable, path: String, text: String, firstLine: Int = 1) {
        self.table = table
        self.path = path
        self.text = text
        self.firstLine = firstLine
    }

    func refuseUnknownKeys(_ known: [String]) throws(CorpusError) {
        let unknown = table.keys.filter { !known.contains($0) }
        guard let first = unknown.min(by: { (line(of: $0), $0) < (line(of: $1), $1) }) else {
            return
        }
        throw .unknownKey(path: path, line: line(of: first), key: first, known: known)
    }

    func string(_ key: String) throws(CorpusError) -> String? {
        guard let value = table[key] else { return nil }
        guard let string = value.string else { throw invalid(key, "text in quotation marks") }
        return string
    }

    func strings(_ key: String) throws(CorpusError) -> [String]? {
        guard let value = table[key] else { return nil }
        if let string = value.string { return [string] }
        guard let array = value.array else { throw invalid(key, "a text or a list of texts") }
        var strings: [String] = []
        for element in array {
            guard let string = element.string else { throw invalid(key, "a list of texts") }
            strings.append(string)
        }
        return strings
    }

    func number(_ key: String, _ range: ClosedRange<Double>) throws(CorpusError) -> Double? {
        guard let value = table[key] else { return nil }
        let number = value.double ?? value.int.map(Double.init)
        guard let number, range.contains(number) else {
            throw invalid(key, "a number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    func whole(_ key: String, _ range: ClosedRange<Int>) throws(CorpusError) -> Int? {
        guard let value = table[key] else { return nil }
        guard let number = value.int, range.contains(number) else {
            throw invalid(key, "a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    func truth(_ key: String) throws(CorpusError) -> Bool? {
        guard let value = table[key] else { return nil }
        guard let truth = value.bool else { throw invalid(key, "true or false") }
        return truth
    }

    /// A table within.
    func inner(_ key: String) throws(CorpusError) -> RecipeTable? {
        guard let value = table[key] else { return nil }
        guard let inner = value.table else { throw invalid(key, "a table") }
        return RecipeTable(inner, path: path, text: text, firstLine: line(of: key))
    }

    /// The tables of a list, `[[key]]`.
    func list(_ key: String) throws(CorpusError) -> [RecipeTable] {
        guard let value = table[key] else { return [] }
        guard let array = value.array else { throw invalid(key, "tables: [[\(key)]]") }
        var tables: [RecipeTable] = []
        var line = firstLine
        for element in array {
            guard let inner = element.table else { throw invalid(key, "tables: [[\(key)]]") }
            line = lineOf("[[\(key)]]", after: line)
            tables.append(RecipeTable(inner, path: path, text: text, firstLine: line))
            line += 1
        }
        return tables
    }

    func invalid(_ key: String, _ expected: String) -> CorpusError {
        .invalidValue(path: path, line: line(of: key), key: key, expected: expected)
    }

    private func lineOf(_ start: String, after first: Int) -> Int {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.endsLine)
        for index in max(0, first - 1)..<max(first - 1, lines.count)
        where lines[index].drop(while: { $0 == " " || $0 == "\t" }).hasPrefix(start) {
            return index + 1
        }
        return first
    }

    /// The first line from the table's own on that sets a key or opens its table.
    func line(of key: String) -> Int {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.endsLine)
        for from in [firstLine - 1, 0] {
            for index in from..<max(from, lines.count) {
                let line = lines[index]
                let names = line.drop { " \t[".contains($0) }.prefix { !"=]".contains($0) }
                let last = names.split(separator: ".").last?.filter { !" \t\"'".contains($0) }
                if last == key { return index + 1 }
            }
        }
        return firstLine
    }
}
