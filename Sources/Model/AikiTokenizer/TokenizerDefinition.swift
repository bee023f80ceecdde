public import AikiBase

/// Everything that makes a tokenizer, whatever file it came from.
///
/// This is what `tokenizer.ggml.*` of a GGUF file says; the readers of `tokenizer.json`,
/// `tokenizer.model` and others fill it too, so that one vocabulary read two ways can be compared.
public struct TokenizerDefinition: Sendable {
    /// The most tokens a vocabulary may have.
    public static let tokensMax = 4 << 20
    /// The most bytes one token may have.
    public static let tokenBytesMax = 4 << 10
    /// The most bytes all tokens may have together.
    public static let vocabularyBytesMax = 256 << 20
    /// The most merges there may be.
    public static let mergesMax = 8 << 20

    /// How text becomes tokens.
    public enum Model: String, Sendable, CaseIterable {
        /// Byte-level byte pairs (`gpt2`).
        case bytePairs = "gpt2"
        /// Byte pairs over characters with byte fallback (`gemma4`).
        case characterPairs = "gemma4"
        /// SentencePiece byte pairs by score (`llama`).
        case sentencePiece = "llama"
        /// SentencePiece unigram (`t5`).
        case unigram = "t5"
        /// WordPiece (`bert`).
        case wordPiece = "bert"
    }

    /// Which spaces around a token belong to it when it is found in text.
    public struct Strip: OptionSet, Sendable {
        /// The bits.
        public let rawValue: UInt8
        /// Wraps bits.
        public init(rawValue: UInt8) { self.rawValue = rawValue }
        /// Spaces before.
        public static let left = Strip(rawValue: 1)
        /// Spaces after.
        public static let right = Strip(rawValue: 2)
        /// Only where no letter, number or `_` touches it.
        public static let singleWord = Strip(rawValue: 4)
    }

    /// One merge of byte pairs, as the ids of what it joins and becomes.
    public struct Merge: Sendable, Equatable {
        /// The token on the left.
        public var left: TokenID
        /// The token on the right.
        public var right: TokenID
        /// Lower merges first.
        public var rank: UInt32
        /// What they become.
        public var result: TokenID

        /// Describes a merge.
        public init(left: TokenID, right: TokenID, rank: UInt32, result: TokenID) {
            (self.left, self.right, self.rank, self.result) = (left, right, rank, result)
        }
    }

    /// How text becomes tokens.
    public var model: Model
    /// The name of the pre-tokenizer; only byte pairs have one.
    public var preTokenizer: PreTokenizer?
    /// The vocabulary's spellings (byte-level ones in GPT-2's alphabet).
    public var tokens = ByteStrings()
    /// A score a token; empty where the model has none.
    public var scores: [Float] = []
    /// What each token is for.
    public var kinds: [TokenKind] = []
    /// Merges, best first.
    public var merges: [Merge] = []
    /// The tokens that have a part to play.
    public var special = SpecialTokens()
    /// What encoding with special tokens puts before the text.
    public var prefix: [TokenID] = []
    /// What encoding with special tokens puts after the text.
    public var suffix: [TokenID] = []
    /// Spaces that tokens take with them, by token.
    public var strips: [TokenID: Strip] = [:]
    /// Whether a piece that is a token is that token, without merging.
    public var ignoresMerges = false
    /// Whether text is composed (NFC) first.
    public var composes = false
    /// Whether BERT's normaliser turns text to lower case.
    public var lowercases = true
    /// Whether BERT's normaliser strips accents.
    public var stripsAccents = true
    /// Whether neighbouring unknown tokens become one.
    public var fusesUnknown = true
    /// SentencePiece's precompiled character map; empty where there is none.
    public var characterMap: [UInt8] = []
    /// How spaces are treated.
    var spaces = SpaceRules()

    /// An empty definition of a model.
    public init(model: Model) {
        self.model = model
        if model == .bytePairs || model == .wordPiece { spaces.prefix = .never }
    }
}
