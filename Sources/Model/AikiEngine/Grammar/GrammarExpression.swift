/// What a rule matches, before it is unfolded into alternatives of symbols.
indirect enum GrammarExpression: Sendable {
    /// Bytes as they are; none matches the empty text.
    case bytes([UInt8])
    /// One character of a set.
    case character(ScalarSet)
    /// Another rule.
    case rule(String)
    /// One after the other.
    case sequence([GrammarExpression])
    /// Any one of several; of none, nothing matches.
    case choice([GrammarExpression])
    /// Again and again; without `max`, without end.
    case repetition(GrammarExpression, min: Int, max: Int?)

    /// Text as it is.
    static func text(_ text: String) -> GrammarExpression { .bytes(Array(text.utf8)) }

    /// The expression or nothing.
    static func optional(_ expression: GrammarExpression) -> GrammarExpression {
        .repetition(expression, min: 0, max: 1)
    }

    /// Any number of times.
    static func any(_ expression: GrammarExpression) -> GrammarExpression {
        .repetition(expression, min: 0, max: nil)
    }

    /// One character of some ranges.
    static func characters(_ ranges: ClosedRange<Unicode.Scalar>...) -> GrammarExpression {
        .character(ScalarSet(ranges.map { $0.lowerBound.value...$0.upperBound.value }))
    }
}
