/// A text may hold what looks like a symbol. So that nobody writes symbols by writing texts, and so that
/// ``strip(_:)`` gives back every text, `<` before `|` is written with U+200B after it, and one more where
/// some stand there already.
extension SymbolMarker {
    private static let gap: Unicode.Scalar = "\u{200B}"

    /// Writes the gap behind a `<` that `|` follows, directly or behind gaps.
    static func escape(
        after index: Int, in text: ScalarText, to marked: inout String.UnicodeScalarView
    ) {
        var next = index + 1
        while next < text.scalars.count, text.scalars[next] == gap { next += 1 }
        if next < text.scalars.count, text.scalars[next] == "|" { marked.append(gap) }
    }

    /// A marked text without its symbols: the text that was marked, to the byte.
    ///
    /// - Complexity: O(text).
    public static func strip(_ marked: String) -> String {
        let known = Set(
            SymbolVocabulary.tokens(Set(SymbolKind.allCases)).map { Array($0.unicodeScalars) })
        let lengths = Set(known.map(\.count)).sorted()
        let scalars = Array(marked.unicodeScalars)
        var text = String.UnicodeScalarView()
        var index = 0
        while index < scalars.count {
            if scalars[index] == "<", index + 1 < scalars.count {
                if scalars[index + 1] == "|",
                    let length = lengths.first(where: {
                        index + $0 <= scalars.count
                            && known.contains(Array(scalars[index..<index + $0]))
                    })
                {
                    index += length
                    continue
                }
                if scalars[index + 1] == gap, leadsToBar(scalars, index + 1) {
                    text.append("<")
                    index += 2
                    continue
                }
            }
            text.append(scalars[index])
            index += 1
        }
        return String(text)
    }

    private static func leadsToBar(_ scalars: [Unicode.Scalar], _ start: Int) -> Bool {
        var index = start
        while index < scalars.count, scalars[index] == gap { index += 1 }
        return index < scalars.count && scalars[index] == "|"
    }
}
