import AikiBase

extension Tokenizer {
    /// What a token adds to a text: nothing for control and unknown tokens unless asked, nor for an id
    /// that is not of the vocabulary.
    public func bytes(of token: TokenID, includingSpecial: Bool = false) -> [UInt8] {
        Array(piece(of: token, includingSpecial: includingSpecial))
    }

    /// The same bytes where they stand in the vocabulary, without a copy.
    func piece(of token: TokenID, includingSpecial: Bool) -> ArraySlice<UInt8> {
        guard token >= 0, Int(token) < vocabularySize else { return [] }
        switch kind(of: token) {
        case .control, .unknown, .unused: if !includingSpecial { return [] }
        case .normal, .userDefined, .byte: break
        }
        return pieces[Int(token)]
    }

    /// Turns tokens into text; bytes that are no characters become U+FFFD.
    ///
    /// The space that SentencePiece puts before a text is taken off again, and BERT's spaces before
    /// punctuation go, as its own decoder does it.
    ///
    /// - Parameters:
    ///   - tokens: ids; one that is not of the vocabulary adds nothing.
    ///   - skipSpecial: leaves control and unknown tokens out.
    /// - Returns: the text.
    public func decode(_ tokens: some Sequence<TokenID>, skipSpecial: Bool) -> String {
        var bytes: [UInt8] = []
        var dropsSpace = dropsFirstSpace
        for token in tokens {
            let piece = self.bytes(of: token, includingSpecial: !skipSpecial)
            if piece.isEmpty { continue }
            if definition.model == .wordPiece {
                appendWordPiece(piece, token, to: &bytes)
                continue
            }
            let isText = kind(of: token) != .control && kind(of: token) != .unknown
            if dropsSpace, isText {
                bytes.append(contentsOf: piece.first == 0x20 ? piece.dropFirst() : piece[...])
                dropsSpace = bytes.isEmpty && definition.spaces.removesExtra
            } else {
                bytes.append(contentsOf: piece)
            }
        }
        if definition.model == .wordPiece { bytes = WordPieceCleanup.clean(bytes) }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func appendWordPiece(_ piece: [UInt8], _ token: TokenID, to bytes: inout [UInt8]) {
        let isSpecial = kind(of: token) == .control || kind(of: token) == .unknown
        if isSpecial, !bytes.isEmpty { bytes.append(0x20) }
        let startsText = bytes.isEmpty && piece.first == 0x20
        bytes.append(contentsOf: startsText ? piece.dropFirst() : piece[...])
    }

    /// Whether the first space of a text is the vocabulary's and not the text's.
    var dropsFirstSpace: Bool {
        switch definition.model {
        case .sentencePiece, .unigram, .characterPairs:
            definition.spaces.prefix != .never && !definition.spaces.isSuffix
        case .wordPiece: true
        case .bytePairs: false
        }
    }

    /// Starts to turn a stream of tokens into text.
    ///
    /// - Parameters:
    ///   - startsText: whether the first token begins a text, so that SentencePiece's space before it
    ///     goes; false where it goes on after a prompt.
    ///   - showsSpecial: whether control tokens are spelled out.
    /// - Returns: a decoder that has seen nothing.
    public func makeStreamingDecoder(
        startsText: Bool = false, showsSpecial: Bool = false
    ) -> StreamingDecoder {
        StreamingDecoder(tokenizer: self, startsText: startsText, showsSpecial: showsSpecial)
    }
}
