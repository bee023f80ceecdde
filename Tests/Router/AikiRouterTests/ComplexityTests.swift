import AikiBase
import AikiRouter
import Testing

/// Goal: the estimate is the sum that it describes. Method: random texts, counted part by part.
@Suite struct ComplexityTests {
    @Test func `one pass counts what several count`() {
        let pieces = [
            "word", " ", "\n", "\r\n", "\t", "- ", "* ", "12", ". ", ") ", "?", "？", "{", "};",
            "```", "é",
            "привет", "+", "=", "√", "٣", "\u{2028}", "\u{A0}", "  - a", "3) b", "0.5", "-x",
        ]
        var random = SeededRandom(seed: 5)
        for _ in 0..<3_000 {
            let text = (0..<Int.random(in: 0...60, using: &random)).map { _ in
                pieces[Int.random(in: 0..<pieces.count, using: &random)]
            }.joined()
            let found = ComplexityEstimate.complexity(of: text)
            #expect(abs(found - expected(text)) < 1e-12, "\(text.debugDescription)")
        }
    }

    private func expected(_ text: String) -> Double {
        let words = text.split(whereSeparator: \.isWhitespace).count
        let lines = text.split(whereSeparator: \.isNewline)
        let codeLines = lines.filter { "{};".contains($0.last ?? " ") }.count
        let isCode = text.contains("```") || codeLines >= 2
        let visible = text.unicodeScalars.filter { !$0.properties.isWhitespace }
        let signs = Set("0123456789+-*/=<>^%∑∫√".unicodeScalars)
        let figures = visible.filter(signs.contains).count
        let items = lines.filter { line in
            let start = line.drop(while: \.isWhitespace)
            let rest = start.drop(while: \.isNumber)
            return start.hasPrefix("- ") || start.hasPrefix("* ")
                || rest.startIndex > start.startIndex
                    && (rest.hasPrefix(". ") || rest.hasPrefix(") "))
        }
        let parts = text.filter { "?？".contains($0) }.count + items.count
        return min(
            1,
            min(0.4, Double(words) / 1000) + (isCode ? 0.25 : 0)
                + min(0.15, visible.isEmpty ? 0 : 1.5 * Double(figures) / Double(visible.count))
                + min(0.2, 0.05 * Double(max(0, parts - 1))))
    }
}
