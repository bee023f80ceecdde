/// How likely a local answer suffices, learned from questions of which it is known what a weak model's
/// answer was worth beside a strong one's.
///
///     let estimate = SufficiencyEstimate.train(examples)
///     estimate.probability("Is 91 prime?", vector: vector)
///
/// Trees over what a question looks like (``PromptFeatures``), beside the mean outcome of the nearest
/// questions that were seen; without a vector the trees alone. ``adapted(to:)`` then learns where this
/// user's outcomes differ, from the first one on.
///
/// - Complexity: O(bytes of the text + questions seen · dimensions).
public struct SufficiencyEstimate: LearnedFromVectors, Equatable {
    /// A question, and how much was gained by asking a strong model.
    public struct Example: Sendable, Equatable {
        /// The question.
        public var text: String
        /// Its vector, of unit length; empty where there is none.
        public var vector: [Float]
        /// 1: only the strong model's answer was good; −1: only the weak one's; 0: it made no difference.
        public var gain: Float

        /// Describes a question that two models answered.
        public init(text: String, vector: [Float], isWeakRight: Bool, isStrongRight: Bool) {
            self.text = text
            self.vector = vector
            gain = isWeakRight == isStrongRight ? 0 : isStrongRight ? 1 : -1
        }

        /// Describes a question that a local model answered: whether that was good enough.
        public init(text: String, vector: [Float], isGood: Bool) {
            self.text = text
            self.vector = vector
            gain = isGood ? 0 : 1
        }
    }

    /// How much of the need is taken from near questions, 0 … 1.
    static let nearShare: Float = 0.5
    /// As many outcomes of no surprise are taken to stand beside this user's own.
    static let ownPrior: Float = 2
    /// Of so many examples one is kept aside to calibrate.
    static let calibrationShare = 5

    let trees: BoostedTrees
    let looks: FeatureScale
    let near: NearOutcomes
    /// What this user's outcomes were above what was expected.
    var own: NearOutcomes
    /// From need to likelihood, with a vector and without.
    let calibrations: (near: Calibration, plain: Calibration)
    /// The vector that the embedder of the training gives ``probeText``: another embedder's vectors mean
    /// nothing here. Empty where no vectors were used.
    public var probe: [Float] = []

    /// What ``probe`` is the vector of.
    public static let probeText = "Which of two answers is right?"

    init(
        trees: BoostedTrees, looks: FeatureScale, near: NearOutcomes, own: NearOutcomes,
        calibrations: (near: Calibration, plain: Calibration)
    ) {
        self.trees = trees
        self.looks = looks
        self.near = near
        self.own = own
        self.calibrations = calibrations
    }

    /// How long a vector must be.
    public var dimensions: Int { max(0, near.width - PromptFeatures.count) }
    /// How many of this user's outcomes are in it.
    public var ownCount: Int { own.values.count }

    /// How much is gained by asking a strong model, about −1 … 1: the order in which questions go there.
    ///
    /// - Precondition: the vector is as long as ``dimensions``, or nil.
    public func need(_ text: String, vector: [Float]?) -> Double {
        Double(need(PromptFeatures.of(text), vector))
    }

    /// How likely the local answer is as good as the strong model's, 0 … 1.
    ///
    /// - Precondition: the vector is as long as ``dimensions``, or nil.
    public func probability(_ text: String, vector: [Float]?) -> Double {
        probability(need: need(text, vector: vector), hasVector: vector != nil)
    }

    func probability(need: Double, hasVector: Bool) -> Double {
        (hasVector ? calibrations.near : calibrations.plain).probability(need)
    }

    /// The same estimate with these as this user's own outcomes, in place of those before; examples that
    /// have no vector are left out.
    public func adapted(to examples: [Example]) -> SufficiencyEstimate {
        var adapted = self
        adapted.own = NearOutcomes(width: near.width)
        for example in examples where example.vector.count == dimensions {
            let features = PromptFeatures.of(example.text)
            adapted.own.add(
                looks.place(features, example.vector),
                value: example.gain - expectedNeed(features, example.vector))
        }
        return adapted
    }

    func need(_ features: [Float], _ vector: [Float]?) -> Float {
        let expected = expectedNeed(features, vector)
        guard let vector, !own.values.isEmpty else { return expected }
        let surprise = own.sums(near: looks.place(features, vector))
        return expected + surprise.values / (surprise.weights + Self.ownPrior)
    }

    private func expectedNeed(_ features: [Float], _ vector: [Float]?) -> Float {
        let seen = trees.value(features)
        guard let vector, !near.values.isEmpty else { return seen }
        let sums = near.sums(near: looks.place(features, vector))
        return seen + Self.nearShare * (sums.values / max(sums.weights, 1e-9) - seen)
    }

    /// Whether two estimates are made of the same numbers.
    public static func == (one: SufficiencyEstimate, other: SufficiencyEstimate) -> Bool {
        one.trees == other.trees && one.looks == other.looks && one.near == other.near
            && one.own == other.own
            && one.calibrations == other.calibrations && one.probe == other.probe
    }
}

extension SufficiencyEstimate {
    /// Learns from questions.
    ///
    /// - Parameters:
    ///   - examples: questions, all with a vector or none.
    ///   - seed: from which every choice follows.
    /// - Returns: the same estimate for the same seed.
    /// - Precondition: there is an example; the vectors are of one length.
    public static func train(_ examples: [Example], seed: UInt64 = 1) -> SufficiencyEstimate {
        train(examples, examples.map { PromptFeatures.of($0.text) }, seed: seed)
    }

    /// The same where the features are known.
    static func train(
        _ examples: [Example], _ rows: [[Float]], seed: UInt64
    ) -> SufficiencyEstimate {
        let whole = raw(examples, rows, seed)
        let aside = examples.indices.filter { $0 % calibrationShare == 0 }
        let seen = examples.indices.filter { $0 % calibrationShare != 0 }
        guard !seen.isEmpty else { return whole }
        let part = raw(seen.map { examples[$0] }, seen.map { rows[$0] }, seed)
        func judged(withVector: Bool) -> [(score: Double, holds: Bool)] {
            aside.map { index in
                let vector = examples[index].vector
                let need = part.need(rows[index], withVector && !vector.isEmpty ? vector : nil)
                return (Double(need), examples[index].gain < 1)
            }
        }
        return SufficiencyEstimate(
            trees: whole.trees, looks: whole.looks, near: whole.near, own: whole.own,
            calibrations: (
                Calibration.fit(judged(withVector: true)),
                Calibration.fit(judged(withVector: false))
            ))
    }

    private static func raw(
        _ examples: [Example], _ rows: [[Float]], _ seed: UInt64
    ) -> SufficiencyEstimate {
        precondition(!examples.isEmpty, "there is something to learn from")
        var training = BoostedTrees.Training()
        training.seed = seed
        let trees = BoostedTrees.train(rows, targets: examples.map(\.gain), training)
        let looks = FeatureScale(rows)
        let dimensions = examples[0].vector.count
        let width = dimensions == 0 ? 0 : dimensions + PromptFeatures.count
        var near = NearOutcomes(width: width)
        for (example, row) in zip(examples, rows) where width > 0 {
            precondition(example.vector.count == dimensions, "vectors of one length")
            near.add(looks.place(row, example.vector), value: example.gain)
        }
        return SufficiencyEstimate(
            trees: trees, looks: looks, near: near, own: NearOutcomes(width: width),
            calibrations: (Calibration(), Calibration()))
    }
}
