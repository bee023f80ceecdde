public import AikiBase

/// What can be wrong with a plan's scenario.
public enum PlannerError: AikiError, Equatable {
    /// No scenario has that name.
    case scenarioNotFound(name: String, known: [String])
    /// The file is no TOML.
    case malformed(path: String, line: Int, problem: String)
    /// The file is larger than one is read.
    case tooLarge(path: String, limit: Int)
    /// A key that means nothing.
    case unknownKey(path: String, key: String, nearest: String?)
    /// A value that cannot be.
    case invalidValue(path: String, key: String, expected: String)
    /// What a plan cannot do without.
    case keyRequired(path: String, key: String)
    /// The ledger holds too little to plan by.
    case recordMissing(days: Int, needed: Int)

    /// A stable name.
    public var code: String {
        switch self {
        case .scenarioNotFound: "planner.scenario-not-found"
        case .malformed: "planner.malformed-scenario"
        case .tooLarge: "planner.scenario-too-large"
        case .unknownKey: "planner.unknown-key"
        case .invalidValue: "planner.invalid-value"
        case .keyRequired: "planner.key-required"
        case .recordMissing: "planner.record-missing"
        }
    }

    /// What happened.
    public var message: String {
        switch self {
        case .scenarioNotFound(let name, let known):
            "No scenario is called '\(name)'; there are \(known.joined(separator: ", "))."
        case .malformed(let path, let line, let problem): "'\(path)', line \(line): \(problem)."
        case .tooLarge(let path, let limit): "'\(path)' exceeds \(limit) bytes."
        case .unknownKey(let path, let key, let nearest):
            "'\(path)' sets '\(key)', which means nothing here."
                + (nearest.map { " Is '\($0)' meant?" } ?? "")
        case .invalidValue(let path, let key, let expected):
            "'\(path)': '\(key)' must be \(expected)."
        case .keyRequired(let path, let key): "'\(path)' does not say '\(key)'."
        case .recordMissing(let days, let needed):
            "The ledger covers \(days) days; a plan from it needs \(needed)."
        }
    }

    /// What to do about it.
    public var hint: String {
        switch self {
        case .scenarioNotFound: "Name one of these, or give the path of a file."
        case .malformed, .tooLarge, .unknownKey, .invalidValue, .keyRequired:
            "`aiki plan --scenario assistant --show` prints a scenario to start from."
        case .recordMissing: "Use Aiki for a while, or plan with `--scenario`."
        }
    }
}
