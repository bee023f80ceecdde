public import AikiBase

/// What an answer must be to count as right.
public enum ExpectedAnswer: Sendable, Equatable {
    /// Anything: there is no one right answer.
    case free
    /// Every text of `all` stands in it, none of `none` does, and it does not say that it does not
    /// know.
    case holds(all: [String], none: [String])
    /// It says that it does not know, and none of `none` stands in it.
    case unknown(none: [String])
    /// Exactly this, white space at its ends, the last full stop and capitals aside.
    case exact(String)

    /// The expectation as JSON.
    public var json: JSONValue {
        func list(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }
        return switch self {
        case .free: ["type": "free"]
        case .holds(let all, let none):
            ["type": "holds", "all": list(all), "none": list(none)]
        case .unknown(let none): ["type": "unknown", "none": list(none)]
        case .exact(let text): ["type": "exact", "text": .string(text)]
        }
    }

    /// Reads what ``json`` wrote; nil where it is something else.
    public init?(json: JSONValue) {
        func list(_ key: String) -> [String]? {
            guard let elements = json[key]?.elements else { return nil }
            let texts = elements.compactMap(\.text)
            return texts.count == elements.count ? texts : nil
        }
        switch json["type"]?.text {
        case "free": self = .free
        case "holds":
            guard let all = list("all"), let none = list("none") else { return nil }
            self = .holds(all: all, none: none)
        case "unknown":
            guard let none = list("none") else { return nil }
            self = .unknown(none: none)
        case "exact":
            guard let text = json["text"]?.text else { return nil }
            self = .exact(text)
        default: return nil
        }
    }
}
