/// Tells what a text is about, of the classes that it was trained on, and how sure it is: a layer over
/// the vector of an embedder beside one over hashed words and letters, their logarithms added.
///
///     let classifier = IntentClassifier.train(texts, vectors: vectors, labels: labels)
///     let guess = classifier.classify("move my flight", vector: vector)
///     guess.label; guess.confidence        // below a threshold it is none of the classes
///
/// Trained for seconds on ten thousand texts; a text takes some tens of microseconds beside its vector.
public struct IntentClassifier: Sendable, Equatable {
    /// A class and how sure it is.
    public struct Guess: Sendable, Equatable {
        /// The class.
        public var label: String
        /// Its probability, 0 … 1.
        public var confidence: Double
    }

    /// The classes, sorted.
    public let labels: [String]
    /// The threshold of confidence above which most guesses are right; see ``threshold(precision:_:)``.
    public var confidenceMin = 0.0

    let dense: SoftmaxLayer
    let hashed: HashedLayer
    let rarity: [Float]

    static let scale: Float = 4
    /// What the words count beside the vector: more, and rare words decide too often.
    static let hashedShare: Float = 0.5

    /// Trains on examples.
    ///
    /// - Parameters:
    ///   - texts: the examples.
    ///   - vectors: their vectors, of unit length.
    ///   - labels: what each is about.
    ///   - seed: where the order of the examples comes from.
    /// - Returns: the classifier; the same for the same seed.
    /// - Precondition: there is an example, and a vector and a label for each.
    public static func train(
        _ texts: [String], vectors: [[Float]], labels: [String], seed: UInt64 = 1
    ) -> IntentClassifier {
        precondition(
            !texts.isEmpty && texts.count == vectors.count && texts.count == labels.count,
            "a vector and a label for each text")
        let names = Set(labels).sorted()
        let places = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
        let targets = labels.map { places[$0, default: 0] }
        var training = SoftmaxLayer.Training()
        training.scale = scale
        training.seed = seed
        let rarity = HashedText.rarity(texts)
        return IntentClassifier(
            labels: names,
            dense: SoftmaxLayer.train(vectors, labels: targets, classes: names.count, training),
            hashed: HashedLayer.train(
                texts.map { HashedText($0, rarity: rarity) }, labels: targets,
                classes: names.count, seed: seed),
            rarity: rarity)
    }

    init(labels: [String], dense: SoftmaxLayer, hashed: HashedLayer, rarity: [Float]) {
        self.labels = labels
        self.dense = dense
        self.hashed = hashed
        self.rarity = rarity
    }

    /// The most likely class.
    ///
    /// - Precondition: the vector is as long as those of the training.
    public func classify(_ text: String, vector: [Float]) -> Guess {
        var sums = dense.logProbabilities(vector, scale: Self.scale)
        let others = hashed.logProbabilities(HashedText(text, rarity: rarity))
        for index in sums.indices { sums[index] += Self.hashedShare * others[index] }
        SoftmaxLayer.logSoftmax(&sums)
        let best = sums.indices.max { sums[$0] < sums[$1] } ?? 0
        return Guess(label: labels[best], confidence: Double(Exponential.of(sums[best])))
    }

    /// The lowest confidence from which on at least a share of guesses is right.
    ///
    /// - Parameters:
    ///   - precision: the share.
    ///   - judged: confidences, and whether the guess was right.
    /// - Returns: 1 where no threshold reaches it.
    public static func threshold(
        precision: Double, _ judged: [(confidence: Double, isRight: Bool)]
    ) -> Double {
        let sorted = judged.sorted { $0.confidence > $1.confidence }
        var right = 0
        var lowest = 1.0
        for (index, guess) in sorted.enumerated() {
            right += guess.isRight ? 1 : 0
            let isLastOfItsConfidence =
                index + 1 == sorted.count || sorted[index + 1].confidence < guess.confidence
            if isLastOfItsConfidence, Double(right) >= precision * Double(index + 1) {
                lowest = guess.confidence
            }
        }
        return lowest
    }
}
