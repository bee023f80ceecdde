/// How somebody writes English: what they shorten, and how they spell.
struct Spelling: Sendable, Equatable {
    /// Whether `I am` is `I'm`, and `what is` is `what's`.
    var isShort = false
    /// Whether a colour is a color.
    var isAmerican = false

    private static let shortShare = 0.25
    private static let americanShare = 0.3

    /// Somebody's spelling.
    static func draw(_ dice: inout Dice) -> Spelling {
        Spelling(isShort: dice.chance(shortShare), isAmerican: dice.chance(americanShare))
    }

    /// What is written in full, and shorter; a space behind both, since nothing is shortened at the
    /// end: `who I am`.
    private static let short = [
        ("what is ", "what's "), ("who is ", "who's "), ("where is ", "where's "),
        ("when is ", "when's "), ("how is ", "how's "), ("I am ", "I'm "), ("I would ", "I'd "),
        ("do not ", "don't "), ("does not ", "doesn't "), ("cannot ", "can't "),
    ]
    private static let american = [
        ("favourite", "favorite"), ("colour", "color"), ("neighbour", "neighbor"),
    ]

    /// A text in this spelling.
    func written(_ text: String) -> String {
        var text = text
        if isShort { Self.replace(Self.short, in: &text) }
        if isAmerican { Self.replace(Self.american, in: &text) }
        return text
    }

    private static func replace(_ pairs: [(String, String)], in text: inout String) {
        for (long, short) in pairs {
            text = text.replacing(long, with: short)
                .replacing(Letters.capitalized(long), with: Letters.capitalized(short))
        }
    }
}
