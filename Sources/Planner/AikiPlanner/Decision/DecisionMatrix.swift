/// The options held against what counts, each from 0 to 1, and weighed.
public struct DecisionMatrix: Sendable, Equatable {
    /// One thing that counts.
    public struct Criterion: Sendable, Equatable {
        /// What it is.
        public let title: String
        /// How much it weighs.
        public let weight: Double
        /// From 0 to 1 for each option.
        public let scores: [PlanOption: Double]
    }

    /// What counts, in order.
    public let criteria: [Criterion]

    /// The weighed mean of an option.
    public func score(_ option: PlanOption) -> Double {
        let weight = criteria.reduce(0) { $0 + $1.weight }
        guard weight > 0 else { return 0 }
        return criteria.reduce(0) { $0 + $1.weight * ($1.scores[option] ?? 0) } / weight
    }

    init(_ scenario: Scenario, _ model: CostModel, _ costs: [PlanOption: Double], _ u: Uncertainty)
    {
        let weights = scenario.weights
        let least = max(0, costs.values.min() ?? 0)
        let needs = scenario.needs
        let rows: [(String, Double, (PlanOption) -> Double)] = [
            (
                "cost", weights.cost,
                { option in
                    let cost = costs[option] ?? 0
                    return cost > 0 ? least / cost : 1
                }
            ),
            ("answers that suffice", weights.quality, { model.quality($0) }),
            ("stays on the machine", weights.privacy, { model.localShare($0) }),
            (
                "layers that can be had", weights.shape,
                { option in
                    guard option == .cloud else { return 1 }
                    let hosted = min(needs.deepestLayer, CustomisationLayer.hostedDeepest)
                    return Double(hosted.rawValue + 1) / Double(needs.deepestLayer.rawValue + 1)
                }
            ),
            (
                "stands in time", weights.start,
                { option in
                    let hours = needs.hoursPerWeek * needs.deadlineWeeks
                    return hours > 0 ? max(0, 1 - model.hours(option) / hours) : 0
                }
            ),
            (
                "a sure bill", weights.certainty,
                { option in
                    guard let spread = u.cost[option], spread.p95 > 0 else { return 1 }
                    return max(0, min(1, 1 - (spread.p95 - spread.p5) / spread.p95))
                }
            ),
        ]
        criteria = rows.map { title, weight, score in
            var scores: [PlanOption: Double] = [:]
            for option in PlanOption.allCases { scores[option] = score(option) }
            return Criterion(title: title, weight: weight, scores: scores)
        }
    }
}
