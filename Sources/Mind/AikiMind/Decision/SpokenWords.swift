/// Cuts a text into words in lower case, quickly: every message of every turn is cut.
enum SpokenWords {
    /// The words of a text's beginning: letters and digits, with the apostrophes in them.
    ///
    /// - Parameters:
    ///   - text: the text.
    ///   - scalarsMax: how much of it is read.
    /// - Returns: the words, in order.
    /// - Complexity: O(scalarsMax).
    static func words(of text: String, scalarsMax: Int) -> [String] {
        var words: [String] = []
        var word = String.UnicodeScalarView()
        func end() {
            if !word.isEmpty { words.append(String(word)) }
            word = String.UnicodeScalarView()
        }
        for scalar in text.unicodeScalars.prefix(scalarsMax) {
            switch scalar {
            case "a"..."z", "0"..."9": word.append(scalar)
            case "A"..."Z":
                word.append(Unicode.Scalar(UInt8(scalar.value) + 32))
            case "'", "\u{2019}":
                // Within a word alone: don't, but not 'this'.
                if !word.isEmpty { word.append("'") }
            case _ where scalar.isASCII: end()
            case _ where isWordPart(scalar):
                word.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
            default: end()
            }
        }
        end()
        return words.map { $0.hasSuffix("'") ? String($0.dropLast()) : $0 }
    }

    private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .nonspacingMark, .spacingMark, .decimalNumber:
            true
        default: false
        }
    }
}

/// Phrases of one or more words, found in one pass over a text's words.
struct PhraseTable<Value: Sendable>: Sendable {
    private var phrases: [String: [(rest: [String], value: Value)]] = [:]

    /// Adds phrases, each with what it tells.
    mutating func add(_ texts: [String], _ value: Value) {
        for text in texts {
            let words = text.split(separator: " ").map(String.init)
            guard let first = words.first else { continue }
            phrases[first, default: []].append((Array(words.dropFirst()), value))
        }
    }

    /// What the phrases that begin at a word tell.
    func values(at index: Int, of words: [String]) -> [Value] {
        guard let entries = phrases[words[index]] else { return [] }
        return entries.compactMap { rest, value in
            words[(index + 1)...].starts(with: rest) ? value : nil
        }
    }
}
