/// Which rules are on, and their numbers.
public struct FilterLimits: Sendable, Equatable {
    private var values = [Double?](repeating: nil, count: FilterRule.allCases.count)

    /// No rule.
    public init() {}

    /// The number of a rule; nil where it is off.
    public subscript(rule: FilterRule) -> Double? {
        get { values[rule.rawValue] }
        set { values[rule.rawValue] = newValue }
    }

    /// Switches all rules of a group on, with their papers' numbers.
    public mutating func enable(_ group: some StringProtocol) {
        for rule in FilterRule.allCases where rule.group == group { self[rule] = rule.standard }
    }

    /// Whether any rule of a group is on.
    func has(_ group: String) -> Bool {
        FilterRule.allCases.contains { $0.group == group && self[$0] != nil }
    }

    /// The groups there are, in the order in which they are asked.
    public static let groups = ["c4", "gopher-quality", "gopher-repetition", "fineweb"]
}

/// Why a document goes.
struct FilterVerdict: Equatable, Sendable {
    /// The rule that it breaks.
    var rule: String
    /// What was measured.
    var value: Double
    /// What the rule allows.
    var limit: Double
}
