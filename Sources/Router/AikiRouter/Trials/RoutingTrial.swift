import AikiBase

/// Judges ``SufficiencyEstimate`` on questions of which it is known how two models answered them: each
/// part of them by an estimate that was trained on the other parts.
public struct RoutingTrial: Sendable {
    /// A question, where it belongs, and how two models answered it.
    public struct Question: Sendable, Equatable {
        /// The question.
        public var text: String
        /// What it is about; a subject is never in training and in testing at once where that is asked.
        public var subject: String
        /// Its vector; empty where there is none.
        public var vector: [Float]
        /// Whether the weak model answered right.
        public var isWeakRight: Bool
        /// Whether the strong model did.
        public var isStrongRight: Bool

        /// Describes a question.
        public init(
            text: String, subject: String, vector: [Float] = [], isWeakRight: Bool,
            isStrongRight: Bool
        ) {
            self.text = text
            self.subject = subject
            self.vector = vector
            self.isWeakRight = isWeakRight
            self.isStrongRight = isStrongRight
        }

        var example: SufficiencyEstimate.Example {
            SufficiencyEstimate.Example(
                text: text, vector: vector, isWeakRight: isWeakRight, isStrongRight: isStrongRight)
        }
    }

    /// How it did.
    public struct Report: Sendable, Equatable {
        /// Over all questions, each judged by an estimate that had not seen it.
        public var whole: RoutingQuality
        /// The mean over the parts of the quality within each.
        public var partsAverage: Double
        /// How far likelihoods are from what came, with vectors where there are any.
        public var calibrationError: Double
    }

    /// Parts that the questions are cut into.
    public static let parts = 5

    private let questions: [Question]
    private let features: [[Float]]
    private var seed: UInt64

    /// Prepares a trial.
    public init(_ questions: [Question], seed: UInt64 = 1) {
        self.questions = questions
        features = questions.map { PromptFeatures.of($0.text) }
        self.seed = seed
    }

    /// Trains and judges, by several ways of cutting the questions into parts.
    ///
    /// - Parameters:
    ///   - bySubject: whether whole subjects are kept aside, or questions at random.
    ///   - splits: how many ways; the seed of each follows from the trial's.
    ///   - progress: told of each part that is done.
    /// - Returns: a report of each way; none where the strong model is not better.
    /// - Precondition: at least one way.
    public func run(
        bySubject: Bool, splits: Int, progress: (Int) -> Void = { _ in }
    ) -> [Report] {
        precondition(splits >= 1, "at least one way of cutting")
        return (0..<splits).compactMap { split in
            var trial = self
            trial.seed = seed &+ UInt64(split)
            return trial.run(bySubject: bySubject) { progress(split * Self.parts + $0) }
        }
    }

    /// Trains and judges.
    ///
    /// - Parameters:
    ///   - bySubject: whether whole subjects are kept aside, or questions at random.
    ///   - progress: told of each part that is done.
    /// - Returns: nil where the strong model is not better.
    public func run(
        bySubject: Bool, progress: (Int) -> Void = { _ in }
    ) -> Report? {
        let parts = parts(bySubject: bySubject)
        var needs = [Double](repeating: 0, count: questions.count)
        var judged: [(probability: Double, holds: Bool)] = []
        var qualities: [Double] = []
        for part in 0..<Self.parts {
            let seen = questions.indices.filter { parts[$0] != part }
            let asked = questions.indices.filter { parts[$0] == part }
            guard !seen.isEmpty, !asked.isEmpty else { continue }
            let estimate = SufficiencyEstimate.train(
                seen.map { questions[$0].example }, seen.map { features[$0] }, seed: seed)
            for index in asked {
                let question = questions[index]
                let vector = question.vector.isEmpty ? nil : question.vector
                needs[index] = Double(estimate.need(features[index], vector))
                judged.append(
                    (
                        estimate.probability(need: needs[index], hasVector: vector != nil),
                        question.isWeakRight || !question.isStrongRight
                    ))
            }
            if let quality = quality(asked, needs) { qualities.append(quality.average) }
            progress(part + 1)
        }
        guard let whole = quality(Array(questions.indices), needs) else { return nil }
        return Report(
            whole: whole,
            partsAverage: qualities.reduce(0, +) / Double(max(1, qualities.count)),
            calibrationError: Calibration.expectedError(judged))
    }

    private func quality(_ asked: [Int], _ needs: [Double]) -> RoutingQuality? {
        RoutingQuality(
            needs: asked.map { needs[$0] }, isWeakRight: asked.map { questions[$0].isWeakRight },
            isStrongRight: asked.map { questions[$0].isStrongRight })
    }

    private func parts(bySubject: Bool) -> [Int] {
        var random = SeededRandom(seed: seed)
        guard bySubject else {
            let order = questions.indices.shuffled(using: &random)
            var parts = [Int](repeating: 0, count: questions.count)
            for (place, index) in order.enumerated() { parts[index] = place % Self.parts }
            return parts
        }
        let subjects = Set(questions.map(\.subject)).sorted().shuffled(using: &random)
        let places = Dictionary(
            uniqueKeysWithValues: subjects.enumerated().map { ($1, $0 % Self.parts) })
        return questions.map { places[$0.subject, default: 0] }
    }
}
