/// What came of training a tokenizer.
public struct TrainingReport: Sendable, Equatable {
    /// What limits left out; nothing is left out silently.
    public struct Omissions: Sendable, Equatable {
        /// Rare pieces that the limit on memory made the trainer forget.
        public var rarePieces = 0
        /// How often those had been seen.
        public var rareOccurrences = 0
    }

    /// Bytes of text that were read.
    public var textBytes = 0
    /// Different pieces.
    public var pieces = 0
    /// All pieces.
    public var occurrences = 0
    /// Merges that were learned.
    public var merges = 0
    /// How often the last pair that merged was seen.
    public var lastCount = 0
    /// Time that reading and counting took.
    public var countingTime = Duration.zero
    /// Time that merging took.
    public var mergingTime = Duration.zero
    /// The most memory that tables held, in bytes.
    public var memoryBytes = 0
    /// What limits left out.
    public var omissions = Omissions()

    /// Nothing yet.
    public init() {}
}
