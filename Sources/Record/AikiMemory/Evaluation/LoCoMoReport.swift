public import AikiBase

/// What recall found of the evidence for each question.
public struct LoCoMoReport: Sendable, Equatable {
    /// A question and what was found.
    public struct Answer: Sendable, Equatable {
        /// Where it was asked.
        public let conversation: String
        /// What was asked.
        public let question: LoCoMo.Question
        /// The turns found, best first.
        public let found: [String]
        /// How sure recall is that the answer is among them.
        public let confidence: Double
        /// How long it took, the question's vector included.
        public let duration: Duration

        package init(
            conversation: String, question: LoCoMo.Question, found: [String], confidence: Double,
            duration: Duration
        ) {
            self.conversation = conversation
            self.question = question
            self.found = found
            self.confidence = confidence
            self.duration = duration
        }

        /// The share of the evidence that was found.
        public var recall: Double {
            let found = Set(found)
            let hits = question.evidence.count { found.contains($0) }
            return Double(hits) / Double(max(1, question.evidence.count))
        }
    }

    /// Every question.
    public let answers: [Answer]
    /// Whether meaning was compared.
    public let usesMeaning: Bool

    package init(answers: [Answer], usesMeaning: Bool) {
        self.answers = answers
        self.usesMeaning = usesMeaning
    }

    /// The category of questions that have no answer.
    private static let unanswerable = 5

    /// Questions with evidence in the conversation, but for those that have no answer.
    private var answerable: [Answer] {
        answers.filter {
            $0.question.category != Self.unanswerable && !$0.question.evidence.isEmpty
        }
    }

    /// How many questions count.
    public var questionCount: Int { answerable.count }

    /// The mean share of evidence found among ten memories.
    public var recall: Double { Self.mean(answerable.map(\.recall)) }

    /// The same for each category, with how many questions it has.
    public var recallByCategory: [(category: Int, questions: Int, recall: Double)] {
        Dictionary(grouping: answerable, by: \.question.category)
            .sorted { $0.key < $1.key }
            .map { ($0.key, $0.value.count, Self.mean($0.value.map(\.recall))) }
    }

    /// How often recall is surer of a question that has an answer than of one that has none: the area
    /// under the ROC curve.
    public var separation: Double {
        let known = answers.filter { $0.question.category != Self.unanswerable }.map(\.confidence)
        let unknown = answers.filter { $0.question.category == Self.unanswerable }
            .map(\.confidence)
        var wins = 0.0
        for one in known {
            for other in unknown { wins += one > other ? 1 : one == other ? 0.5 : 0 }
        }
        return wins / Double(max(1, known.count * unknown.count))
    }

    /// The share of questions with an answer, and of those without, that the threshold lets through.
    public var letThrough: (known: Double, unknown: Double) {
        func share(_ answers: [Answer]) -> Double {
            Self.mean(answers.map { $0.confidence >= RecallConfidence.threshold ? 1 : 0 })
        }
        return (
            share(answers.filter { $0.question.category != Self.unanswerable }),
            share(answers.filter { $0.question.category == Self.unanswerable })
        )
    }

    /// The time under which so large a share of the questions was answered.
    public func duration(share: Double) -> Duration {
        let sorted = answers.map(\.duration).sorted()
        if sorted.isEmpty { return .zero }
        return sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
    }

    private static func mean(_ values: [Double]) -> Double {
        values.reduce(0, +) / Double(max(1, values.count))
    }

    /// The report for programs.
    public var json: JSONValue {
        let categories = recallByCategory.map { entry -> JSONValue in
            [
                "category": .integer(Int64(entry.category)),
                "questions": .integer(Int64(entry.questions)), "recall": .number(entry.recall),
            ]
        }
        let through = letThrough
        return [
            "questions": .integer(Int64(questionCount)), "recall_at_10": .number(recall),
            "categories": .array(categories), "uses_meaning": .bool(usesMeaning),
            "unanswerable": [
                "auroc": .number(separation), "threshold": .number(RecallConfidence.threshold),
                "known_let_through": .number(through.known),
                "unknown_let_through": .number(through.unknown),
            ],
            "milliseconds": [
                "median": .number(duration(share: 0.5).milliseconds),
                "p99": .number(duration(share: 0.99).milliseconds),
            ],
        ]
    }
}
