/// What the engine needs of a tokenizer while an answer is written.
package protocol TokenVocabulary: Sendable {
    /// How many tokens have a spelling; logits beyond are padding and never drawn.
    var vocabularySize: Int { get }

    /// Whether a token ends an answer.
    func endsGeneration(_ token: Int32) -> Bool

    /// The bytes a token stands for; none for control tokens.
    func bytes(of token: Int32) -> [UInt8]

    /// Turns the tokens of one answer into text.
    func makeDecoder() -> any AnswerDecoder
}

/// Turns the tokens of one answer into text, whole characters only.
package protocol AnswerDecoder {
    /// The text that is complete with a token.
    mutating func push(_ token: Int32) -> String

    /// What is left at the end; bytes that are no character become U+FFFD.
    mutating func flush() -> String
}
