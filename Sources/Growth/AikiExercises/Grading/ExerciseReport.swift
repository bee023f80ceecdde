public import AikiBase

/// How many answers of each kind were right.
public struct ExerciseReport: Sendable, Equatable {
    /// Right answers of all answers.
    public struct Score: Sendable, Equatable {
        /// Answers that were accepted.
        public var right = 0
        /// All answers.
        public var count = 0

        /// The share of right answers; 0 where there are none.
        public var share: Double { count == 0 ? 0 : Double(right) / Double(count) }

        /// No answers yet.
        public init() {}

        fileprivate mutating func add(_ isRight: Bool) {
            count += 1
            if isRight { right += 1 }
        }
    }

    /// The kinds of answers that say what was told, in the prompt's memories or the conversation.
    private static let recallKinds: [Exercise.Kind] = [.memory, .history]
    /// The kinds of answers that say that something is not known.
    private static let unknownKinds: [Exercise.Kind] = [.unknown, .world]

    /// Scores of each kind that was asked.
    public private(set) var kinds: [Exercise.Kind: Score] = [:]
    /// Answers of ``Exercise/Kind/memory`` to questions that training never words so.
    public private(set) var unfamiliar = Score()

    /// No answers yet.
    public init() {}

    /// Counts an answer. Exercises to which any answer is right are not counted.
    ///
    /// - Returns: whether the answer is right; nil where it is not counted.
    @discardableResult
    public mutating func add(_ answer: String, to exercise: Exercise) -> Bool? {
        guard exercise.expectation != .free else { return nil }
        let isRight = exercise.expectation.accepts(answer)
        kinds[exercise.kind, default: Score()].add(isRight)
        if exercise.isUnfamiliar { unfamiliar.add(isRight) }
        return isRight
    }

    /// Right answers from memories in the prompt or from what was told in the conversation.
    public var recall: Score { sum(Self.recallKinds) }

    /// Questions that nothing answers, and answers that say so.
    public var unknown: Score { sum(Self.unknownKinds) }

    private func sum(_ wanted: [Exercise.Kind]) -> Score {
        var total = Score()
        for kind in wanted {
            total.right += kinds[kind]?.right ?? 0
            total.count += kinds[kind]?.count ?? 0
        }
        return total
    }

    /// The report as JSON: `recall`, `unknown`, `unfamiliar`, and every kind under `kinds`.
    public var json: JSONValue {
        func value(_ score: Score) -> JSONValue {
            [
                "right": .integer(Int64(score.right)), "count": .integer(Int64(score.count)),
                "share": .number(score.share),
            ]
        }
        let pairs = Exercise.Kind.allCases.compactMap { kind in
            kinds[kind].map { (kind.rawValue, value($0)) }
        }
        return [
            "recall": value(recall), "unknown": value(unknown), "unfamiliar": value(unfamiliar),
            "kinds": .object(JSONObject(pairs)),
        ]
    }
}
