/// Finds the turns of a dialogue that is written as lines `Name: what is said`.
package struct DialogueTurns {
    /// One turn.
    package struct Turn: Sendable, Equatable {
        /// From the name to the end of the line: scalars of the text.
        package let range: Range<Int>
        /// As the line begins.
        package let name: String
    }

    /// Scalars of a name, at most.
    package static let nameScalarsMax = 32

    /// The turns; none where fewer than two lines, or fewer than half of all, are turns.
    ///
    /// - Complexity: O(text).
    package static func find(_ text: ScalarText) -> [Turn] {
        var turns: [Turn] = []
        var lines = 0
        var start = 0
        while start < text.scalars.count {
            var end = start
            while end < text.scalars.count, text.scalars[end] != "\n" { end += 1 }
            if !text.scalars[start..<end].allSatisfy(\.properties.isWhitespace) { lines += 1 }
            if let name = name(text, start..<end) {
                turns.append(Turn(range: start..<end, name: name))
            }
            start = end + 1
        }
        return turns.count >= 2 && turns.count * 2 >= lines ? turns : []
    }

    /// The name that a line begins with: at most three words, then a colon and a space.
    private static func name(_ text: ScalarText, _ line: Range<Int>) -> String? {
        let limit = min(line.upperBound, line.lowerBound + nameScalarsMax + 1)
        guard line.lowerBound < limit,
            let colon = (line.lowerBound..<limit).first(where: { text.scalars[$0] == ":" }),
            colon > line.lowerBound, text.isSpace(at: colon + 1),
            text.scalars[line.lowerBound].properties.isAlphabetic
        else { return nil }
        let name = text.text(line.lowerBound..<colon)
        let words = name.split(separator: " ")
        let isName = name.unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || $0.properties.numericType != nil
                || " .-_'’".unicodeScalars.contains($0)
        }
        return isName && words.count <= 3 ? name : nil
    }

    /// The role that a name says, where it is one of the names that programs use.
    package static func role(of name: String) -> String? {
        switch name.lowercased() {
        case "user", "human", "customer", "you", "me": "user"
        case "assistant", "ai", "bot", "agent", "aiki", "model": "assistant"
        case "system": "system"
        default: nil
        }
    }
}
