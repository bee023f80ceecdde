public import AikiBase

extension DecisionFeatures {
    /// The features as JSON, for the record of a decision.
    public var json: JSONValue {
        [
            "occasion": occasion.json, "must_answer": .bool(mustAnswer),
            "reading": reading.json, "form_complexity": .number(formComplexity),
            "turns_before": .integer(Int64(turnsBefore)),
            "memories": .array(memories.map(\.json)),
            "memory_confidence": .number(memoryConfidence), "is_known": .bool(isKnown),
            "has_memory": .bool(hasMemory), "appraisal": appraisal.json, "state": state.json,
            "policies": policies.json,
        ]
    }

    /// Reads what ``json`` wrote; nil where it is something else.
    public init?(json: JSONValue) {
        guard let occasion = json["occasion"].flatMap(Occasion.init),
            let reading = json["reading"].flatMap(MessageReading.init),
            let mustAnswer = json["must_answer"]?.truth,
            let complexity = json["form_complexity"]?.real,
            let turns = json["turns_before"]?.wholeNumber,
            let memories = json["memories"]?.elements,
            let confidence = json["memory_confidence"]?.real,
            let isKnown = json["is_known"]?.truth, let hasMemory = json["has_memory"]?.truth,
            let appraisal = json["appraisal"].flatMap(Appraisal.init),
            let state = json["state"].flatMap(MindState.init),
            let policies = json["policies"].flatMap(MindPolicies.init)
        else { return nil }
        self.init(
            occasion, reading: reading, mustAnswer: mustAnswer, formComplexity: complexity,
            turnsBefore: turns, appraisal: appraisal, state: state)
        self.memories = memories.compactMap(Memory.init)
        guard self.memories.count == memories.count else { return nil }
        memoryConfidence = confidence
        self.isKnown = isKnown
        self.hasMemory = hasMemory
        self.policies = policies
    }
}

extension DecisionFeatures.Occasion {
    fileprivate var json: JSONValue {
        guard case .trigger(let trigger) = self else { return "message" }
        return [
            "kind": .string(trigger.kind.rawValue), "hours_late": .number(trigger.hoursLate),
            "hour_of_day": .integer(Int64(trigger.hourOfDay)),
            "unanswered": .integer(Int64(trigger.unansweredCount)),
        ]
    }

    fileprivate init?(json: JSONValue) {
        if json.text == "message" {
            self = .message
            return
        }
        guard let kind = json["kind"]?.text.flatMap(ProactiveTrigger.Kind.init),
            let late = json["hours_late"]?.real, let hour = json["hour_of_day"]?.wholeNumber,
            (0...23).contains(hour), let unanswered = json["unanswered"]?.wholeNumber
        else { return nil }
        self = .trigger(
            ProactiveTrigger(
                kind: kind, hoursLate: late, hourOfDay: hour, unansweredCount: unanswered))
    }
}

extension DecisionFeatures.Memory {
    fileprivate var json: JSONValue {
        [
            "message": .integer(message), "score": .number(score),
            "age_hours": .number(ageHours), "due_plan": .bool(isDuePlan),
        ]
    }

    fileprivate init?(json: JSONValue) {
        guard case .integer(let message)? = json["message"], let score = json["score"]?.real,
            let age = json["age_hours"]?.real, let isDue = json["due_plan"]?.truth
        else { return nil }
        self.init(message: message, score: score, ageHours: age, isDuePlan: isDue)
    }
}

extension MessageReading {
    fileprivate var json: JSONValue {
        [
            "act": .string(act.rawValue), "asks_about_self": .bool(asksAboutSelf),
            "points_back": .bool(pointsBack), "urgency": .number(urgency),
            "tells_plan": .bool(tellsPlan),
        ]
    }

    fileprivate init?(json: JSONValue) {
        guard let act = json["act"]?.text.flatMap(SpeechAct.init),
            let aboutSelf = json["asks_about_self"]?.truth, let back = json["points_back"]?.truth,
            let urgency = json["urgency"]?.real, let plan = json["tells_plan"]?.truth
        else { return nil }
        self.init("")
        self.act = act
        asksAboutSelf = aboutSelf
        pointsBack = back
        self.urgency = urgency
        tellsPlan = plan
    }
}
