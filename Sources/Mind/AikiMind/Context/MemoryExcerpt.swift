import AikiMemory

/// The part of a long memory that bears on a question.
package enum MemoryExcerpt {
    /// Sentences and lines that follow each other, from the one on that with those behind it holds the
    /// most terms of a question; the beginning where none holds any, but not the block of fields that a
    /// note begins with. What was left out in front and behind is told by `…`.
    ///
    /// - Parameters:
    ///   - text: a memory.
    ///   - bytesMax: the most bytes of the part, with the marks of what was left out; 9 at least.
    ///   - terms: what is asked for, as `TextTerms` cuts it.
    /// - Returns: the part; the text where it is not longer.
    /// - Complexity: O(bytes + pieces · terms).
    package static func of(_ text: String, bytesMax: Int, about terms: Set<String>) -> String {
        guard text.utf8.count > bytesMax else { return text }
        let (front, behind) = ("… ", " …")
        let room = bytesMax - front.utf8.count - behind.utf8.count
        precondition(room > 0)
        let pieces = pieces(of: text)
        let held = pieces.map { terms.intersection(TextTerms.terms(of: String($0))) }
        var best: (start: Int, count: Int) = (start: body(of: pieces), count: 0)
        for start in pieces.indices where !held[start].isEmpty {
            var found: Set<String> = []
            for index in window(pieces, from: start, room) { found.formUnion(held[index]) }
            if found.count > best.count { best = (start, found.count) }
        }
        let chosen = pieces[window(pieces, from: best.start, room)]
        let words = chosen.joined(separator: " ")
        let part = shortened(words, room)
        let isWholeEnd = chosen.endIndex == pieces.endIndex && part.count == words.count
        return (best.start > 0 ? front : "") + part + (isWholeEnd ? "" : behind)
    }

    /// As much of a text as takes so many bytes; it ends where a character does.
    static func shortened(_ text: String, _ bytesMax: Int) -> Substring {
        guard text.utf8.count > bytesMax else { return text[...] }
        var end = text.utf8.index(text.startIndex, offsetBy: bytesMax)
        while end > text.startIndex, end.samePosition(in: text) == nil {
            end = text.utf8.index(before: end)
        }
        return text[..<end]
    }

    /// The pieces from one on that fit together; at least that one.
    private static func window(
        _ pieces: [Substring], from start: Int, _ bytesMax: Int
    ) -> Range<Int> {
        var end = start
        var bytes = -1
        while end < pieces.count {
            bytes += pieces[end].utf8.count + 1
            if end > start, bytes > bytesMax { break }
            end += 1
        }
        return start..<end
    }

    /// Sentences and lines, without the white space around them.
    private static func pieces(of text: String) -> [Substring] {
        text.split(whereSeparator: \.isNewline).flatMap { line in
            var pieces: [Substring] = []
            var start = line.startIndex
            var isAfterMark = false
            for index in line.indices {
                if isAfterMark, line[index].isWhitespace {
                    pieces.append(line[start..<index])
                    start = index
                }
                isAfterMark = ".!?…。！？".contains(line[index])
            }
            pieces.append(line[start...])
            return pieces.map(trimmed).filter { !$0.isEmpty }
        }
    }

    /// The place of the first piece that is none of the fields in front of a note.
    private static func body(of pieces: [Substring]) -> Int {
        guard pieces.first == "---", let end = pieces.dropFirst().firstIndex(of: "---"),
            end + 1 < pieces.count
        else { return 0 }
        return end + 1
    }

    private static func trimmed(_ piece: Substring) -> Substring {
        var piece = piece.drop(while: \.isWhitespace)
        while piece.last?.isWhitespace == true { piece.removeLast() }
        return piece
    }
}
