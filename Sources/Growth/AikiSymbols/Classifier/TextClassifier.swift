#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#endif

/// Says which labels a sentence or a line has.
///
///     let found = model.emotion.labels(of: "Thanks, that made my day!")     // [gratitude, joy]
///
/// - Complexity: O(bytes of the text · (labels + hidden width)): some 10 to 20 µs for a line.
public struct TextClassifier: Sendable {
    /// The names of the labels.
    public let labels: [String]
    /// Whether a text has exactly one label; then the likeliest is taken, else all above a threshold.
    public let isExclusive: Bool
    /// The logit from which a text has a label; one for each.
    public let thresholds: [Float]
    package let table: FeatureTable
    package let weights: NetworkWeights

    package init(
        labels: [String], isExclusive: Bool, thresholds: [Float], table: FeatureTable,
        weights: NetworkWeights
    ) {
        precondition(labels.count == weights.shape.labels && thresholds.count == labels.count)
        precondition(table.count == weights.shape.features)
        self.labels = labels
        self.isExclusive = isExclusive
        self.thresholds = thresholds
        self.table = table
        self.weights = weights
    }

    /// How much speaks for each label: the logits, in the order of ``labels``.
    public func logits(of text: String) -> [Float] {
        logits(of: TextFeatures(text))
    }

    /// The same of a text whose features are known.
    func logits(of features: TextFeatures) -> [Float] {
        weights.logits(table.vector(of: features))
    }

    /// The labels of a text, as indices into ``labels``, the surest first; empty where nothing is said.
    public func labels(of text: String) -> [Int] {
        decide(logits(of: text))
    }

    /// The likeliest label and its probability.
    ///
    /// - Returns: the index into ``labels``, and the softmax or sigmoid of its logit.
    public func likeliest(of text: String) -> (label: Int, probability: Float) {
        likeliest(logits(of: text))
    }

    /// The likeliest label of logits, and its probability.
    func likeliest(_ logits: [Float]) -> (label: Int, probability: Float) {
        let best = Self.largest(logits)
        guard isExclusive else { return (best, 1 / (1 + exp(-logits[best]))) }
        let sum = logits.reduce(0) { $0 + exp($1 - logits[best]) }
        return (best, 1 / sum)
    }

    /// What the logits of a text come to.
    package func decide(_ logits: [Float]) -> [Int] {
        guard !isExclusive else { return [Self.largest(logits)] }
        let margins = zip(logits, thresholds).map { $0 - $1 }
        return margins.indices.filter { margins[$0] > 0 }
            .sorted { margins[$0] != margins[$1] ? margins[$0] > margins[$1] : $0 < $1 }
    }

    private static func largest(_ logits: [Float]) -> Int {
        var best = 0
        for index in logits.indices where logits[index] > logits[best] { best = index }
        return best
    }
}
