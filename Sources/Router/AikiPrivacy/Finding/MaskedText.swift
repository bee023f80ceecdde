/// A text without its personal data, and what was taken out.
public struct MaskedText: Sendable, Equatable {
    /// One value that was replaced, wherever it stood.
    public struct Replacement: Sendable, Equatable {
        /// What stands in the text now.
        public var placeholder: String
        /// What stood there.
        public var original: String
        /// What it is.
        public var kind: PersonalDataKind
        /// How often it stood there.
        public var count: Int
    }

    /// The text with placeholders.
    public var text = ""
    /// What was replaced, in the order in which it was met.
    public private(set) var replacements: [Replacement] = []

    private var positions: [String: Int] = [:]
    private var numbers: [PersonalDataKind: Int] = [:]

    /// Nothing masked yet.
    public init() {}

    /// How many finds of each kind were replaced.
    public var counts: [PersonalDataKind: Int] {
        replacements.reduce(into: [:]) { $0[$1.kind, default: 0] += $1.count }
    }

    /// Puts the originals back where their placeholders stand.
    public func restore(_ text: String) -> String {
        // The longest first: [IP_1] is no part of [IP_12], but a name might be of another.
        replacements.sorted { $0.placeholder.utf8.count > $1.placeholder.utf8.count }
            .reduce(text) { text, replacement in
                text.split(separator: replacement.placeholder, omittingEmptySubsequences: false)
                    .joined(separator: replacement.original)
            }
    }

    mutating func placeholder(for original: String, _ kind: PersonalDataKind) -> String {
        let key = kind.rawValue + ":" + original
        if let position = positions[key] {
            replacements[position].count += 1
            return replacements[position].placeholder
        }
        numbers[kind, default: 0] += 1
        let placeholder = "[\(kind.label)_\(numbers[kind, default: 1])]"
        positions[key] = replacements.count
        replacements.append(
            Replacement(placeholder: placeholder, original: original, kind: kind, count: 1))
        return placeholder
    }
}
