import AikiBase
import TOMLKit

/// Reads `aiki.toml` into values by `table.key`.
enum SettingsFile {
    /// The most bytes of the file.
    static let bytesMax = 1 << 20

    static func read(_ text: String, path: String) throws(HouseError) -> [String: JSONValue] {
        guard text.utf8.count <= bytesMax else {
            throw .unreadableFile(path: path, problem: "it exceeds \(bytesMax) bytes")
        }
        if let line = TOMLHeaders.firstUnreadableLine(in: text) {
            throw .malformedSettings(
                path: path, line: line, problem: "no name of a table begins so")
        }
        let table: TOMLTable
        do {
            table = try TOMLTable(string: text)
        } catch let error as TOMLParseError {
            throw .malformedSettings(
                path: path, line: error.source.begin.line, problem: error.description)
        } catch {
            throw .malformedSettings(path: path, line: 1, problem: "\(error)")
        }
        var values: [String: JSONValue] = [:]
        for name in table.keys {
            guard let member = table[name] else { continue }
            guard let section = member.table else {
                values[name] = json(member)
                continue
            }
            for key in section.keys {
                guard let value = section[key] else { continue }
                values["\(name).\(key)"] = json(value)
            }
        }
        return values
    }

    /// A value of TOML as one of JSON; null for dates and times.
    static func json(_ value: any TOMLValueConvertible) -> JSONValue {
        if let value = value.bool { return .bool(value) }
        if let value = value.int { return .integer(Int64(value)) }
        if let value = value.double { return .number(value) }
        if let value = value.string { return .string(value) }
        if let value = value.array { return .array(value.map { json($0) }) }
        guard let table = value.table else { return .null }
        var object = JSONObject()
        for key in table.keys {
            guard let member = table[key] else { continue }
            object[key] = json(member)
        }
        return .object(object)
    }
}
