/// What can be wrong with JSON text.
public enum JSONError: AikiError, Equatable {
    /// The text is not JSON at a byte.
    case malformed(offset: Int, expected: String)
    /// Arrays and objects are nested deeper than the limit.
    case tooDeep(limit: Int)

    /// A stable name.
    public var code: String {
        switch self {
        case .malformed: "json.malformed"
        case .tooDeep: "json.too-deep"
        }
    }

    /// What happened.
    public var message: String {
        switch self {
        case .malformed(let offset, let expected):
            "Not JSON at byte \(offset): expected \(expected)."
        case .tooDeep(let limit): "JSON is nested deeper than \(limit) levels."
        }
    }

    /// What to do.
    public var hint: String {
        switch self {
        case .malformed: "Check the text at that byte."
        case .tooDeep: "Flatten the value."
        }
    }
}
