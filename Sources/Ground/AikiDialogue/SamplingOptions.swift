/// How the next token is chosen from a model's logits.
///
/// The defaults sample plainly at temperature 0.8; every filter that is nil or at its neutral value
/// is skipped. Order of the chain: logit bias, grammar, penalties, DRY, top-k, typical, top-p, min-p,
/// temperature, draw.
public struct SamplingOptions: Sendable, Equatable {
    /// 0 takes the most probable token; 1 leaves the probabilities as they are.
    public var temperature: Double = 0.8
    /// Keeps the k most probable tokens; 0 keeps all.
    public var topK: Int = 40
    /// Keeps the fewest tokens whose probability sums to p (Holtzman 2020); 1 keeps all.
    public var topP: Double = 0.95
    /// Keeps tokens at least this fraction as probable as the best (Nguyen 2024); 0 keeps all.
    public var minP: Double = 0.05
    /// Locally typical sampling (Meister 2022); 1 keeps all.
    public var typicalP: Double = 1
    /// Divides (or multiplies, where negative) logits of recent tokens (Keskar 2019); 1 is neutral.
    public var repeatPenalty: Double = 1
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
