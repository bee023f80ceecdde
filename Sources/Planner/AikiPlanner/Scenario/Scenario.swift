/// What a plan is made from: numbers with ranges, what the work asks for, and what counts.
///
///     let scenario = try Scenario.shipped("assistant")
///     let plan = Planner(months: 36, seed: 1).plan(scenario)
public struct Scenario: Sendable, Equatable {
    /// A short name.
    public var name: String
    /// What it is about, in a sentence.
    public var title: String
    /// The numbers, as far as they are given.
    public var estimates: [Assumption: Estimate]
    /// What the work asks for.
    public var needs = Needs()
    /// Where the thresholds lie.
    public var limits = ThresholdLimits()
    /// What the decision matrix weighs.
    public var weights = CriterionWeights()

    /// Makes a scenario.
    public init(name: String, title: String, estimates: [Assumption: Estimate]) {
        self.name = name
        self.title = title
        self.estimates = estimates
    }

    /// An estimate, given or by default.
    public func estimate(_ assumption: Assumption) -> Estimate {
        estimates[assumption] ?? assumption.standard
    }
}
