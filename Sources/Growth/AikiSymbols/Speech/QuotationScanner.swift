/// Finds what is said in a text: the spans between quotation marks that are speech.
///
/// The style that most of the text has is found first; other marks are nested speech, apostrophes or
/// accents. A span that is not closed ends with its paragraph (a blank line). Spans that only set off a
/// word, a title or a term are left out: they end without a stop, and no comma or colon leads to them.
package struct QuotationScanner {
    private let text: ScalarText
    private let style: QuotationStyle

    /// Looks at a text; nil where nothing is said in it.
    ///
    /// - Parameters:
    ///   - text: any text.
    ///   - allowsDash: whether lines that begin with a dash are speech.
    package init?(_ text: ScalarText, allowsDash: Bool = true) {
        guard let style = QuotationStyle.ofMost(text), allowsDash || style != .dash else {
            return nil
        }
        self.text = text
        self.style = style
    }

    /// Scalars of a span, at most; one that is not closed within them ends with its line.
    package static let spanScalarsMax = 20_000

    /// The spans, with their marks, as ranges of scalars in rising order.
    ///
    /// - Parameter onlySpeech: leave out spans that only set off a word or a title.
    /// - Returns: ranges that do not touch each other.
    /// - Complexity: O(text).
    package func spans(onlySpeech: Bool = true) -> [Range<Int>] {
        guard style != .dash else { return lines() }
        var spans: [Range<Int>] = []
        var open: Int?
        for index in text.scalars.indices {
            if let start = open, isParagraphEnd(index) || index - start >= Self.spanScalarsMax {
                spans.append(start..<lineEnd(from: start, before: index))
                open = nil
            }
            switch turn(at: index, isOpen: open != nil) {
            case .opens:
                // Speech that goes on over a lost paragraph opens again without having closed.
                if let start = open { spans.append(start..<trimmedEnd(before: index)) }
                open = index
            case .closes:
                guard let start = open else { continue }
                spans.append(start..<index + 1)
                open = nil
            case .neither: break
            }
        }
        if let start = open {
            spans.append(start..<lineEnd(from: start, before: text.scalars.count))
        }
        return onlySpeech ? spans.filter(isSpeech) : spans
    }

    private enum Turn {
        case opens, closes, neither
    }

    private func turn(at index: Int, isOpen: Bool) -> Turn {
        let scalar = text.scalars[index]
        switch (style, scalar) {
        case (.curlyDouble, "“"), (.guillemets, "«"), (.lowered, "„"), (.curlySingle, "‘"):
            return .opens
        case (.curlyDouble, "”"), (.guillemets, "»"), (.lowered, "“"), (.lowered, "”"):
            return isOpen ? .closes : .neither
        case (.straightDouble, "\""):
            let (before, after) = (text.isSpace(at: index - 1), text.isSpace(at: index + 1))
            if before != after, !isOpen || !before || text.beginsLine(at: index) {
                return before ? .opens : isOpen ? .closes : .neither
            }
            return isOpen ? .closes : .opens
        case (.curlySingle, "’"):
            return isOpen && text.closesSingle(at: index) ? .closes : .neither
        case (.straightSingle, "'"):
            if isOpen { return text.closesSingle(at: index) ? .closes : .neither }
            return text.canOpen(at: index) ? .opens : .neither
        default: return .neither
        }
    }

    /// Lines that begin with a dash.
    private func lines() -> [Range<Int>] {
        text.scalars.indices.compactMap { index in
            guard text.dashLength(at: index) > 0, text.beginsLine(at: index) else { return nil }
            return index..<lineEnd(from: index, before: text.scalars.count)
        }
    }

    private func isParagraphEnd(_ index: Int) -> Bool {
        text.scalars[index] == "\n" && index + 1 < text.scalars.count
            && text.scalars[index + 1] == "\n"
    }

    private func lineEnd(from start: Int, before limit: Int) -> Int {
        var end = start
        while end < limit, text.scalars[end] != "\n" { end += 1 }
        return trimmedEnd(before: end)
    }

    private func trimmedEnd(before limit: Int) -> Int {
        var end = limit
        while end > 0, text.isSpace(at: end - 1) { end -= 1 }
        return end
    }

    /// Whether a span stands in the middle of a sentence, as a term or a title does: a letter before it,
    /// and inside a small letter first, or at most three words that nobody shouts or asks.
    private func setsOff(_ span: Range<Int>) -> Bool {
        guard let before = text.lastMark(before: span.lowerBound), before.properties.isAlphabetic,
            !text.beginsLine(at: span.lowerBound)
        else { return false }
        let inner = text.scalars[span.lowerBound + 1..<span.upperBound - 1]
        if let first = inner.first(where: { $0.properties.isAlphabetic }),
            first.properties.isLowercase
        {
            return true
        }
        let words = inner.split(whereSeparator: { $0.properties.isWhitespace })
            .count { $0.contains { $0.properties.isAlphabetic } }
        return words <= 3 && !inner.contains { $0 == "!" || $0 == "?" }
    }

    private func isSpeech(_ span: Range<Int>) -> Bool {
        guard span.count > 2 else { return false }
        if style == .dash { return true }
        if setsOff(span) { return false }
        // Where speech is not closed, its last scalar is no mark of quotation.
        let isClosed = "”\"»“’'".unicodeScalars.contains(text.scalars[span.upperBound - 1])
        if let last = text.lastMark(before: span.upperBound - (isClosed ? 1 : 0)),
            ".,!?;:-—–…)’'”".unicodeScalars.contains(last)
        {
            return true
        }
        let before = text.lastMark(before: span.lowerBound)
        return before.map { ",:".unicodeScalars.contains($0) } ?? false
    }
}
