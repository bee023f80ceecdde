import AikiBase

/// Makes one schema of a schema with `allOf`, or with `$ref` beside other keywords.
extension SchemaReader {
    /// The schema without `allOf` and `$ref`.
    mutating func merged(
        _ object: JSONObject, _ path: String, depth: Int
    ) throws(GrammarError) -> JSONObject {
        guard depth <= Grammar.nestingMax else { throw .tooDeep(limit: Grammar.nestingMax) }
        var result = object
        result["allOf"] = nil
        result["$ref"] = nil
        if let pointer = object["$ref"] {
            guard let text = pointer.text else {
                throw .invalidSchema(path: path, problem: "'$ref' is no text")
            }
            let target = try resolve(text, path: path)
            result = try combined(result, try plain(target, path, depth), path)
        }
        guard let list = object["allOf"] else { return result }
        guard let branches = list.elements else {
            throw .invalidSchema(path: path, problem: "'allOf' lists schemas")
        }
        for (index, branch) in branches.enumerated() {
            let inside = path + "/allOf/\(index)"
            result = try combined(result, try plain(branch, inside, depth), inside)
        }
        return result
    }

    private mutating func plain(
        _ schema: JSONValue, _ path: String, _ depth: Int
    ) throws(GrammarError) -> JSONObject {
        if schema.truth == true { return [:] }
        guard case .object(let object) = schema else {
            throw .invalidSchema(path: path, problem: "a schema that allows nothing, or is none")
        }
        guard object["allOf"] != nil || object["$ref"] != nil else { return object }
        return try merged(object, path, depth: depth + 1)
    }

    private mutating func combined(
        _ first: JSONObject, _ second: JSONObject, _ path: String
    ) throws(GrammarError) -> JSONObject {
        let properties = second["properties"]?.object ?? [:]
        try count(1 + second.count + properties.count + (first["properties"]?.object?.count ?? 0))
        try refuseClosed(first, second, path)
        try refuseClosed(second, first, path)
        var result = first
        for (keyword, value) in second.pairs {
            guard let other = result[keyword], other != value,
                !SchemaReader.annotations.contains(keyword)
            else {
                if result[keyword] == nil { result[keyword] = value }
                continue
            }
            result[keyword] = try combined(keyword, other, value, path)
        }
        return result
    }

    /// `additionalProperties` that forbids what another branch lists cannot be merged member by
    /// member.
    private func refuseClosed(
        _ closed: JSONObject, _ other: JSONObject, _ path: String
    ) throws(GrammarError) {
        guard let others = closed["additionalProperties"], others.truth != true else { return }
        let known = closed["properties"]?.object ?? [:]
        for name in other["properties"]?.object?.keys ?? [] where known[name] == nil {
            throw .unsupportedKeyword(
                path: path, keyword: "allOf with additionalProperties that exclude '\(name)'")
        }
    }

    private func combined(
        _ keyword: String, _ first: JSONValue, _ second: JSONValue, _ path: String
    ) throws(GrammarError) -> JSONValue {
        switch keyword {
        case "properties":
            var properties = first.object ?? [:]
            for (name, schema) in second.object?.pairs ?? [] {
                properties[name] = properties[name].map { ["allOf": [$0, schema]] } ?? schema
            }
            return .object(properties)
        case "required":
            let names = first.elements ?? []
            return .array(names + (second.elements ?? []).filter { !names.contains($0) })
        case "type": return try commonTypes(first, second, path)
        case "enum":
            let values = second.elements ?? []
            return .array((first.elements ?? []).filter { values.contains($0) })
        case "minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties":
            return first.real ?? 0 >= second.real ?? 0 ? first : second
        case "maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties":
            return first.real ?? 0 <= second.real ?? 0 ? first : second
        case "items", "additionalProperties":
            if first.truth == true { return second }
            if second.truth == true { return first }
            if first.truth == false || second.truth == false { return false }
            return ["allOf": [first, second]]
        default:
            throw .unsupportedKeyword(path: path, keyword: "allOf with two of " + keyword)
        }
    }

    private func commonTypes(
        _ first: JSONValue, _ second: JSONValue, _ path: String
    ) throws(GrammarError) -> JSONValue {
        let left = first.elements ?? [first]
        let right = second.elements ?? [second]
        var common = left.filter { right.contains($0) }
        if left.contains("number"), right.contains("integer") || left.contains("integer") {
            if right.contains("integer"), !common.contains("integer") { common.append("integer") }
        }
        if right.contains("number"), left.contains("integer"), !common.contains("integer") {
            common.append("integer")
        }
        guard !common.isEmpty else {
            throw .invalidSchema(path: path, problem: "'allOf' leaves no type")
        }
        return .array(common)
    }
}
