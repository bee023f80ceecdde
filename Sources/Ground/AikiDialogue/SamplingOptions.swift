/// How the next token is chosen from a model's logits.
///
/// What is not set is as the model's maker recommends (``completed(by:)``), and where the maker says
/// nothing, plain sampling at temperature 0.8; every filter that is nil or at its neutral value is
/// skipped. Order of the chain: logit bias, grammar, penalties, DRY, top-k, typical, top-p, min-p,
/// temperature, draw.
public struct SamplingOptions: Sendable, Equatable {
    /// What was set of that which a model's maker may recommend.
    public struct Chosen: Sendable, Equatable {
        /// ``SamplingOptions/temperature``.
        public fileprivate(set) var temperature: Double?
        /// ``SamplingOptions/topK``.
        public fileprivate(set) var topK: Int?
        /// ``SamplingOptions/topP``.
        public fileprivate(set) var topP: Double?
        /// ``SamplingOptions/minP``.
        public fileprivate(set) var minP: Double?
        /// ``SamplingOptions/repeatPenalty``.
        public fileprivate(set) var repeatPenalty: Double?
    }

    /// What was set; nil is left to the model.
    public private(set) var chosen = Chosen()
    /// 0 takes the most probable token; 1 leaves the probabilities as they are.
    public var temperature: Double {
        get { chosen.temperature ?? 0.8 }
        set { chosen.temperature = newValue }
    }
    /// Keeps the k most probable tokens; 0 keeps all.
    public var topK: Int {
        get { chosen.topK ?? 40 }
        set { chosen.topK = newValue }
    }
    /// Keeps the fewest tokens whose probability sums to p (Holtzman 2020); 1 keeps all.
    public var topP: Double {
        get { chosen.topP ?? 0.95 }
        set { chosen.topP = newValue }
    }
    /// Keeps tokens at least this fraction as probable as the best (Nguyen 2024); 0 keeps all.
    public var minP: Double {
        get { chosen.minP ?? 0.05 }
        set { chosen.minP = newValue }
    }
    /// Divides (or multiplies, where negative) logits of recent tokens (Keskar 2019); 1 is neutral.
    public var repeatPenalty: Double {
        get { chosen.repeatPenalty ?? 1 }
        set { chosen.repeatPenalty = newValue }
    }
    /// Locally typical sampling (Meister 2022); 1 keeps all.
    public var typicalP: Double = 1
    /// Subtracted once for each occurrence among recent tokens; 0 is neutral.
    public var frequencyPenalty: Double = 0
    /// Subtracted once if a token occurs among recent tokens; 0 is neutral.
    public var presencePenalty: Double = 0
    /// How many recent tokens the penalties see; nil sees all.
    public var penaltyWindow: Int? = 64
    /// "Don't repeat yourself": penalises a token that would extend a repeated sequence.
    public var dry: DRYOptions?
    /// Added to the logits of single tokens; -infinity forbids one.
    public var logitBias: [Int32: Double] = [:]
    /// The same seed gives the same text; nil takes a fresh one.
    public var seed: UInt64?

    /// The defaults.
    public init() {}

    /// With what a model's maker recommends in the place of what was not set.
    public func completed(by recommended: SamplingOptions) -> SamplingOptions {
        var options = self
        options.chosen.temperature = chosen.temperature ?? recommended.chosen.temperature
        options.chosen.topK = chosen.topK ?? recommended.chosen.topK
        options.chosen.topP = chosen.topP ?? recommended.chosen.topP
        options.chosen.minP = chosen.minP ?? recommended.chosen.minP
        options.chosen.repeatPenalty = chosen.repeatPenalty ?? recommended.chosen.repeatPenalty
        return options
    }

    /// Always the most probable token.
    public static var greedy: SamplingOptions {
        var options = SamplingOptions()
        options.temperature = 0
        return options
    }
}

/// Settings of DRY (p-e-w 2024): penalty = multiplier · base ^ (length − allowed length).
public struct DRYOptions: Sendable, Equatable {
    /// 0 turns it off.
    public var multiplier: Double
    /// How fast the penalty grows with the length of the repetition.
    public var base: Double
    /// Repetitions up to this many tokens are free.
    public var allowedLength: Int
    /// Texts that no repetition is followed across.
    public var sequenceBreakers: [String]

    /// Makes settings.
    public init(
        multiplier: Double = 0.8, base: Double = 1.75, allowedLength: Int = 2,
        sequenceBreakers: [String] = ["\n", ":", "\"", "*"]
    ) {
        self.multiplier = multiplier
        self.base = base
        self.allowedLength = allowedLength
        self.sequenceBreakers = sequenceBreakers
    }
}
