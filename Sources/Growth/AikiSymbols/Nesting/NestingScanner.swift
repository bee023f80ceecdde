/// Finds what is nested in a text: quotations in the story and in each other, asides, and replies.
///
///     “He told me, ‘Come (now)!’”        quotation 1, quotation 2, aside 3
///
/// Spans never cross: of two that would, the one that begins first is kept. An aside that is not closed
/// in its paragraph is none.
package struct NestingScanner {
    private let text: ScalarText

    /// Looks at a text.
    package init(_ text: ScalarText) {
        self.text = text
    }

    /// Spans inside each other, at most; deeper ones are not looked at.
    package static let depthMax = 64

    /// The spans, outer ones before those in them.
    ///
    /// - Parameter speech: what is said, as ``QuotationScanner`` finds it.
    /// - Returns: spans that lie in each other or apart.
    /// - Complexity: O(text · depth of quotations in quotations).
    package func spans(speech: [Range<Int>]) -> [NestedSpan] {
        var found: [(kind: NestedSpan.Kind, range: Range<Int>)] = replies()
        found += asides().map { (.aside, $0) }
        for range in speech {
            found.append((.quotation, range))
            found += quotations(in: range, left: 4).map { (.quotation, $0) }
        }
        found.sort {
            $0.range.lowerBound != $1.range.lowerBound
                ? $0.range.lowerBound < $1.range.lowerBound
                : $0.range.upperBound > $1.range.upperBound
        }
        var open: [Int] = []
        var spans: [NestedSpan] = []
        for (kind, range) in found {
            while let end = open.last, end <= range.lowerBound { open.removeLast() }
            guard range.upperBound <= open.last ?? Int.max, open.count < Self.depthMax else {
                continue
            }
            open.append(range.upperBound)
            spans.append(NestedSpan(kind: kind, range: range, depth: open.count))
        }
        return spans
    }

    /// What is quoted inside something said, in marks of another kind.
    private func quotations(in range: Range<Int>, left: Int) -> [Range<Int>] {
        guard left > 0, range.count > 4 else { return [] }
        let inner = range.lowerBound + 1..<range.upperBound - 1
        let part = ScalarText(text.text(inner))
        guard let scanner = QuotationScanner(part, allowsDash: false) else { return [] }
        return scanner.spans(onlySpeech: false).flatMap { span -> [Range<Int>] in
            let found = span.lowerBound + inner.lowerBound..<span.upperBound + inner.lowerBound
            return [found] + quotations(in: found, left: left - 1)
        }
    }

    /// Parentheses and brackets that close in their paragraph.
    private func asides() -> [Range<Int>] {
        var open: [(mark: Unicode.Scalar, start: Int)] = []
        var found: [Range<Int>] = []
        for (index, scalar) in text.scalars.enumerated() {
            switch scalar {
            case "(": open.append((")", index))
            case "[": open.append(("]", index))
            case ")", "]":
                // `1)` in a list closes nothing; `(a]` closes nothing either.
                guard let last = open.last, last.mark == scalar else { continue }
                open.removeLast()
                found.append(last.start..<index + 1)
            case "\n" where index + 1 < text.scalars.count && text.scalars[index + 1] == "\n":
                open.removeAll(keepingCapacity: true)
            default: break
            }
        }
        return found
    }

    /// Runs of lines that begin with so many `>` or more, for each number there is.
    private func replies() -> [(kind: NestedSpan.Kind, range: Range<Int>)] {
        var found: [(kind: NestedSpan.Kind, range: Range<Int>)] = []
        var open: [Int] = []
        var lineStart = 0
        func close(to level: Int, at end: Int) {
            while open.count > level {
                let start = open.removeLast()
                if end > start { found.append((.reply, start..<end)) }
            }
        }
        while lineStart < text.scalars.count {
            var lineEnd = lineStart
            while lineEnd < text.scalars.count, text.scalars[lineEnd] != "\n" { lineEnd += 1 }
            let level = replyLevel(lineStart..<lineEnd)
            close(to: level, at: max(lineStart - 1, 0))
            while open.count < level { open.append(lineStart) }
            lineStart = lineEnd + 1
        }
        close(to: 0, at: text.scalars.last == "\n" ? text.scalars.count - 1 : text.scalars.count)
        return found
    }

    private func replyLevel(_ line: Range<Int>) -> Int {
        var level = 0
        for index in line {
            if text.scalars[index] == ">" {
                level += 1
            } else if text.scalars[index] != " " {
                break
            }
        }
        return min(level, Self.depthMax)
    }
}
