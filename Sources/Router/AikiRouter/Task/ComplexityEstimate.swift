/// How hard a question looks, 0 … 1, from its form alone.
///
/// A first estimate that needs no model and no word list, so it is the same in every language. It is
/// recorded with each decision; what is learned from those records will take its place. The sum of
///
/// - length: up to 0.4, words / 400;
/// - code: 0.25 where there is a fenced block or lines that end like code;
/// - figures: up to 0.15, the share of digits and operators × 1.5;
/// - parts: up to 0.2, 0.05 for every question mark, numbered line or bullet after the first.
public enum ComplexityEstimate {
    /// The estimate for a question.
    ///
    /// - Complexity: O(characters).
    public static func complexity(of text: String) -> Double {
        let words = text.split(whereSeparator: \.isWhitespace).count
        let length = min(0.4, Double(words) / 400 * 0.4)
        let code = hasCode(text) ? 0.25 : 0
        let figures = min(0.15, share(ofFiguresIn: text) * 1.5)
        let parts = min(0.2, Double(max(0, partCount(text) - 1)) * 0.05)
        return min(1, length + code + figures + parts)
    }

    private static func hasCode(_ text: String) -> Bool {
        if text.contains("```") { return true }
        let lines = text.split(whereSeparator: \.isNewline)
        return lines.count { $0.last.map { "{};".contains($0) } ?? false } >= 2
    }

    /// Figures and operators.
    private static let signs = Set("0123456789+-*/=<>^%∑∫√".unicodeScalars)
    private static let questionMarks: Set<Unicode.Scalar> = ["?", "？", "؟"]

    private static func share(ofFiguresIn text: String) -> Double {
        var figures = 0
        var all = 0
        for scalar in text.unicodeScalars where !scalar.properties.isWhitespace {
            all += 1
            if signs.contains(scalar) { figures += 1 }
        }
        return all == 0 ? 0 : Double(figures) / Double(all)
    }

    private static func partCount(_ text: String) -> Int {
        let questions = text.unicodeScalars.count { questionMarks.contains($0) }
        let items = text.split(whereSeparator: \.isNewline).count { line in
            let start = line.drop(while: \.isWhitespace)
            if start.hasPrefix("- ") || start.hasPrefix("* ") { return true }
            let rest = start.drop(while: \.isNumber)
            return rest.startIndex != start.startIndex
                && (rest.hasPrefix(". ") || rest.hasPrefix(") "))
        }
        return questions + items
    }
}
