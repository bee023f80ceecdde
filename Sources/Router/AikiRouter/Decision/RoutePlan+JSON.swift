public import AikiBase

extension RoutePlan {
    /// The plan as JSON, for records and `--json`.
    public var json: JSONValue {
        var members: JSONObject = [
            "model": .string(model), "rule": .string(rule.rawValue),
            "complexity": .number(complexity), "reasons": .array(reasons.map { .string($0) }),
            "alternatives": .array(
                alternatives.map {
                    [
                        "model": .string($0.model), "usable": .bool($0.isUsable),
                        "reason": .string($0.reason),
                    ]
                }),
        ]
        if let escalation { members["escalation"] = .string(escalation) }
        return .object(members)
    }

    /// Reads what ``json`` wrote; nil where it is something else.
    public init?(json: JSONValue) {
        guard let model = json["model"]?.text,
            let rule = json["rule"]?.text.flatMap(Rule.init),
            let complexity = json["complexity"]?.real,
            let reasons = json["reasons"]?.elements,
            let alternatives = json["alternatives"]?.elements
        else { return nil }
        self.model = model
        self.rule = rule
        self.complexity = complexity
        self.reasons = reasons.compactMap(\.text)
        escalation = json["escalation"]?.text
        self.alternatives = alternatives.compactMap { value in
            guard let model = value["model"]?.text, let reason = value["reason"]?.text,
                let isUsable = value["usable"]?.truth
            else { return nil }
            return Alternative(model: model, reason: reason, isUsable: isUsable)
        }
    }
}
