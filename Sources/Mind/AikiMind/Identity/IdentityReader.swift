import AikiBase
import TOMLKit

/// Takes typed values out of the table of `identity.toml`, and says the line of what is wrong.
struct IdentityReader {
    let table: TOMLTable
    let text: String

    func refuseUnknownKeys(_ known: [String]) throws(MindError) {
        // Keys come out in no order that is promised; the first of the file is the one to name.
        let unknown = table.keys.filter { !known.contains($0) }
        guard let first = unknown.min(by: { line(of: $0) < line(of: $1) }) else { return }
        throw .unknownKey(line: line(of: first), key: first, known: known)
    }

    func string(_ key: String) throws(MindError) -> String {
        guard let value = table[key] else { return "" }
        guard let string = value.string else { throw wrongType(key, "text in quotes") }
        return string
    }

    func strings(_ key: String) throws(MindError) -> [String] {
        guard let value = table[key] else { return [] }
        guard let array = value.array else { throw wrongType(key, "a list of texts") }
        var strings: [String] = []
        for element in array {
            guard let string = element.string else { throw wrongType(key, "a list of texts") }
            strings.append(string)
        }
        return strings
    }

    /// Name and text of each member of a table, sorted by name so that the order never changes.
    func pairs(_ key: String) throws(MindError) -> [(String, String)] {
        guard let value = table[key] else { return [] }
        guard let members = value.table else { throw wrongType(key, "a table of texts") }
        var pairs: [(String, String)] = []
        for name in members.keys.sorted() {
            guard let string = members[name]?.string else {
                throw wrongType(key, "a table of texts")
            }
            pairs.append((name, string))
        }
        return pairs
    }

    func wrongType(_ key: String, _ expected: String) -> MindError {
        .wrongType(line: line(of: key), key: key, expected: expected)
    }

    /// The first line that starts with a key or opens its table; 1 where none is found. The parser
    /// tells lines of errors of syntax only.
    private func line(of key: String) -> Int {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.endsLine)
        for (index, line) in lines.enumerated() {
            let start = line.drop { " \t[\"'".contains($0) }
            guard start.hasPrefix(key) else { continue }
            let rest = start.dropFirst(key.count).drop { " \t\"'".contains($0) }
            if let next = rest.first, "=].".contains(next) { return index + 1 }
        }
        return 1
    }
}
