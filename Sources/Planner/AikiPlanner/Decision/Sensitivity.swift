/// What owning saves against the cloud when one number is at either end of its range.
public struct Sensitivity: Sendable, Equatable {
    /// Which number.
    public let assumption: Assumption
    /// Its range.
    public let estimate: Estimate
    /// Saved where it is at its least; negative where the cloud is cheaper.
    public let savedAtLow: Double
    /// Saved where it is at its most.
    public let savedAtHigh: Double

    /// How much it matters.
    public var swing: Double { abs(savedAtHigh - savedAtLow) }

    /// All uncertain numbers, the one that matters most first.
    static func ranking(_ scenario: Scenario, months: Int) -> [Sensitivity] {
        let world = Assumptions(scenario.estimates)
        let saved = { (assumption: Assumption, value: Double) -> Double in
            var changed = world
            changed[assumption] = value
            let costs = CostModel(changed, scenario.needs, scenario.limits).net(months: months)
            return (costs[.cloud] ?? 0) - min(costs[.local] ?? 0, costs[.hybrid] ?? 0)
        }
        return Assumption.allCases.compactMap { assumption in
            let estimate = scenario.estimate(assumption)
            guard !estimate.isCertain else { return nil }
            return Sensitivity(
                assumption: assumption, estimate: estimate,
                savedAtLow: saved(assumption, estimate.low),
                savedAtHigh: saved(assumption, estimate.high))
        }.filter { $0.swing > 0 }.sorted { $0.swing > $1.swing }
    }
}

extension CostModel {
    /// The net cost of each option.
    func net(months: Int) -> [PlanOption: Double] {
        var costs: [PlanOption: Double] = [:]
        for option in PlanOption.allCases { costs[option] = curve(option, months: months).net }
        return costs
    }
}
