import AikiBase

/// Turns a JSON schema into rules; `SchemaReader+Kinds` holds the types, `SchemaReader+Merging`
/// `allOf`.
struct SchemaReader {
    let document: JSONValue
    private var rules: [(name: String, expression: GrammarExpression)] = JSONGrammar.rules
    private var references: Set<String> = []
    private var waiting: [String] = []
    private var work = 0

    /// All rules of a schema; matching starts at `root`.
    static func rules(
        of schema: JSONValue
    ) throws(GrammarError) -> [(name: String, expression: GrammarExpression)] {
        let bytes = schema.encoded().utf8.count
        guard bytes <= Grammar.sourceBytesMax else {
            throw .sourceTooLong(bytes: bytes, limitBytes: Grammar.sourceBytesMax)
        }
        var reader = SchemaReader(document: schema)
        let root = try reader.expression(schema, Place(path: "#", depth: 0))
        reader.rules.append(("root", root))
        while let pointer = reader.waiting.popLast() {
            let target = try reader.resolve(pointer, path: pointer)
            let expression = try reader.expression(target, Place(path: pointer, depth: 0))
            reader.rules.append(("ref " + pointer, expression))
        }
        return reader.rules
    }

    private init(document: JSONValue) {
        self.document = document
    }

    /// Where a schema stands.
    struct Place {
        /// The pointer, for errors.
        let path: String
        /// How many schemas it is inside of.
        let depth: Int

        /// A place inside.
        func inside(_ name: String) -> Place { Place(path: path + "/" + name, depth: depth + 1) }
    }

    /// Keywords that say nothing about what is valid.
    static let annotations: Set<String> = [
        "$schema", "$id", "$comment", "$defs", "definitions", "title", "description", "default",
        "examples", "example", "deprecated", "readOnly", "writeOnly", "discriminator", "strict",
        "name", "contentMediaType", "contentEncoding",
    ]

    /// Keywords without annotations.
    static func constraints(_ schema: JSONObject) -> [String] {
        schema.keys.filter { !annotations.contains($0) && !$0.hasPrefix("x-") }
    }

    /// Counts schemas and members that are looked at; merging could make them many.
    mutating func count(_ more: Int) throws(GrammarError) {
        work += more
        guard work <= Grammar.elementsMax else { throw .tooLarge(limit: Grammar.elementsMax) }
    }

    /// Gives an expression a name, so that it is unfolded once however often it is used.
    mutating func addRule(_ expression: GrammarExpression) -> GrammarExpression {
        let name = "part \(rules.count)"
        rules.append((name, expression))
        return .rule(name)
    }

    // MARK: Any schema

    /// What a schema allows.
    mutating func expression(
        _ schema: JSONValue, _ place: Place
    ) throws(GrammarError) -> GrammarExpression {
        guard place.depth <= Grammar.nestingMax else { throw .tooDeep(limit: Grammar.nestingMax) }
        try count(1)
        if case .bool(let allows) = schema {
            guard allows else {
                throw .invalidSchema(path: place.path, problem: "'false' allows nothing")
            }
            return .rule("value")
        }
        guard case .object(let object) = schema else {
            throw .invalidSchema(path: place.path, problem: "a schema is an object")
        }
        let keywords = Self.constraints(object)
        if keywords.isEmpty { return .rule("value") }
        if keywords == ["$ref"] { return try reference(object["$ref"], place) }
        if object["$ref"] != nil || object["allOf"] != nil {
            let merged = try merged(object, place.path, depth: place.depth)
            return try expression(.object(merged), Place(path: place.path, depth: place.depth + 1))
        }
        for keyword in ["anyOf", "oneOf"] where object[keyword] != nil {
            return try choice(object, keyword, place)
        }
        if let value = object["const"] { return try constants([value], object, place) }
        if let values = object["enum"] {
            guard let values = values.elements, !values.isEmpty else {
                throw .invalidSchema(path: place.path, problem: "'enum' lists values")
            }
            return try constants(values, object, place)
        }
        return try typed(object, place)
    }

