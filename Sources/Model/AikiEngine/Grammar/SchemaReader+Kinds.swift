import AikiBase

extension SchemaReader {
    private static let keywords: [String: [String]] = [
        "object": [
            "properties", "required", "additionalProperties", "minProperties", "maxProperties",
        ],
        "array": [
            "items", "prefixItems", "additionalItems", "minItems", "maxItems", "uniqueItems",
        ],
        "string": ["minLength", "maxLength", "pattern", "format"],
        "integer": ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "format"],
        "number": ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "format"],
    ]

    /// What a schema allows by its types, or by the keywords of one type.
    mutating func typed(
        _ object: JSONObject, _ place: Place
    ) throws(GrammarError) -> GrammarExpression {
        let constraints = Self.constraints(object).filter { $0 != "type" }
        let named = try types(of: object, place)
        let implied = ["object", "array", "string", "integer"].first { type in
            constraints.contains { Self.keywords[type]?.contains($0) ?? false }
        }
        guard let types = named ?? implied.map({ [$0 == "integer" ? "number" : $0] }) else {
            throw .unsupportedKeyword(path: place.path, keyword: constraints.first ?? "type")
        }
        for keyword in constraints {
            let isKnown = types.contains { Self.keywords[$0]?.contains(keyword) ?? false }
            let isForOther = Self.keywords.values.contains { $0.contains(keyword) }
            guard isKnown || isForOther else {
                throw .unsupportedKeyword(path: place.path, keyword: keyword)
            }
        }
        var choices: [GrammarExpression] = []
        for type in types {
            if type == "integer", types.contains("number") { continue }
            choices.append(try expression(ofType: type, object, place))
        }
        return .choice(choices)
    }

    private mutating func expression(
        ofType type: String, _ object: JSONObject, _ place: Place
    ) throws(GrammarError) -> GrammarExpression {
        switch type {
        case "object": return try self.object(object, place)
        case "array": return try array(object, place)
        case "string": return try string(object, place)
        case "integer": return try integer(object, place)
        case "number":
            for keyword in ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"]
            where object[keyword] != nil {
                throw .unsupportedKeyword(path: place.path, keyword: keyword + " of a number")
            }
            return .rule("number")
        default: return .rule(type)
        }
    }

    /// A whole number that is not negative; nil where the keyword is absent.
    private func count(
        _ object: JSONObject, _ keyword: String, _ place: Place
    ) throws(GrammarError) -> Int? {
        guard let value = object[keyword] else { return nil }
        guard let count = value.wholeNumber, count >= 0 else {
            throw .invalidSchema(path: place.path, problem: "'\(keyword)' is \(value.encoded())")
        }
        return count
    }

    private func counts(
        _ object: JSONObject, _ low: String, _ high: String, _ place: Place
    ) throws(GrammarError) -> (min: Int, max: Int?) {
        let min = try count(object, low, place) ?? 0
        let max = try count(object, high, place)
        guard min <= max ?? min else {
            throw .invalidSchema(path: place.path, problem: "'\(low)' is above '\(high)'")
        }
        return (min, max)
    }

    // MARK: Strings and numbers

    private func string(
        _ object: JSONObject, _ place: Place
    ) throws(GrammarError) -> GrammarExpression {
        let (min, max) = try counts(object, "minLength", "maxLength", place)
        let hasLength = min > 0 || max != nil
        if let pattern = object["pattern"] {
            guard let text = pattern.text else {
                throw .invalidSchema(path: place.path, problem: "'pattern' is no text")
            }
            if hasLength || object["format"] != nil {
                let other = object["format"] != nil ? "format" : "minLength or maxLength"
                throw .unsupportedKeyword(path: place.path, keyword: other + " beside pattern")
            }
            return JSONGrammar.quoted(try PatternParser.expression(text, path: place.path))
        }
        if let format = object["format"] {
            guard let expression = format.text.flatMap(StringFormat.expression) else {
                throw .unsupportedKeyword(
                    path: place.path, keyword: "format: " + (format.text ?? format.encoded()))
            }
            if hasLength {
                throw .unsupportedKeyword(
                    path: place.path, keyword: "minLength or maxLength beside format")
            }
            return JSONGrammar.quoted(expression)
        }
        guard hasLength else { return .rule("string") }
        return JSONGrammar.quoted(.repetition(.rule("character"), min: min, max: max))
    }

    private func integer(
        _ object: JSONObject, _ place: Place
    ) throws(GrammarError) -> GrammarExpression {
        func bound(
            _ keyword: String, _ exclusive: String, _ inward: Int, _ tighter: (Int, Int) -> Int
        ) throws(GrammarError) -> Int? {
            var result: Int?
            for (name, offset) in [(keyword, 0), (exclusive, inward)] {
                guard let value = object[name] else { continue }
                guard let real = value.real, real.magnitude < 0x1p53 else {
                    throw .invalidSchema(
                        path: place.path, problem: "'\(name)' is \(value.encoded())")
                }
                // 2.5 as a lower bound is 3, whether it is exclusive or not.
                let whole = Int(inward > 0 ? real.rounded(.up) : real.rounded(.down))
                let number = Double(whole) == real ? whole + offset : whole
                result = result.map { tighter($0, number) } ?? number
            }
            return result
        }
        let min = try bound("minimum", "exclusiveMinimum", 1, Swift.max)
        let max = try bound("maximum", "exclusiveMaximum", -1, Swift.min)
        guard min != nil || max != nil else { return .rule("integer") }
        if let min, let max, min > max {
            throw .invalidSchema(path: place.path, problem: "no number is from \(min) to \(max)")
        }
        return IntegerRange.expression(min: min, max: max)
    }

    // MARK: Arrays

    private mutating func array(
        _ object: JSONObject, _ place: Place
    ) throws(GrammarError) -> GrammarExpression {
        if object["uniqueItems"]?.truth == true {
            throw .unsupportedKeyword(path: place.path, keyword: "uniqueItems")
        }
        let (min, max) = try counts(object, "minItems", "maxItems", place)
        // Before 2020 a list in `items` was what `prefixItems` is now.
        let oldPrefix = object["items"]?.elements
        let prefix = object["prefixItems"]?.elements ?? oldPrefix ?? []
        let rest = oldPrefix == nil ? object["items"] : object["additionalItems"]
        let allowsMore = rest?.truth != false
        if prefix.isEmpty {
            guard allowsMore || max == 0 else {
                guard min == 0 else {
                    throw .invalidSchema(path: place.path, problem: "no item is allowed")
                }
                return JSONGrammar.list("[", .bytes([]), "]", min: 0, max: 0)
            }
            let item =
                max == 0 ? .bytes([]) : try expression(rest ?? true, place.inside("items"))
            return JSONGrammar.list("[", item, "]", min: min, max: max)
        }
        return try tuple(prefix, allowsMore ? rest : nil, min, max, allowsMore, place)
    }

    /// All items of the prefix, in order, then further ones where a schema for them is given or so
    /// many are asked for.
    private mutating func tuple(
        _ prefix: [JSONValue], _ rest: JSONValue?, _ min: Int, _ max: Int?, _ allowsMore: Bool,
        _ place: Place
    ) throws(GrammarError) -> GrammarExpression {
        guard min <= prefix.count || allowsMore else {
            throw .invalidSchema(path: place.path, problem: "fewer items are allowed than needed")
        }
        var parts: [GrammarExpression] = []
        for (index, schema) in prefix.prefix(max ?? prefix.count).enumerated() {
            if index > 0 { parts.append(JSONGrammar.comma) }
            parts.append(try expression(schema, place.inside("prefixItems/\(index)")))
        }
        let needed = Swift.max(0, min - prefix.count)
        if rest != nil || needed > 0, max ?? .max > prefix.count {
            let item = try expression(rest ?? true, place.inside("items"))
            let most = rest == nil ? needed : max.map { $0 - prefix.count }
            parts.append(
                .repetition(.sequence([JSONGrammar.comma, item]), min: needed, max: most))
        }
        parts.append(JSONGrammar.space)
        return JSONGrammar.brackets("[", .sequence(parts), "]")
    }

    // MARK: Objects

    private mutating func object(
        _ object: JSONObject, _ place: Place
    ) throws(GrammarError) -> GrammarExpression {
        let required = try names(object["required"], place)
        let properties = object["properties"]?.object ?? [:]
        if let given = object["properties"], given.object == nil {
            throw .invalidSchema(path: place.path, problem: "'properties' is no object")
        }
        let (min, max) = try counts(object, "minProperties", "maxProperties", place)
        let others = object["additionalProperties"]
        let allowsOthers = others.map { $0.truth != false } ?? properties.isEmpty
        if properties.isEmpty, required.isEmpty {
            guard allowsOthers else {
                return JSONGrammar.list("{", .bytes([]), "}", min: 0, max: 0)
            }
            let value = try expression(others ?? true, place.inside("additionalProperties"))
            // Counted members must differ, which a grammar cannot see.
            if min > 1 { throw .unsupportedKeyword(path: place.path, keyword: "minProperties") }
            let member = JSONGrammar.member(.rule("string"), value)
            return JSONGrammar.list("{", member, "}", min: min, max: max)
        }
        for keyword in ["minProperties", "maxProperties"] where object[keyword] != nil {
            throw .unsupportedKeyword(path: place.path, keyword: keyword + " beside properties")
        }
        return try members(properties, required, allowsOthers ? others ?? true : false, place)
    }

    private func names(_ value: JSONValue?, _ place: Place) throws(GrammarError) -> [String] {
        guard let value else { return [] }
        let names = value.elements?.compactMap(\.text) ?? []
        guard names.count == value.elements?.count else {
            throw .invalidSchema(path: place.path, problem: "'required' lists no names")
        }
        return names
    }

    /// Members in order; those not required may be left out.
    private mutating func members(
        _ properties: JSONObject, _ required: [String], _ others: JSONValue?, _ place: Place
    ) throws(GrammarError) -> GrammarExpression {
        try count(properties.keys.reduce(required.count) { $0 + 1 + $1.utf8.count })
        let isRequired = Set(required)
        var listed: [(member: GrammarExpression, isRequired: Bool)] = []
        let missing = required.filter { properties[$0] == nil }
        if let first = missing.first, others?.truth == false {
            throw .invalidSchema(
                path: place.path, problem: "'\(first)' is required and not among the properties")
        }
        for (name, schema) in properties.pairs {
            let value = try expression(schema, place.inside("properties/" + name))
            let key = JSONGrammar.literal(.string(name))
            listed.append((JSONGrammar.member(key, value), isRequired.contains(name)))
        }
        for name in missing {
            let value = try expression(others ?? true, place.inside("additionalProperties"))
            listed.append((JSONGrammar.member(JSONGrammar.literal(.string(name)), value), true))
        }
        var more: GrammarExpression?
        if let others, others.truth != false {
            let key = KeyExclusion.key(otherThan: properties.keys + missing)
            let value = try expression(others, place.inside("additionalProperties"))
            more = JSONGrammar.member(key, value)
        }
        let inner = try sequence(of: listed, more, place)
        return JSONGrammar.brackets("{", inner, "}")
    }

    /// Members with commas between those that are there.
    ///
    /// From the end on: `tail` is what may follow a member, `head` what may come first.
    private mutating func sequence(
        of members: [(member: GrammarExpression, isRequired: Bool)], _ more: GrammarExpression?,
        _ place: Place
    ) throws(GrammarError) -> GrammarExpression {
        var tail = GrammarExpression.bytes([])
        var head = GrammarExpression.bytes([])
        if let more {
            tail = .any(.sequence([JSONGrammar.comma, more]))
            head = .optional(.sequence([more, tail]))
        }
        for (member, isRequired) in members.reversed() {
            let tailRule = addRule(tail)
            let first = GrammarExpression.sequence([addRule(member), tailRule])
            head = isRequired ? first : addRule(.choice([first, head]))
            let next = GrammarExpression.sequence([JSONGrammar.comma, first])
            tail = isRequired ? next : .choice([next, tailRule])
        }
        return .sequence([head, JSONGrammar.space])
    }
}
