public import AikiBase

/// How far a model is from who Aiki is.
public struct IdentityReport: Sendable, Equatable {
    /// One assertion, asked one or more times.
    public struct Outcome: Sendable, Equatable {
        /// What it is called.
        public let name: String
        /// How much it counts.
        public let weight: Double
        /// Whether the contract fails with it.
        public let isRequired: Bool
        /// What was asked.
        public let question: String
        /// What the model said, a text each time.
        public let answers: [String]
        /// What was wrong with each answer; empty lists where it holds.
        public let failures: [[String]]

        /// The share of the answers that fail, 0 … 1.
        public var failureRate: Double {
            guard !failures.isEmpty else { return 0 }
            return Double(failures.count { !$0.isEmpty }) / Double(failures.count)
        }
        /// Whether no answer failed.
        public var holds: Bool { failures.allSatisfy(\.isEmpty) }

        /// Describes an outcome.
        public init(
            name: String, weight: Double, isRequired: Bool, question: String, answers: [String],
            failures: [[String]]
        ) {
            precondition(answers.count == failures.count, "every answer is checked")
            self.name = name
            self.weight = weight
            self.isRequired = isRequired
            self.question = question
            self.answers = answers
            self.failures = failures
        }
    }

    /// The model that was asked.
    public let model: String
    /// Each assertion, in the contract's order.
    public let outcomes: [Outcome]
    /// The drift that the contract allows.
    public let driftMax: Double

    /// Describes a check.
    public init(model: String, outcomes: [Outcome], driftMax: Double) {
        self.model = model
        self.outcomes = outcomes
        self.driftMax = driftMax
    }

    /// The weighted share of failed answers: 0 is Aiki itself, 1 is someone else.
    public var drift: Double {
        let weight = outcomes.map(\.weight).reduce(0, +)
        guard weight > 0 else { return 0 }
        return outcomes.map { $0.weight * $0.failureRate }.reduce(0, +) / weight
    }

    /// Required assertions that failed.
    public var requiredFailures: [String] {
        outcomes.filter { $0.isRequired && !$0.holds }.map(\.name)
    }

    /// Whether the model may speak for Aiki.
    public var passes: Bool { drift <= driftMax && requiredFailures.isEmpty }

    /// The report for programs.
    public var json: JSONValue {
        [
            "model": .string(model), "passes": .bool(passes), "drift": .number(drift),
            "drift_max": .number(driftMax),
            "assertions": .array(
                outcomes.map { outcome in
                    [
                        "name": .string(outcome.name), "holds": .bool(outcome.holds),
                        "failure_rate": .number(outcome.failureRate),
                        "weight": .number(outcome.weight), "required": .bool(outcome.isRequired),
                        "question": .string(outcome.question),
                        "answers": .array(outcome.answers.map(JSONValue.string)),
                        "failures": .array(
                            outcome.failures.map { .array($0.map(JSONValue.string)) }),
                    ]
                }),
        ]
    }
}
