import AikiBase

/// A text with labels that people gave, one line of a JSONL file.
///
///     {"text": "wake me at seven", "scene": "alarm"}
///     {"text": "I cannot believe it!", "emotion": ["surprise"]}
///
/// A label is a text, or an array of one. A line with several labels of a kind says nothing certain
/// and is left out for that kind.
public struct LabelledText: Sendable, Equatable {
    /// The text, without symbol markers.
    public let text: String
    /// The labels.
    public let labels: [SymbolKind: String]

    /// A text and its labels.
    public init(text: String, labels: [SymbolKind: String]) {
        self.text = text
        self.labels = labels
    }

    /// Reads a line; the reason where it cannot be used.
    init(line: JSONValue) throws(LineProblem) {
        guard let text = line["text"]?.text, !text.isEmpty else {
            throw LineProblem("it has no text")
        }
        var labels: [SymbolKind: String] = [:]
        for kind in SymbolKind.allCases {
            guard let value = line[kind.rawValue], value != .null else { continue }
            let all = value.elements ?? [value]
            let named = all.compactMap(\.text)
            guard all.count == named.count,
                !named.contains(where: \.isEmpty)
            else { throw LineProblem("its \(kind.rawValue) is no text") }
            if named.count == 1 { labels[kind] = named[0] }
        }
        self.init(text: text, labels: labels)
    }
}
