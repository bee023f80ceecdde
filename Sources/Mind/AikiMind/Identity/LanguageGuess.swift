/// Tells in which of a few languages a text is written, by its commonest words.
///
/// Function words make up a third to a half of any text, so a sentence is enough; what is shorter, or
/// of another language, is not guessed at.
public enum LanguageGuess {
    /// Function words in lower case that few of the other languages share.
    private static let words: [(language: String, words: Set<String>)] = [
        (
            "English",
            [
                "the", "and", "is", "are", "you", "of", "to", "that", "it", "what", "my", "your",
                "with", "this", "have", "not", "for", "was", "but", "they", "would", "can", "do",
                "from", "there", "which", "about", "i", "a", "be", "at", "we", "don't", "name",
            ]
        ),
        (
            "Norwegian",
            [
                "og", "jeg", "er", "det", "ikke", "som", "på", "har", "du", "til", "av", "med",
                "en", "et", "hva", "vi", "meg", "deg", "kan", "fra", "hvordan", "hvis", "også",
                "noe", "heter", "min", "din", "ble", "være", "eller", "i", "å", "hvem", "hvor",
            ]
        ),
        (
            "German",
            [
                "und", "ich", "ist", "das", "nicht", "der", "die", "ein", "eine", "mit", "zu",
                "auf", "dem", "den", "was", "wie", "sie", "du", "mein", "dein", "auch", "sich",
                "oder", "heiße", "bin", "sind", "für", "von", "aber", "habe", "es", "im", "wir",
            ]
        ),
        (
            "Russian",
            [
                "и", "я", "не", "что", "в", "на", "это", "как", "с", "мы", "вы", "ты", "меня",
                "но", "по", "к", "у", "он", "она", "мой", "есть", "или", "если", "так", "зовут",
                "для", "вас", "тебя", "все", "о", "из", "а", "бы", "же",
            ]
        ),
        (
            "French",
            [
                "le", "la", "les", "et", "je", "est", "ne", "pas", "que", "vous", "tu", "un",
                "une", "des", "du", "pour", "dans", "avec", "mon", "ma", "qui", "suis", "mais",
                "c'est", "ce", "sur", "nous", "il", "elle", "de", "m'appelle", "ou",
            ]
        ),
        (
            "Spanish",
            [
                "el", "la", "los", "y", "yo", "es", "no", "que", "de", "un", "una", "para", "con",
                "mi", "tu", "por", "en", "se", "soy", "pero", "como", "lo", "las", "del", "me",
                "llamo", "muy", "o", "está", "eres", "nombre",
            ]
        ),
    ]

    /// The characters (Unicode scalars) that are read.
    static let charactersMax = 4000
    /// The words that must be known for a guess.
    private static let hitsMin = 2

    /// The language's English name; nil where the text is too short or of a language not known here.
    ///
    /// - Complexity: O(characters).
    public static func language(of text: String) -> String? {
        var counts = [Int](repeating: 0, count: words.count)
        for token in SpokenWords.words(of: text, scalarsMax: charactersMax) {
            for (index, entry) in words.enumerated() where entry.words.contains(token) {
                counts[index] += 1
            }
        }
        guard let best = counts.max(), best >= hitsMin,
            counts.count(where: { $0 == best }) == 1, let index = counts.firstIndex(of: best)
        else { return nil }
        return words[index].language
    }
}
