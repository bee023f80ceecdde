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
        var form = TextForm()
        for scalar in text.unicodeScalars { form.take(scalar) }
        form.endLine()
        let length = min(0.4, Double(form.wordCount) / 400 * 0.4)
        let code = form.codeLineCount >= 2 || text.contains("```") ? 0.25 : 0
        let share =
            form.visibleCount == 0 ? 0 : Double(form.figureCount) / Double(form.visibleCount)
        let figures = min(0.15, share * 1.5)
        let parts = min(0.2, Double(max(0, form.partCount - 1)) * 0.05)
        return min(1, length + code + figures + parts)
    }
}

/// What a text looks like, counted in one pass.
private struct TextForm {
    /// What stands before in a line.
    private enum Place { case start, bullet, number, point, inside }

    /// Runs without white space.
    var wordCount = 0
    /// Characters that are no white space.
    var visibleCount = 0
    /// Figures and operators.
    var figureCount = 0
    /// Question marks, and lines that begin with a bullet or a number.
    var partCount = 0
    /// Lines that end as code does.
    var codeLineCount = 0
    private var isInWord = false
    private var place = Place.start
    private var last: Unicode.Scalar = "\n"

    mutating func take(_ scalar: Unicode.Scalar) {
        let isSpace =
            scalar.isASCII
            ? scalar == " " || (9...13).contains(scalar.value) : scalar.properties.isWhitespace
        if !isSpace {
            visibleCount += 1
            if !isInWord { wordCount += 1 }
        }
        isInWord = !isSpace
        switch scalar {
        case "\n", "\r", "\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}":
            endLine()
            return
        case "0"..."9", "+", "-", "*", "/", "=", "<", ">", "^", "%", "∑", "∫", "√": figureCount += 1
        case "?", "？", "؟": partCount += 1
        default: break
        }
        last = scalar
        switch place {
        case .inside: break
        case .start:
            if isSpace { break }
            place = scalar == "-" || scalar == "*" ? .bullet : isNumber(scalar) ? .number : .inside
        case .number:
            if isNumber(scalar) { break }
            place = scalar == "." || scalar == ")" ? .point : .inside
        case .bullet, .point:
            if scalar == " " { partCount += 1 }
            place = .inside
        }
    }

    mutating func endLine() {
        if last == "{" || last == "}" || last == ";" { codeLineCount += 1 }
        last = "\n"
        place = .start
    }

    private func isNumber(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII ? ("0"..."9").contains(scalar) : scalar.properties.numericType != nil
    }
}
