import Foundation

/// What a reader must know besides the words: who speaks, when, and who is known.
struct ReadingContext {
    /// Who `I` is: `user`, or a name in a conversation of several people.
    var speaker: String
    /// When it was said.
    var time: Date
    /// Whether a name belongs to somebody of the speaker's world.
    var isKnown: (String) -> Bool = { _ in false }

    /// What belongs to the speaker: `user's sister`.
    func possession(_ noun: String) -> String { "\(speaker)'s \(noun)" }
}
