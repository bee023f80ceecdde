public import AikiBase

/// Text to tokens and back, exactly as the model was trained.
///
///     let tokenizer = try Tokenizer(metadata: ggufFile)
///     let ids = tokenizer.encode("Hello world", addSpecial: true, parseSpecial: false)
///     let text = tokenizer.decode(ids, skipSpecial: true)
///
/// Immutable; one instance serves any number of threads. Tables are built once from the definition:
/// some hundredths of a second for 150,000 tokens.
public final class Tokenizer: Sendable {
    /// What the tokenizer was made from.
    public let definition: TokenizerDefinition
    /// How many tokens there are.
    public let vocabularySize: Int
    /// The tokens that have a part to play.
    public let special: SpecialTokens

    /// What each token adds to a text.
    let pieces: ByteStrings
    private let spellings: TokenTable
    private let encoder: any FragmentEncoder
    /// User-defined tokens, which are tokens wherever they stand.
    private let always: SpecialTokenMatcher
    /// Those and control tokens.
    private let parsed: SpecialTokenMatcher

    /// Builds a tokenizer.
    ///
    /// - Throws: ``TokenizerError`` where the definition lacks what its model needs.
    public init(_ definition: TokenizerDefinition) throws(TokenizerError) {
        try definition.checkSizes()
        precondition(definition.kinds.count == definition.tokens.count, "one kind a token")
        self.definition = definition
        vocabularySize = definition.tokens.count
        special = definition.special
        (pieces, spellings) = SharedWork.both {
            definition.pieces()
        } _: {
            TokenTable(definition.tokens) { _ in true }
        }
        encoder = try definition.makeEncoder(pieces: pieces)
        var alwaysTokens: [(key: ArraySlice<UInt8>, value: TokenID)] = []
        var parsedTokens: [(key: ArraySlice<UInt8>, value: TokenID)] = []
        for (index, kind) in definition.kinds.enumerated() {
            let token = (key: definition.tokens[index], value: TokenID(index))
            switch kind {
            case .userDefined:
                alwaysTokens.append(token)
                parsedTokens.append(token)
            case .control, .unknown: parsedTokens.append(token)
            case .normal, .unused, .byte: break
            }
        }
        always = SpecialTokenMatcher(alwaysTokens, strips: definition.strips)
        parsed = SpecialTokenMatcher(parsedTokens, strips: definition.strips)
    }

    /// Builds the tokenizer that a model file describes (`tokenizer.ggml.*`).
    ///
    /// - Parameters:
    ///   - metadata: the file's.
    ///   - modelTokens: how many tokens the model has rows for; control tokens behind them are left
    ///     out.
    /// - Throws: ``TokenizerError`` naming the key.
    public convenience init(
        metadata: any MetadataSource, modelTokens: Int? = nil
    ) throws(TokenizerError) {
        try self.init(TokenizerDefinition(metadata: metadata, modelTokens: modelTokens))
    }

    /// Turns text into tokens.
    ///
    /// - Parameters:
    ///   - text: any text; a string holds no invalid UTF-8.
    ///   - addSpecial: puts the model's first and last tokens (`bos`, `[CLS]` …) around it.
    ///   - parseSpecial: takes `<|im_end|>` and the like for control tokens. Text that a user wrote
    ///     must not be parsed, or it could speak for the system. User-defined tokens always match.
    ///   - plainRanges: where special tokens are parsed, the bytes that a user wrote: UTF-8 ranges,
    ///     ascending and apart, that no control token may touch.
    /// - Returns: the tokens; for an empty text those around it alone.
    /// - Complexity: O(bytes · log bytes) whatever the text.
    public func encode(
        _ text: String, addSpecial: Bool, parseSpecial: Bool, plainRanges: [Range<Int>] = []
    ) -> [TokenID] {
        var output: [TokenID] = addSpecial ? definition.prefix : []
        output.reserveCapacity(text.utf8.count / 3 + 8)
        var copy = text
        copy.withUTF8 { bytes in
            var startsText = true
            let matcher = parseSpecial ? parsed : always
            matcher.forEachPart(bytes, plain: plainRanges, always: always) { fragment in
                encoder.encode(fragment, startsText: startsText, into: &output)
                startsText = false
            } token: { id in
                output.append(id)
                startsText = false
            }
        }
        if addSpecial { output += definition.suffix }
        return output
    }

    /// What a token is for.
    ///
    /// - Precondition: the token is in 0 ..< ``vocabularySize``.
    public func kind(of token: TokenID) -> TokenKind { definition.kinds[Int(token)] }

    /// How the vocabulary spells a token.
    ///
    /// - Precondition: the token is in 0 ..< ``vocabularySize``.
    public func text(of token: TokenID) -> String { definition.tokens.text(Int(token)) }

    /// The token that the vocabulary spells so.
    public func id(ofSpelling spelling: String) -> TokenID? {
        let token = spellings.find(Array(spelling.utf8))
        return token >= 0 ? token : nil
    }
}
