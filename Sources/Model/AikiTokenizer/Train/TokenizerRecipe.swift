/// What a tokenizer is trained to be.
///
///     var recipe = TokenizerRecipe(vocabularySize: 32_000)
///     recipe.specialTokens = ["<|endoftext|>"]
public struct TokenizerRecipe: Sendable, Equatable {
    /// The least memory a trainer may be given.
    public static let memoryBytesMin = 32 << 20
    /// The most threads that count.
    public static let threadsMax = 256

    /// Which of several pairs that were seen equally often is merged.
    public enum TieRule: String, Sendable, CaseIterable {
        /// The pair whose left token, then right token, is last in the order of bytes: what the
        /// reference of Stanford's course CS336 does.
        case lastBytes = "last-bytes"
        /// The pair whose left token, then right token, was made first: what Hugging Face's
        /// `tokenizers` does.
        case firstTokens = "first-tokens"
    }

    /// How many tokens there are in all: 256 bytes, special tokens and merges.
    public var vocabularySize: Int
    /// How text is cut before merging: a name of ``PreTokenizer/names``.
    public var preTokenizer = "qwen2"
    /// Tokens that stand for themselves, with the first ids: control tokens of a chat template,
    /// symbols. Text to learn from is cut at them.
    public var specialTokens: [String] = []
    /// The special token that ends a text or a turn.
    public var endToken: String?
    /// The special token that begins a text.
    public var startToken: String?
    /// Whether encoding puts the start token first.
    public var addsStart = false
    /// The special token that fills a batch.
    public var paddingToken: String?
    /// Pairs that were seen less often never merge.
    public var countMin = 2
    /// Which of equally frequent pairs merges first.
    public var ties = TieRule.lastBytes
    /// The longest token in bytes.
    public var tokenBytesMax = TokenizerDefinition.tokenBytesMax
    /// Whether text is composed (NFC) first, when training and ever after.
    public var composes = false
    /// Memory that counting and merging may take, in bytes. Beyond it the rarest pieces are left out,
    /// and the report says how many.
    public var memoryBytesMax = 2 << 30
    /// Threads that count pieces. The result does not depend on them.
    public var threads = 2

    /// A recipe with nothing special in it.
    public init(vocabularySize: Int) { self.vocabularySize = vocabularySize }

    /// Checks the recipe.
    ///
    /// - Returns: its pre-tokenizer.
    /// - Throws: ``TokenizerError/badRecipe(part:reason:)``,
    ///   ``TokenizerError/unknownPreTokenizer(_:)``.
    func check() throws(TokenizerError) -> PreTokenizer {
        guard let cut = PreTokenizer(named: preTokenizer),
            !PreTokenizer.characterNames.contains(preTokenizer)
        else { throw .unknownPreTokenizer(preTokenizer) }
        let least = 256 + specialTokens.count
        guard (least...TokenizerDefinition.tokensMax).contains(vocabularySize) else {
            throw .badRecipe(
                part: "vocabulary size \(vocabularySize)",
                reason: "256 bytes and the special tokens need \(least), and the most is "
                    + "\(TokenizerDefinition.tokensMax)")
        }
        for (index, token) in specialTokens.enumerated() {
            guard token.unicodeScalars.count > 1,
                token.utf8.count <= TokenizerDefinition.tokenBytesMax,
                !token.unicodeScalars.contains(where: { $0.value < 0x20 })
            else {
                throw .badRecipe(
                    part: "special token \"\(token)\"",
                    reason: "it must have two characters or more, none of them a control "
                        + "character, and at most \(TokenizerDefinition.tokenBytesMax) bytes")
            }
            guard !specialTokens[..<index].contains(where: { $0.utf8.elementsEqual(token.utf8) })
            else { throw .badRecipe(part: "special token \"\(token)\"", reason: "it stands twice") }
        }
        for token in [startToken, endToken, paddingToken].compactMap({ $0 }) {
            guard specialTokens.contains(token) else {
                throw .badRecipe(part: "token \"\(token)\"", reason: "it is no special token")
            }
        }
        guard (1...Self.threadsMax).contains(threads), countMin >= 1,
            (1...TokenizerDefinition.tokenBytesMax).contains(tokenBytesMax),
            memoryBytesMax >= Self.memoryBytesMin
        else {
            throw .badRecipe(
                part: "limits",
                reason: "threads are 1 to \(Self.threadsMax), the least count is 1, a token has 1 "
                    + "to \(TokenizerDefinition.tokenBytesMax) bytes, and memory is at least "
                    + "\(Self.memoryBytesMin) bytes")
        }
        return cut
    }
}
