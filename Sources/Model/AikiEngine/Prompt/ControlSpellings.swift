package import AikiTokenizer

/// How a vocabulary spells the tokens that steer a model, and the characters they are made of.
package struct ControlSpellings: Sendable {
    /// The spellings as scalars, by their first one.
    private let byFirst: [Unicode.Scalar: [[Unicode.Scalar]]]
    /// Every character that begins or ends a spelling.
    package let ends: Set<Unicode.Scalar>
    /// Every character of a spelling that templates do not treat specially.
    package let all: Set<Unicode.Scalar>

    /// Collects the spellings of control and unknown tokens.
    ///
    /// - Complexity: O(vocabulary).
    package init(_ tokenizer: Tokenizer) {
        self.init(
            (0..<Int32(tokenizer.vocabularySize)).lazy.filter {
                tokenizer.kind(of: $0) == .control || tokenizer.kind(of: $0) == .unknown
            }.map { tokenizer.text(of: $0) })
    }

    /// Takes spellings as they are.
    package init(_ spellings: some Sequence<String>) {
        var byFirst: [Unicode.Scalar: [[Unicode.Scalar]]] = [:]
        var ends: Set<Unicode.Scalar> = []
        var all: Set<Unicode.Scalar> = []
        for spelling in spellings {
            let scalars = Array(spelling.unicodeScalars)
            guard let first = scalars.first, let last = scalars.last else { continue }
            byFirst[first, default: []].append(scalars)
            ends.formUnion([first, last])
            all.formUnion(scalars)
        }
        self.byFirst = byFirst.mapValues { $0.sorted { $0.count > $1.count } }
        self.ends = ends.filter { !Self.isSpecialToTemplates($0) }
        self.all = all.filter { !Self.isSpecialToTemplates($0) }
    }

    /// The length of the longest spelling that begins at a place; nil where none does.
    func length(in text: [Unicode.Scalar], at start: Int) -> Int? {
        byFirst[text[start]]?.first { text[start...].starts(with: $0) }?.count
    }

    /// White space is stripped, and quotes and backslashes are escaped by templates: marks in their
    /// stead would not be.
    private static func isSpecialToTemplates(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || scalar.value < 0x20 || scalar == "\"" || scalar == "'"
            || scalar == "\\"
    }
}
