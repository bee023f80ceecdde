import AikiBase

/// Holds JSON values against the schemas of an OpenAPI description, strictly: members that a schema does
/// not name are wrong even where it does not say so.
struct OpenAPISchema {
    let document: JSONValue

    /// What is wrong with a value; nothing where it fits.
    func problems(_ value: JSONValue, _ schema: JSONValue, at path: String = "$") -> [String] {
        if let reference = schema["$ref"]?.text {
            return problems(value, resolve(reference), at: path)
        }
        if schema["nullable"]?.truth == true, value == .null { return [] }
        if let choices = (schema["anyOf"] ?? schema["oneOf"])?.elements {
            let found = choices.map { problems(value, $0, at: path) }
            return found.contains([]) ? [] : found.min { $0.count < $1.count } ?? ["\(path): none"]
        }
        if let parts = schema["allOf"]?.elements {
            return parts.flatMap { problems(value, $0, at: path) }
        }
        if let allowed = schema["enum"]?.elements {
            return allowed.contains(value) ? [] : ["\(path): \(value.encoded()) is not in the list"]
        }
        switch schema["type"]?.text {
        case "object": return objectProblems(value, schema, at: path)
        case "array":
            guard let elements = value.elements else { return ["\(path): no array"] }
            return elements.enumerated().flatMap {
                problems($0.element, schema["items"] ?? [:], at: "\(path)[\($0.offset)]")
            }
        case "integer":
            guard case .integer(let number) = value else { return ["\(path): no whole number"] }
            return Double(number) < schema["minimum"]?.real ?? -.infinity
                ? ["\(path): too small"] : []
        case "number": return value.real == nil ? ["\(path): no number"] : []
        case "string": return value.text == nil ? ["\(path): no string"] : []
        case "boolean": return value.truth == nil ? ["\(path): no truth value"] : []
        default:
            // Only `nullable`: null and nothing else, as the description means it.
            return schema["nullable"]?.truth == true ? ["\(path): not null"] : []
        }
    }

    private func objectProblems(
        _ value: JSONValue, _ schema: JSONValue, at path: String
    ) -> [String] {
        guard let object = value.object else { return ["\(path): no object"] }
        var found: [String] = []
        for name in schema["required"]?.elements?.compactMap(\.text) ?? []
        where object[name] == nil {
            found.append("\(path): \(name) is missing")
        }
        for (name, member) in object.pairs {
            if let known = schema["properties"]?[name] {
                found += problems(member, known, at: "\(path).\(name)")
            } else if let others = schema["additionalProperties"], others.truth == nil {
                found += problems(member, others, at: "\(path).\(name)")
            } else if schema["additionalProperties"]?.truth != true {
                found.append("\(path): \(name) is not known")
            }
        }
        return found
    }

    private func resolve(_ reference: String) -> JSONValue {
        reference.split(separator: "/").dropFirst().reduce(document) {
            $0[String($1)] ?? .null
        }
    }

    /// The schema of an operation's body; nil where it takes none.
    func body(_ method: String, _ path: String) -> JSONValue? {
        operation(method, path)?["requestBody"]?["content"]?["application/json"]?["schema"]
    }

    /// The schema of an operation's answer.
    func answer(_ method: String, _ path: String) -> JSONValue? {
        operation(method, path)?["responses"]?["200"]?["content"]?["application/json"]?["schema"]
    }

    private func operation(_ method: String, _ path: String) -> JSONValue? {
        document["paths"]?[path]?[method.lowercased()]
    }
}
