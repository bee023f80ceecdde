import AikiBase

/// Judges ``IntentClassifier`` on texts of which it is known what they are about.
public struct IntentTrial: Sendable {
    /// A text and what it is about.
    public struct Text: Sendable, Equatable {
        /// The text.
        public var text: String
        /// What it is about.
        public var label: String
        /// Its vector; empty where there is none.
        public var vector: [Float]

        /// Describes a text.
        public init(text: String, label: String, vector: [Float] = []) {
            self.text = text
            self.label = label
            self.vector = vector
        }
    }

    /// How texts beside every class are told from the others.
    public struct Scope: Sendable, Equatable {
        /// The share of texts of a class that are told right, whatever the confidence.
        public var accuracy: Double
        /// The share of texts beside every class that fall below the confidence from which on 95 % of what
        /// is kept is right.
        public var outsideRecall: Double
        /// The share of texts of a class that are kept there.
        public var insideKept: Double
        /// What is right of what is kept, with the threshold that the validation part gave.
        public var validatedPrecision: Double
        /// The share of texts beside every class that fall below that threshold.
        public var validatedRecall: Double
    }

    /// What of the kept must be right.
    public static let precision = 0.95
    /// Parts that texts are cut into where no part is set aside.
    public static let parts = 5

    private let seed: UInt64

    /// Prepares a trial.
    public init(seed: UInt64 = 1) { self.seed = seed }

    /// The share that is told right, of texts cut into parts, each told by a classifier of the others.
    ///
    /// - Precondition: there is a text.
    public func accuracy(_ texts: [Text], progress: (Int) -> Void = { _ in }) -> Double {
        Self.share(judged(texts, progress: progress)) { $0.isRight }
    }

    /// How sure a classifier is of each text that it was not trained on, and whether it is right.
    ///
    /// - Precondition: there is a text.
    public func judged(_ texts: [Text], progress: (Int) -> Void = { _ in }) -> [Judged] {
        var random = SeededRandom(seed: seed)
        var part = [Int](repeating: 0, count: texts.count)
        for (place, index) in texts.indices.shuffled(using: &random).enumerated() {
            part[index] = place % Self.parts
        }
        var judged: [Judged] = []
        for aside in 0..<Self.parts {
            let seen = texts.indices.filter { part[$0] != aside }.map { texts[$0] }
            let asked = texts.indices.filter { part[$0] == aside }.map { texts[$0] }
            guard !seen.isEmpty, !asked.isEmpty else { continue }
            let classifier = train(seen)
            judged += self.judged(classifier, asked)
            progress(aside + 1)
        }
        return judged
    }

    /// How texts of classes, and texts beside them all, are told.
    ///
    /// - Parameters:
    ///   - training: texts of classes.
    ///   - validation: others of classes, and texts beside them all, for the threshold.
    ///   - test: others again.
    /// - Returns: how they were told.
    /// - Precondition: no part is empty.
    public func scope(
        training: [Text], validation: (inside: [Text], outside: [Text]),
        test: (inside: [Text], outside: [Text])
    ) -> Scope {
        let classifier = train(training)
        let asked = judged(classifier, test)
        let right = asked.inside.count { $0.isRight }
        let threshold = IntentClassifier.threshold(
            precision: Self.precision, asked.inside + asked.outside)
        // In the validation part texts beside every class are rarer: each stands for as many as it takes
        // for the shares to be those of the test.
        let seen = judged(classifier, validation)
        let wanted = Double(test.outside.count * seen.inside.count) / Double(test.inside.count)
        let copies = max(1, Int((wanted / Double(seen.outside.count)).rounded()))
        let chosen = IntentClassifier.threshold(
            precision: Self.precision,
            seen.inside + (0..<copies).flatMap { _ in seen.outside })
        let kept = (asked.inside + asked.outside).filter { $0.confidence >= chosen }
        return Scope(
            accuracy: Double(right) / Double(asked.inside.count),
            outsideRecall: Self.share(asked.outside) { $0.confidence < threshold },
            insideKept: Self.share(asked.inside) { $0.confidence >= threshold },
            validatedPrecision: Self.share(kept) { $0.isRight },
            validatedRecall: Self.share(asked.outside) { $0.confidence < chosen })
    }

    /// How sure a guess was, and whether it was right.
    public typealias Judged = (confidence: Double, isRight: Bool)

    private func judged(_ classifier: IntentClassifier, _ texts: [Text]) -> [Judged] {
        texts.map { text in
            let guess = classifier.classify(text.text, vector: text.vector)
            return (guess.confidence, guess.label == text.label)
        }
    }

    private func judged(
        _ classifier: IntentClassifier, _ texts: (inside: [Text], outside: [Text])
    ) -> (inside: [Judged], outside: [Judged]) {
        (
            judged(classifier, texts.inside),
            judged(classifier, texts.outside).map { ($0.confidence, false) }
        )
    }

    /// Learns from texts, with the threshold at which ``precision`` of what is kept is right: of texts that
    /// were not trained on, and of others that are beside every class.
    ///
    /// - Returns: the classifier, and the share of texts told right by classifiers that had not seen them.
    /// - Precondition: there is a text.
    public func learn(
        _ texts: [Text], outside: [Text], progress: (Int) -> Void = { _ in }
    ) -> (classifier: IntentClassifier, accuracy: Double) {
        let inside = judged(texts, progress: progress)
        var classifier = train(texts)
        classifier.threshold = IntentClassifier.threshold(
            precision: Self.precision,
            inside + judged(classifier, outside).map { ($0.confidence, false) })
        return (classifier, Self.share(inside) { $0.isRight })
    }

    private func train(_ texts: [Text]) -> IntentClassifier {
        IntentClassifier.train(
            texts.map(\.text), vectors: texts.map(\.vector), labels: texts.map(\.label), seed: seed)
    }

    private static func share(_ judged: [Judged], where holds: (Judged) -> Bool) -> Double {
        Double(judged.count(where: holds)) / Double(max(1, judged.count))
    }
}
