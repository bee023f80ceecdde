import AikiBase

/// What values a setting takes.
public enum SettingKind: Sendable, Equatable {
    /// A whole number in a range.
    case integer(ClosedRange<Int>)
    /// `true` or `false`.
    case boolean
    /// Text; where words are given, one of them.
    case text(oneOf: [String])
    /// A list of texts; commas part them in an environment variable.
    case texts

    /// What a value must be, for messages.
    public var summary: String {
        switch self {
        case .integer(let range): "a whole number in \(range.lowerBound) … \(range.upperBound)"
        case .boolean: "true or false"
        case .text(let words): words.isEmpty ? "text" : "one of \(words.joined(separator: ", "))"
        case .texts: "a list of texts"
        }
    }

    /// Whether a value is one of these.
    func allows(_ value: JSONValue) -> Bool {
        switch self {
        case .integer(let range):
            if case .integer = value, let number = value.wholeNumber {
                range.contains(number)
            } else {
                false
            }
        case .boolean: value.truth != nil
        case .text(let words): value.text.map { words.isEmpty || words.contains($0) } ?? false
        case .texts: value.elements?.allSatisfy { $0.text != nil } ?? false
        }
    }

    /// Reads the text of an environment variable; nil where it cannot be such a value.
    func parse(_ text: String) -> JSONValue? {
        switch self {
        case .integer: Int64(text).map(JSONValue.integer)
        case .boolean: ["true": true, "1": true, "false": false, "0": false][text.lowercased()]
        case .text: .string(text)
        case .texts:
            .array(
                text.split(separator: ",").map { part in
                    .string(String(part).trimming { $0.isWhitespace })
                })
        }
    }
}

extension String {
    /// The text without such characters at both ends.
    fileprivate func trimming(_ isCut: (Character) -> Bool) -> String {
        var text = self[...]
        while let first = text.first, isCut(first) { text = text.dropFirst() }
        while let last = text.last, isCut(last) { text = text.dropLast() }
        return String(text)
    }
}
