/// The three families of patterns that most models use, as parameters of hand-written matchers.
///
/// Each matcher gives exactly the pieces of the pattern it stands for; the tests run both it and the
/// pattern, by ``RegularExpression``, on the same text.
struct WordRules: Sendable, Equatable {
    /// How the words of a pattern look.
    enum Family: Sendable, Equatable {
        /// GPT-2: an optional space before letters, numbers or others.
        case spaced
        /// cl100k, Llama 3, Qwen 2: any one mark or space before letters; numbers apart.
        case prefixed
        /// o200k, Tekken: as `prefixed`, and a word ends where its case turns.
        case cased
    }

    var family: Family
    /// Whether `'s`, `'ll` … are pieces (or, for `cased`, the end of a word).
    var splitsContractions = true
    /// Whether marks count as letters (Qwen 3.5).
    var marksAreLetters = false
    /// How many numbers a piece takes.
    var numbersEach = Int.max
    /// Whether `/` goes on a piece of symbols as line ends do.
    var takesSlash = false
    /// Whether white space at the end of the text is one piece even with a line end in it (cl100k).
    var keepsFinalSpace = false
}
