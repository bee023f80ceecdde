import AikiBase
import Foundation

/// A small validator of JSON schemas, written apart from the grammar so that one checks the other.
struct SchemaValidator {
    let document: JSONValue

    func isValid(_ value: JSONValue, _ schema: JSONValue) -> Bool {
        if let truth = schema.truth { return truth }
        guard let object = schema.object else { return false }
        return object.pairs.allSatisfy { keyword, expected in
            holds(keyword, expected, value, object)
        }
    }

    private func holds(
        _ keyword: String, _ expected: JSONValue, _ value: JSONValue, _ schema: JSONObject
    ) -> Bool {
        let list = expected.elements ?? []
        switch keyword {
        case "type":
            return (expected.elements ?? [expected]).contains { hasType(value, $0.text ?? "") }
        case "enum": return list.contains(value)
        case "const": return expected == value
        case "anyOf": return list.contains { isValid(value, $0) }
        case "oneOf": return list.filter { isValid(value, $0) }.count == 1
        case "allOf": return list.allSatisfy { isValid(value, $0) }
        case "$ref": return isValid(value, resolve(expected.text ?? ""))
        default: break
        }
        switch value {
        case .object(let object): return holds(keyword, expected, object, schema)
        case .array(let elements): return holds(keyword, expected, elements, schema)
        case .string(let text): return holds(keyword, expected, text)
        case .integer, .number: return holds(keyword, expected.real ?? 0, value.real ?? 0)
        default: return true
        }
    }

    private func resolve(_ pointer: String) -> JSONValue {
        var value = document
        for part in pointer.dropFirst().split(separator: "/") {
            let name = String(part).replacing("~1", with: "/").replacing("~0", with: "~")
            value = value[name] ?? .bool(false)
        }
        return value
    }

    private func hasType(_ value: JSONValue, _ type: String) -> Bool {
        switch value {
        case .null: type == "null"
        case .bool: type == "boolean"
        case .integer: type == "integer" || type == "number"
        case .number(let real): type == "number" || (type == "integer" && real == real.rounded())
        case .string: type == "string"
        case .array: type == "array"
        case .object: type == "object"
        }
    }

    private func holds(
        _ keyword: String, _ expected: JSONValue, _ object: JSONObject, _ schema: JSONObject
    ) -> Bool {
        let properties = schema["properties"]?.object ?? [:]
        switch keyword {
        case "properties":
            return properties.pairs.allSatisfy { name, inner in
                object[name].map { isValid($0, inner) } ?? true
            }
        case "required":
            return (expected.elements ?? []).allSatisfy { object[$0.text ?? ""] != nil }
        case "additionalProperties":
            return object.pairs.allSatisfy { name, member in
                properties[name] != nil || isValid(member, expected)
            }
        case "minProperties": return object.count >= expected.wholeNumber ?? 0
        case "maxProperties": return object.count <= expected.wholeNumber ?? 0
        default: return true
        }
    }

    private func holds(
        _ keyword: String, _ expected: JSONValue, _ elements: [JSONValue], _ schema: JSONObject
    ) -> Bool {
        let prefix = schema["prefixItems"]?.elements ?? []
        switch keyword {
        case "items": return elements.dropFirst(prefix.count).allSatisfy { isValid($0, expected) }
        case "prefixItems": return zip(elements, prefix).allSatisfy { isValid($0, $1) }
        case "minItems": return elements.count >= expected.wholeNumber ?? 0
        case "maxItems": return elements.count <= expected.wholeNumber ?? 0
        default: return true
        }
    }

    private func holds(_ keyword: String, _ expected: JSONValue, _ text: String) -> Bool {
        switch keyword {
        case "minLength": return text.unicodeScalars.count >= expected.wholeNumber ?? 0
        case "maxLength": return text.unicodeScalars.count <= expected.wholeNumber ?? 0
        case "pattern":
            guard let regex = try? Regex(expected.text ?? "").matchingSemantics(.unicodeScalar)
            else {
                return false
            }
            return text.firstMatch(of: regex) != nil
        case "format": return hasFormat(text, expected.text ?? "")
        default: return true
        }
    }

    private func hasFormat(_ text: String, _ format: String) -> Bool {
        switch format {
        case "date":
            let parts = text.split(separator: "-").compactMap { Int($0) }
            guard parts.count == 3, text.utf8.count == 10 else { return false }
            let days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
            return (1...12).contains(parts[1]) && (1...days[parts[1] - 1]).contains(parts[2])
        case "date-time":
            let parts = text.split(separator: "T", maxSplits: 1).map(String.init)
            return parts.count == 2 && hasFormat(parts[0], "date") && hasFormat(parts[1], "time")
        case "time":
            let pattern = #/([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)/#
            return text.wholeMatch(of: pattern) != nil
        case "uuid": return UUID(uuidString: text) != nil
        default: return false
        }
    }

    private func holds(_ keyword: String, _ expected: Double, _ number: Double) -> Bool {
        switch keyword {
        case "minimum": number >= expected
        case "maximum": number <= expected
        case "exclusiveMinimum": number > expected
        case "exclusiveMaximum": number < expected
        default: true
        }
    }
}
