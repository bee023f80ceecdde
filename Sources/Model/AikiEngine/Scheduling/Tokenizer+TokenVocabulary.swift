package import AikiTokenizer

extension Tokenizer: TokenVocabulary {
    /// Whether a token ends an answer.
    package func endsGeneration(_ token: Int32) -> Bool {
        special.endOfGeneration.contains(token)
    }

    /// The bytes a token stands for; none for control tokens.
    package func bytes(of token: Int32) -> [UInt8] {
        bytes(of: token, includingSpecial: false)
    }

    /// Turns the tokens of one answer into text.
    package func makeDecoder() -> any AnswerDecoder {
        makeStreamingDecoder()
    }
}

extension StreamingDecoder: AnswerDecoder {}
