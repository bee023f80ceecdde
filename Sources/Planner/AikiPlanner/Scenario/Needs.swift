/// What the work asks for, beside money.
public struct Needs: Sendable, Equatable {
    /// The deepest layer that has to be built.
    public var deepestLayer = CustomisationLayer.deployment
    /// What the work is expected to earn over the months of the plan, in dollars.
    public var profit = 0.0
    /// How far, from 0 to 1, the work cannot be done on someone else's machine.
    public var unhostable = 0.0
    /// How far it cannot be done under someone else's filters.
    public var unfilterable = 0.0
    /// How far nobody can copy it.
    public var uncopyable = 0.0
    /// How far no list price buys it.
    public var unpriceable = 0.0
    /// Hours a week that there are to build.
    public var hoursPerWeek = 5.0
    /// Weeks until it has to stand.
    public var deadlineWeeks = 26.0
    /// Dollars that there are to buy a machine.
    public var capital = 2_000.0
    /// The share of answers that have to suffice, in percent.
    public var quality = 70.0

    /// How far the work can be had from nobody else: the mean of the four.
    public var irreducibility: Double {
        (unhostable + unfilterable + uncopyable + unpriceable) / 4
    }
}

/// Where the five thresholds lie.
public struct ThresholdLimits: Sendable, Equatable {
    /// The least layer that is worth a machine of one's own.
    public var layer = CustomisationLayer.memory
    /// The least profit: tens of thousands.
    public var profit = 10_000.0
    /// The least irreducibility.
    public var irreducibility = 0.5
    /// The most of the time that machines may be busy, in percent, before another is needed.
    public var busy = 50.0
}

/// How much the criteria of the decision matrix weigh; they need not sum to anything.
public struct CriterionWeights: Sendable, Equatable {
    /// Cost over the months of the plan.
    public var cost = 3.0
    /// Answers that suffice.
    public var quality = 3.0
    /// What never leaves the machine.
    public var privacy = 1.0
    /// Layers that can be had.
    public var shape = 1.0
    /// How soon it stands.
    public var start = 1.0
    /// How sure the bill is.
    public var certainty = 1.0
}
