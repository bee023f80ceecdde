/// Rows of values with semicolons between; a value in double quotes may hold semicolons, and double
/// quotes doubled.
package enum SemicolonTable {
    /// The values of a row.
    package static func fields(_ line: Substring) -> [String] {
        var fields: [String] = []
        var field = ""
        var isQuoted = false
        var rest = line[...]
        while let character = rest.popFirst() {
            switch character {
            case "\"" where isQuoted && rest.first == "\"":
                field.append("\"")
                rest = rest.dropFirst()
            case "\"" where isQuoted || field.isEmpty: isQuoted.toggle()
            case ";" where !isQuoted:
                fields.append(field)
                field = ""
            default: field.append(character)
            }
        }
        return fields + [field]
    }
}
