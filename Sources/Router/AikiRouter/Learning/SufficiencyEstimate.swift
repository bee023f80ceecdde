/// How likely a local answer suffices, learned from questions of which it is known what a weak model's
/// answer was worth beside a strong one's.
///
///     let estimate = SufficiencyEstimate.train(examples)
///     estimate.probability("Is 91 prime?", vector: vector)
///
/// Trees over what a question looks like (``PromptFeatures``); the mean outcome of the nearest questions
/// that were seen; and trees over both, looks and how often each model was right nearby. Without a vector
/// the first alone. ``adapted(to:)`` then learns where this user's outcomes differ, from the first one on.
///
/// - Complexity: O(bytes of the text + questions seen · dimensions).
public struct SufficiencyEstimate: LearnedFromVectors, Equatable {
    /// A question, and whether a weak and a strong model answered it right.
    public struct Example: Sendable, Equatable {
        /// The question.
        public var text: String
        /// Its vector, of unit length; empty where there is none.
        public var vector: [Float]
        /// Whether the weak model's answer was good.
        public var isWeakRight: Bool
        /// Whether the strong one's was.
        public var isStrongRight: Bool
        /// 1: only the strong model's answer was good; −1: only the weak one's; 0: it made no difference.
        public var gain: Float { isWeakRight == isStrongRight ? 0 : isStrongRight ? 1 : -1 }

        /// Describes a question that two models answered.
        public init(text: String, vector: [Float], isWeakRight: Bool, isStrongRight: Bool) {
            self.text = text
            self.vector = vector
            self.isWeakRight = isWeakRight
            self.isStrongRight = isStrongRight
        }

        /// Describes a question that a local model answered: whether that was good enough. A strong
        /// model's answer is taken to be.
        public init(text: String, vector: [Float], isGood: Bool) {
            self.init(text: text, vector: vector, isWeakRight: isGood, isStrongRight: true)
        }
    }

    /// How much of the need is taken from looks alone, and how much from near questions alone; the rest
    /// is from both together.
    static let aloneShare: Float = 0.25
    /// What is known of a question that was seen: whether each of two models was right.
    static let outcomeKinds = 2
    /// As many outcomes of no surprise are taken to stand beside this user's own.
    static let ownPrior: Float = 2
    /// Of so many examples one is kept aside to calibrate.
    static let calibrationShare = 5
    /// The share of examples kept aside that would be unlike all that was seen.
    static let strangeShare = 0.05

    let trees: BoostedTrees
    /// Over the features, and the shares of near questions that the weak and the strong model got right.
    let nearTrees: BoostedTrees
    let looks: FeatureScale
    let near: NearOutcomes
    /// What this user's outcomes were above what was expected.
    var own: NearOutcomes
    /// From need to likelihood, with a vector and without.
    let calibrations: (near: Calibration, plain: Calibration)
    /// What the weights of near questions come to at least, where a question is like those that were seen.
    let reach: Float
    /// The vector that the embedder of the training gives ``probeText``: another embedder's vectors mean
    /// nothing here. Empty where no vectors were used.
    public var probe: [Float] = []

    /// What ``probe`` is the vector of.
    public static let probeText = "Which of two answers is right?"

    init(
        trees: BoostedTrees, nearTrees: BoostedTrees, looks: FeatureScale, near: NearOutcomes,
        own: NearOutcomes, calibrations: (near: Calibration, plain: Calibration), reach: Float
    ) {
        self.trees = trees
        self.nearTrees = nearTrees
        self.looks = looks
        self.near = near
        self.own = own
        self.calibrations = calibrations
        self.reach = reach
    }

    /// How long a vector must be.
    public var dimensions: Int { max(0, near.width - PromptFeatures.count) }
    /// How many of this user's outcomes are in it.
    public var ownCount: Int { own.count }

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

