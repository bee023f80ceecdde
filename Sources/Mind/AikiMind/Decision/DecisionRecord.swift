public import AikiBase

/// A decision with what it was made from: enough to make it again, and nothing of what was said.
public struct DecisionRecord: Sendable, Equatable {
    /// What it was made from.
    public let features: DecisionFeatures
    /// What was settled.
    public let decision: Decision

    /// Decides, and keeps why.
    public init(_ features: DecisionFeatures) {
        self.features = features
        decision = DecisionEngine.decide(features)
    }

    /// The record as JSON: the decision in words, and the features it follows from.
    public var json: JSONValue {
        ["decision": decision.json, "features": features.json]
    }

    /// Reads what ``json`` wrote by deciding again; nil where it is something else.
    public init?(json: JSONValue) {
        guard let features = json["features"].flatMap(DecisionFeatures.init) else { return nil }
        self.init(features)
    }

    /// Whether a record's decision is the one that its features lead to.
    ///
    /// - Returns: nil where it is no record.
    public static func isReplayed(_ json: JSONValue) -> Bool? {
        guard let again = DecisionRecord(json: json) else { return nil }
        return json["decision"]?.encoded() == again.decision.json.encoded()
    }
}

extension Decision {
    /// The decision as JSON, for records and `--json`.
    public var json: JSONValue {
        [
            "action": .string(action.rawValue), "intention": .string(intention.rawValue),
            "urgency": .number(urgency), "complexity": .number(complexity),
            "reasons": .array(reasons.map(JSONValue.string)),
            "memories": .array(memories.map { .integer($0) }),
            "tone": .string(effects.tone.rawValue),
            "verbosity": .string(effects.verbosity.rawValue),
            "memories_max": .integer(Int64(effects.memoriesMax)),
            "speaking_threshold": .number(effects.speakingThreshold),
            "alternatives": .array(
                alternatives.map {
                    ["action": .string($0.action.rawValue), "reason": .string($0.reason)]
                }),
        ]
    }
}