    private mutating func reference(
        _ value: JSONValue?, _ place: Place
    ) throws(GrammarError) -> GrammarExpression {
        guard let pointer = value?.text, pointer == "#" || pointer.hasPrefix("#/") else {
            throw .unsupportedKeyword(
                path: place.path, keyword: "$ref: " + (value?.text ?? "no text"))
        }
        _ = try resolve(pointer, path: place.path)
        if references.insert(pointer).inserted { waiting.append(pointer) }
        return .rule("ref " + pointer)
    }

    /// The schema that a pointer names (RFC 6901).
    func resolve(_ pointer: String, path: String) throws(GrammarError) -> JSONValue {
        guard pointer.hasPrefix("#") else {
            throw .unsupportedKeyword(path: path, keyword: "$ref: " + pointer)
        }
        var value = document
        for part in pointer.dropFirst().split(separator: "/") {
            let name = Self.unescaped(String(part))
            if let member = value[name] {
                value = member
            } else if let index = Int(name), let elements = value.elements,
                elements.indices.contains(index)
            {
                value = elements[index]
            } else {
                throw .invalidSchema(path: path, problem: "'\(pointer)' names nothing")
            }
        }
        return value
    }

    private static func unescaped(_ part: String) -> String {
        var bytes: [UInt8] = []
        var rest = Array(part.utf8)[...]
        while let byte = rest.popFirst() {
            let next = rest.first
            if byte == UInt8(ascii: "~"), next == UInt8(ascii: "0") || next == UInt8(ascii: "1") {
                bytes.append(next == UInt8(ascii: "0") ? UInt8(ascii: "~") : UInt8(ascii: "/"))
                rest.removeFirst()
            } else if byte == UInt8(ascii: "%"),
                let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(code)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    // MARK: Choices

    private mutating func choice(
        _ object: JSONObject, _ keyword: String, _ place: Place
    ) throws(GrammarError) -> GrammarExpression {
        guard let branches = object[keyword]?.elements, !branches.isEmpty else {
            throw .invalidSchema(path: place.path, problem: "'\(keyword)' lists schemas")
        }
        var base = object
        base[keyword] = nil
        let hasBase = !Self.constraints(base).isEmpty
        var choices: [GrammarExpression] = []
        for (index, branch) in branches.enumerated() {
            let inside = place.inside("\(keyword)/\(index)")
            guard hasBase else {
                choices.append(try expression(branch, inside))
                continue
            }
            let merged = try merged(
                ["allOf": [.object(base), branch]], inside.path, depth: inside.depth)
            choices.append(try expression(.object(merged), inside))
        }
        return .choice(choices)
    }

    private func constants(
        _ values: [JSONValue], _ object: JSONObject, _ place: Place
    ) throws(GrammarError) -> GrammarExpression {
        for keyword in Self.constraints(object)
        where !["const", "enum", "type"].contains(keyword) {
            throw .unsupportedKeyword(path: place.path, keyword: keyword + " beside enum or const")
        }
        var allowed = values
        if let types = try types(of: object, place) {
            allowed = allowed.filter { value in types.contains { Self.has(value, type: $0) } }
        }
        if object["const"] != nil, let list = object["enum"]?.elements {
            allowed = allowed.filter { list.contains($0) }
        }
        guard !allowed.isEmpty else {
            throw .invalidSchema(path: place.path, problem: "no value is left")
        }
        return .choice(allowed.map(JSONGrammar.literal))
    }

    /// Whether a value has a type.
    static func has(_ value: JSONValue, type: String) -> Bool {
        switch value {
        case .null: type == "null"
        case .bool: type == "boolean"
        case .integer: type == "integer" || type == "number"
        case .number(let number):
            type == "number" || (type == "integer" && number == number.rounded())
        case .string: type == "string"
        case .array: type == "array"
        case .object: type == "object"
        }
    }

    /// The types a schema names, nil where it names none.
    func types(
        of object: JSONObject, _ place: Place
    ) throws(GrammarError) -> [String]? {
        guard let type = object["type"] else { return nil }
        let names = type.elements.map { $0.compactMap(\.text) } ?? type.text.map { [$0] } ?? []
        let known: Set = ["string", "number", "integer", "boolean", "null", "object", "array"]
        guard !names.isEmpty, names.allSatisfy(known.contains),
            names.count == type.elements?.count ?? 1
        else {
            throw .invalidSchema(path: place.path, problem: "'type' is \(type.encoded())")
        }
        return names
    }
}
