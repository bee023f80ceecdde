import Foundation

/// Something that might be a fact, as it was read out of a sentence.
struct Candidate {
    var statement: FactStatement
    /// The bytes of the message it was read from.
    var start: Int
    var end: Int
    var confidence = 0.9
    /// What understood it.
    var rule: String
    /// Why it is no fact; nil where nothing speaks against it.
    var reason: GateReason?
    /// Whether it says that the statement is over.
    var isEnding = false
    var validFrom: Date?
    var validUntil: Date?
    /// The sentence it stands in.
    var sentence = 0
    /// Whether it gives the reason for the candidate before it in the sentence.
    var isCause = false
}
