/// A word or a mark of a message, with where it stands.
struct Word: Sendable {
    enum Kind: Sendable {
        /// Letters or digits.
        case word
        /// A single mark of punctuation.
        case mark
        /// Something in quotation marks, whole: nobody says it here and now.
        case quotation
        /// Code, a link, a placeholder, whole.
        case foreign
    }

    let kind: Kind
    /// As it was written; for half of a contraction the whole of it stands in the first half.
    let text: String
    /// Lower case with straight apostrophes, contractions taken apart: `don't` is `do`, `not`.
    let folded: String
    /// The first byte in the message.
    let start: Int
    /// The byte after the last.
    let end: Int

    var isWord: Bool { kind == .word }
    /// Begins with a capital letter, and is not the word `I`.
    var isCapitalized: Bool {
        kind == .word && folded != "i" && text.first?.isUppercase == true
    }
    var isNumber: Bool { kind == .word && text.first?.isNumber == true }
}

/// A sentence as words.
struct Sentence: Sendable {
    var words: [Word]
    /// The mark that ends it: `.`, `!`, `?`, or nothing at the end of a line.
    var ending: Character?
    /// Its number among the sentences of the message.
    var number = 0

    var start: Int { words.first?.start ?? 0 }
    var end: Int { words.last?.end ?? 0 }
}

infix operator ..! : RangeFormationPrecedence

/// The places from one to another; none where the end lies before the start, as it does where a clause
/// breaks off.
func ..! (start: Int, end: Int) -> Range<Int> {
    start..<Swift.max(start, end)
}