    /// The same, and nil where the vector shows that the question is unlike those that were seen: less
    /// like them than 95 of a hundred questions that were kept aside.
    ///
    /// - Precondition: the vector is as long as ``dimensions``, or nil.
    public func knownProbability(_ text: String, vector: [Float]?) -> Double? {
        let judged = judge(PromptFeatures.of(text), vector)
        guard vector == nil || judged.likeness >= reach else { return nil }
        return probability(need: Double(judged.need), hasVector: vector != nil)
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
                values: [example.gain - expected(features, example.vector).need])
        }
        return adapted
    }

    func need(_ features: [Float], _ vector: [Float]?) -> Float { judge(features, vector).need }

    /// What is gained by asking a strong model, and the weights of the questions near this one.
    private func judge(
        _ features: [Float], _ vector: [Float]?
    ) -> (need: Float, likeness: Float) {
        var judged = expected(features, vector)
        guard let vector, own.count > 0 else { return judged }
        let surprise = own.sums(near: looks.place(features, vector))
        judged.need += surprise.values[0] / (surprise.weights + Self.ownPrior)
        judged.likeness += surprise.weights
        return judged
    }

    /// The same, before this user's own outcomes.
    private func expected(
        _ features: [Float], _ vector: [Float]?
    ) -> (need: Float, likeness: Float) {
        let seen = trees.value(features)
        guard let vector, near.count > 0 else { return (seen, 0) }
        let sums = near.sums(near: looks.place(features, vector))
        let shares = Self.shares(sums)
        return (
            Self.aloneShare * (seen + shares[1] - shares[0])
                + (1 - 2 * Self.aloneShare) * nearTrees.value(features + shares),
            sums.weights
        )
    }

    /// The shares of near questions that the weak and the strong model got right.
    private static func shares(_ sums: (values: [Float], weights: Float)) -> [Float] {
        sums.values.map { $0 / max(sums.weights, 1e-9) }
    }

    /// Whether two estimates are made of the same numbers.
    public static func == (one: SufficiencyEstimate, other: SufficiencyEstimate) -> Bool {
        one.trees == other.trees && one.nearTrees == other.nearTrees
            && one.looks == other.looks && one.near == other.near && one.own == other.own
            && one.calibrations == other.calibrations && one.reach == other.reach
            && one.probe == other.probe
    }
}

extension SufficiencyEstimate {
    /// Learns from questions.
    ///
    /// - Parameters:
    ///   - examples: questions, all with a vector or none.
    ///   - share: for how many of them the local model is taken to suffice, between 0 and 1; nil where it
    ///     is taken to be the weak model of the examples.
    ///   - seed: from which every choice follows.
    /// - Returns: the same estimate for the same seed.
    /// - Precondition: there is an example; the vectors are of one length.
    public static func train(
        _ examples: [Example], sufficing share: Double? = nil, seed: UInt64 = 1
    ) -> SufficiencyEstimate {
        train(
            examples, examples.map { PromptFeatures.of($0.text) }, sufficing: share, seed: seed)
    }

    /// The same where the features are known.
    static func train(
        _ examples: [Example], _ rows: [[Float]], sufficing share: Double? = nil, seed: UInt64
    ) -> SufficiencyEstimate {
        let whole = raw(examples, rows, seed)
        let aside = examples.indices.filter { $0 % calibrationShare == 0 }
        let seen = examples.indices.filter { $0 % calibrationShare != 0 }
        guard !seen.isEmpty else { return whole }
        let part = raw(seen.map { examples[$0] }, seen.map { rows[$0] }, seed)
        var likenesses: [Float] = []
        func calibration(withVector: Bool) -> Calibration {
            let judged = aside.map { index in
                let vector = examples[index].vector
                let judged = part.judge(
                    rows[index], withVector && !vector.isEmpty ? vector : nil)
                if withVector { likenesses.append(judged.likeness) }
                return (score: Double(judged.need), holds: examples[index].gain < 1)
            }
            let calibration = Calibration.fit(judged)
            guard let share else { return calibration }
            return calibration.moved(from: judged.map(\.holds), to: share)
        }
        let calibrations = (calibration(withVector: true), calibration(withVector: false))
        likenesses.sort()
        return SufficiencyEstimate(
            trees: whole.trees, nearTrees: whole.nearTrees, looks: whole.looks, near: whole.near,
            own: whole.own, calibrations: calibrations,
            reach: likenesses[Int(Double(likenesses.count) * strangeShare)])
    }

    private static func raw(
        _ examples: [Example], _ rows: [[Float]], _ seed: UInt64
    ) -> SufficiencyEstimate {
        precondition(!examples.isEmpty, "there is something to learn from")
        var training = BoostedTrees.Training()
        training.seed = seed
        let gains = examples.map(\.gain)
        let trees = BoostedTrees.train(rows, targets: gains, training)
        let looks = FeatureScale(rows)
        let dimensions = examples[0].vector.count
        let width = dimensions == 0 ? 0 : dimensions + PromptFeatures.count
        var near = NearOutcomes(width: width, kinds: outcomeKinds)
        var places: [[Float]] = []
        for (example, row) in zip(examples, rows) where width > 0 {
            precondition(example.vector.count == dimensions, "vectors of one length")
            places.append(looks.place(row, example.vector))
            near.add(
                places[places.count - 1],
                values: [example.isWeakRight ? 1 : 0, example.isStrongRight ? 1 : 0])
        }
        // What became of a question itself is not known when it is asked.
        let known = places.indices.map {
            rows[$0] + shares(near.sums(near: places[$0], without: $0))
        }
        return SufficiencyEstimate(
            trees: trees,
            nearTrees: known.isEmpty
                ? .none : BoostedTrees.train(known, targets: gains, training),
            looks: looks, near: near, own: NearOutcomes(width: width),
            calibrations: (Calibration(), Calibration()), reach: 0)
    }
}
