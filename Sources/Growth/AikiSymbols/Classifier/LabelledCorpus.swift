/// Texts and what people said of them.
public struct LabelledCorpus: Sendable {
    /// One text.
    public struct Example: Sendable, Equatable {
        /// What was written.
        public let text: String
        /// Indices into the corpus's labels, rising, each once.
        public let labels: [Int]
        /// Texts of one group (a book) are never in training and in testing at once.
        public let group: Int

        /// Describes a text.
        public init(text: String, labels: [Int], group: Int) {
            self.text = text
            self.labels = labels
            self.group = group
        }
    }

    /// The names of the labels.
    public let labels: [String]
    /// Whether every text has exactly one label.
    public let isExclusive: Bool
    /// The texts.
    public let examples: [Example]

    /// Makes a corpus.
    ///
    /// - Precondition: every example's labels exist, and it has exactly one where they are exclusive.
    public init(labels: [String], isExclusive: Bool, examples: [Example]) {
        for example in examples {
            precondition(example.labels.allSatisfy(labels.indices.contains))
            precondition(!isExclusive || example.labels.count == 1)
        }
        self.labels = labels
        self.isExclusive = isExclusive
        self.examples = examples
    }
}
