/// A rule that a document must keep, by the name it has in recipes and lineage.
///
/// The numbers are those of the papers: Gopher (Rae 2021, table A1 and section A.1.1), C4 (Raffel
/// 2020, section 2.2) and FineWeb (Penedo 2024, section 3.6). A recipe switches a group on by its
/// table, changes a number by its key, and switches a rule off with `false`.
public enum FilterRule: Int, CaseIterable, Sendable {
    /// Fewest words.
    case gopherWordsLeast
    /// Most words.
    case gopherWordsMost
    /// Least mean length of words, in characters.
    case gopherMeanWordLeast
    /// Greatest mean length of words, in characters.
    case gopherMeanWordMost
    /// Hash signs a word.
    case gopherHashes
    /// Ellipses a word.
    case gopherEllipses
    /// Share of lines that begin with a bullet.
    case gopherBulletLines
    /// Share of lines that end with an ellipsis.
    case gopherEllipsisLines
    /// Least share of words that have a letter.
    case gopherAlphabetic
    /// How many of the eight commonest English words occur at least; for English alone.
    case gopherStopWords
    /// Share of lines that were there before.
    case repeatedLines
    /// Share of paragraphs that were there before.
    case repeatedParagraphs
    /// Share of characters in lines that were there before.
    case repeatedLineCharacters
    /// Share of characters in paragraphs that were there before.
    case repeatedParagraphCharacters
    /// Share of characters in the commonest two words in a row.
    case top2
    /// … three words.
    case top3
    /// … four words.
    case top4
    /// Share of characters in five words in a row that occur more than once.
    case repeated5
    /// … six words.
    case repeated6
    /// … seven words.
    case repeated7
    /// … eight words.
    case repeated8
    /// … nine words.
    case repeated9
    /// … ten words.
    case repeated10
    /// Lines that do not end as sentences do are taken out.
    case c4Punctuation
    /// Lines of fewer words are taken out.
    case c4LineWords
    /// Lines with a longer word, in characters, are taken out.
    case c4WordLength
    /// Lines that speak of Javascript are taken out.
    case c4Javascript
    /// Lines that speak of cookies and terms of use are taken out.
    case c4Policy
    /// References such as [12] and [citation needed] are taken out.
    case c4Citations
    /// Fewest sentences in what is left.
    case c4Sentences
    /// No place-holder text.
    case c4LoremIpsum
    /// No curly bracket: it is code.
    case c4CurlyBracket
    /// Least share of lines that end with punctuation.
    case finewebPunctuation
    /// Greatest share of short lines (30 characters).
    case finewebShortLines
    /// Greatest share of characters in lines that were there before.
    case finewebRepeated
    /// Greatest number of line ends a word.
    case finewebNewlines

    /// The group and the key: `gopher-quality.words-least`.
    public var name: String { Self.table[rawValue].name }

    /// The number of the paper; 1 stands for "on".
    public var standard: Double { Self.table[rawValue].standard }

    /// The table of a recipe that the rule stands in.
    public var group: Substring { name.prefix { $0 != "." } }

    /// The rule's name within its table.
    public var key: Substring { name.drop { $0 != "." }.dropFirst() }

    private static let table: [(name: String, standard: Double)] = [
        ("gopher-quality.words-least", 50),
        ("gopher-quality.words-most", 100_000),
        ("gopher-quality.mean-word-least", 3),
        ("gopher-quality.mean-word-most", 10),
        ("gopher-quality.hashes", 0.1),
        ("gopher-quality.ellipses", 0.1),
        ("gopher-quality.bullet-lines", 0.9),
        ("gopher-quality.ellipsis-lines", 0.3),
        ("gopher-quality.alphabetic", 0.8),
        ("gopher-quality.stop-words", 2),
        ("gopher-repetition.lines", 0.3),
        ("gopher-repetition.paragraphs", 0.3),
        ("gopher-repetition.line-characters", 0.2),
        ("gopher-repetition.paragraph-characters", 0.2),
        ("gopher-repetition.top-2", 0.2),
        ("gopher-repetition.top-3", 0.18),
        ("gopher-repetition.top-4", 0.16),
        ("gopher-repetition.repeated-5", 0.15),
        ("gopher-repetition.repeated-6", 0.14),
        ("gopher-repetition.repeated-7", 0.13),
        ("gopher-repetition.repeated-8", 0.12),
        ("gopher-repetition.repeated-9", 0.11),
        ("gopher-repetition.repeated-10", 0.10),
        ("c4.line-punctuation", 1),
        ("c4.line-words", 3),
        ("c4.word-length", 1_000),
        ("c4.javascript", 1),
        ("c4.policy", 1),
        ("c4.citations", 1),
        ("c4.sentences", 5),
        ("c4.lorem-ipsum", 1),
        ("c4.curly-bracket", 1),
        ("fineweb.line-punctuation", 0.12),
        ("fineweb.short-lines", 0.67),
        ("fineweb.repeated", 0.01),
        ("fineweb.newlines", 0.3),
    ]
}
