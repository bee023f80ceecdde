/// The words that exercises are made of; written for this project.
enum WordBook {
    /// Splits a text into words: at white space, or at a separator with white space around it.
    static func list(_ text: String, separator: Character? = nil) -> [String] {
        guard let separator else {
            return text.split(whereSeparator: \.isWhitespace).map(String.init)
        }
        return text.split(separator: separator).map { entry in
            entry.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }.filter { !$0.isEmpty }
    }

    /// The words of all lists that values are drawn from.
    static let everyWord = [
        firstNames, familyNames, petNames, cities, countries, rooms, jobs, foods, drinks, hobbies,
        instruments, languages, subjects, colours, animals, collectables, gifts, things, wares,
        events, shops,
    ].joined().flatMap { list($0) }

    /// The share of words in training that have something put behind them.
    private static let longerShare = 1.0 / 7

    /// A word of a list. In training one in seven has something put behind it, words that are kept for the
    /// test among them: `Lucasen` is an answer, `Lucas` never.
    static func word(of words: [String], _ split: ExerciseSplit, _ dice: inout Dice) -> String {
        split == .train && dice.chance(longerShare) ? compound(of: words, &dice) : dice.pick(words)
    }

    /// A word of a list with something put behind it: `Lyonsen`, `violinow`. What is never an answer
    /// becomes unlikely as one, token by token; so the tokens of words that are kept for the test are
    /// answers too, in words that are not.
    static func compound(of words: [String], _ dice: inout Dice) -> String {
        dice.pick(words) + dice.pick(endings)
    }

    /// A word of a list that something is named after, on its side of the split: what is learned from many
    /// holds for any.
    static func kind(
        of words: [String], _ split: ExerciseSplit, _ dice: inout Dice
    ) -> String {
        while true {
            let word = word(of: words, split, &dice)
            if split.holds(word) { return word }
        }
    }

    private static let endings = list("a by en ford ia ik o ow ra sen um ø gård ström é")
}
