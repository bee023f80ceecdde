public import AikiBase

/// How often a model chooses right.
public struct ChoiceReport: Sendable, Equatable {
    /// What the model is called.
    public let model: String
    /// Questions that were asked.
    public let questionCount: Int
    /// Those where the right choice is the likeliest as a whole.
    public let rightCount: Int
    /// Those where it is the likeliest a byte, so that long choices are not at a disadvantage.
    public let rightNormalizedCount: Int
    /// What guessing would reach.
    public let chance: Double
    /// What a byte of the right choices costs.
    public let bitsPerByte: Double

    /// The share of questions where the right choice is the likeliest.
    public var accuracy: Double { Double(rightCount) / Double(questionCount) }
    /// The same by likelihood a byte.
    public var accuracyNormalized: Double { Double(rightNormalizedCount) / Double(questionCount) }
    /// The standard error of ``accuracy``.
    public var accuracyError: Double { error(accuracy) }
    /// The standard error of ``accuracyNormalized``.
    public var accuracyNormalizedError: Double { error(accuracyNormalized) }

    private func error(_ share: Double) -> Double {
        (share * (1 - share) / Double(max(1, questionCount - 1))).squareRoot()
    }

    /// For programs.
    public var json: JSONValue {
        [
            "model": .string(model), "questions": .integer(Int64(questionCount)),
            "accuracy": .number(accuracy), "accuracy_error": .number(accuracyError),
            "accuracy_normalized": .number(accuracyNormalized),
            "accuracy_normalized_error": .number(accuracyNormalizedError),
            "chance": .number(chance), "right_bits_per_byte": .number(bitsPerByte),
        ]
    }
}
