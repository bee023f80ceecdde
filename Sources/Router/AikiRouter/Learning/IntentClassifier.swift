/// Tells what a text is about, of the classes that it was trained on, and how sure it is that it is about
/// any of them: a ``LinearMachine`` over the vector of an embedder and hashed words and letters, and beside
/// it some ``HiddenNetwork``s over the vector and the same words, folded together by each in its own way.
///
///     let classifier = IntentClassifier.train(texts, vectors: vectors, labels: labels)
///     let guess = classifier.classify("move my flight", vector: vector)
///     guess.label; guess.confidence        // below a threshold it is none of the classes
///
/// The confidence looks at how near the text is to the middle of the class as well: the score alone says
/// which class is better than the others, not whether any is right.
public struct IntentClassifier: LearnedFromVectors, Equatable {
    /// A class and how sure it is.
    public struct Guess: Sendable, Equatable {
        /// The class.
        public var label: String
        /// How sure it is, 0 … 1; no probability, compare it with a threshold.
        public var confidence: Double
    }

    /// The classes, sorted.
    public let labels: [String]
    /// Below this confidence a text is none of the classes.
    public var threshold = 0.0
    /// The vector that the embedder of the training gives ``SufficiencyEstimate/probeText``; empty where
    /// no vectors were used.
    public var probe: [Float] = []

    let machine: LinearMachine
    /// None without vectors.
    let networks: [HiddenNetwork]
    let rarity: [Float]
    /// The mean of the vectors, which all texts share and which says nothing; empty without vectors.
    let mean: [Float]
    /// (classes, width): the direction of each class.
    let centres: [Float]

    /// How much the vector counts beside the words.
    static let vectorShare: Float = 1.5
    /// What the machine's scores are multiplied by to be logarithms of likelihoods.
    static let machineSharpness: Float = 6
    /// How much the mean of the networks' logarithms counts beside them.
    static let networkShare: Float = 2
    /// How many networks: one alone errs about as often as it helps.
    static let networkCount = 5
    /// How many numbers a network is given of the words.
    static let wordNumbers = 384
    /// How much such a number counts beside one of the vector.
    static let wordShare: Float = 0.5

    /// Trains on examples.
    ///
    /// - Parameters:
    ///   - texts: the examples.
    ///   - vectors: their vectors, of unit length; behind each the embedder's inner one, where it gives
    ///     such; all empty where there are none.
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
        let width = vectors[0].count
        var mean = [Float](repeating: 0, count: width)
        for vector in vectors {
            precondition(vector.count == width, "vectors of one length")
            for index in mean.indices { mean[index] += vector[index] / Float(vectors.count) }
        }
        let rarity = HashedText.rarity(texts)
        var machine = LinearMachine(classes: names.count, width: width)
        var centres = [Float](repeating: 0, count: names.count * width)
        var inputs: [LinearMachine.Input] = []
        for (index, text) in texts.enumerated() {
            let direction = unit(zip(vectors[index], mean).map { $0 - $1 })
            for (column, value) in direction.enumerated() {
                centres[targets[index] * width + column] += value
            }
            inputs.append(
                LinearMachine.Input(
                    vector: direction.map { vectorShare * $0 },
                    text: HashedText(text, rarity: rarity)))
        }
        machine.train(inputs, labels: targets, seed: seed)
        for label in names.indices where width > 0 {
            let range = label * width..<(label + 1) * width
            centres.replaceSubrange(range, with: unit(Array(centres[range])))
        }
        let networks = (0..<(width == 0 ? 0 : networkCount)).map { network in
            HiddenNetwork.train(
                inputs.map { numbers($0, for: network) }, labels: targets, classes: names.count,
                seed: seed &+ UInt64(network))
        }
        return IntentClassifier(
            labels: names, machine: machine, networks: networks, rarity: rarity, mean: mean,
            centres: centres)
    }

    /// What a network is given: the vector as the machine takes it, brought to about unit variance, and the
    /// words.
    private static func numbers(_ input: LinearMachine.Input, for network: Int) -> [Float] {
        let vectorScale = Float(input.vector.count).squareRoot() / vectorShare
        let wordScale = Float(wordNumbers).squareRoot() * wordShare
        return input.vector.map { vectorScale * $0 }
            + input.text.folded(onto: wordNumbers, seed: UInt64(network)).map { wordScale * $0 }
    }

    init(
        labels: [String], machine: LinearMachine, networks: [HiddenNetwork], rarity: [Float],
        mean: [Float], centres: [Float]
    ) {
        self.labels = labels
        self.machine = machine
        self.networks = networks
        self.rarity = rarity
        self.mean = mean
        self.centres = centres
    }

    /// What a text is about; nil where it is none of the classes.
    ///
    /// - Precondition: the vector is as long as those of the training.
    public func intent(of text: String, vector: [Float]) -> String? {
        let guess = classify(text, vector: vector)
        return guess.confidence >= threshold ? guess.label : nil
    }

    /// How long a vector must be.
    public var dimensions: Int { mean.count }

    /// The most likely class.
    ///
    /// - Precondition: the vector is as long as those of the training.
    public func classify(_ text: String, vector: [Float]) -> Guess {
        let direction = Self.unit(zip(vector, mean).map { $0 - $1 })
        let input = LinearMachine.Input(
            vector: direction.map { Self.vectorShare * $0 },
            text: HashedText(text, rarity: rarity))
        let scores = machine.scores(input)
        var mixed = scores.map { Self.machineSharpness * $0 }
        for (place, network) in networks.enumerated() {
            let share = Self.networkShare / Float(networks.count)
            for (index, score) in network.scores(Self.numbers(input, for: place)).enumerated() {
                mixed[index] += share * score
            }
        }
        let best = mixed.indices.max { mixed[$0] < mixed[$1] } ?? 0
        // From −1 … 1, as the scores are trained; what is further out is as sure.
        let score = (max(-1, min(1, scores[best])) + 1) / 2
        var confidence = Double(score)
        if !mean.isEmpty {
            var nearness: Float = 0
            for (column, value) in direction.enumerated() {
                nearness += value * centres[best * mean.count + column]
            }
            confidence = Double(score + max(0, nearness)) / 2
        }
        return Guess(label: labels[best], confidence: confidence)
    }

    private static func unit(_ vector: [Float]) -> [Float] {
        let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return length > 0 ? vector.map { $0 / length } : vector
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
