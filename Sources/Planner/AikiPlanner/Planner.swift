import AikiBase
import Foundation

/// Tells whether a model of one's own is worth it, with the numbers.
///
///     let plan = Planner(months: 36, seed: 1).plan(try Scenario.shipped("assistant"))
///     plan.verdict.choice        // .cloud
///     plan.html                  // one page with charts
///
/// The same scenario, months, draws and seed give the same plan, to the bit.
public struct Planner: Sendable {
    /// The shortest plan, in months.
    public static let monthsMin = 12
    /// The longest plan, in months.
    public static let monthsMax = 36
    /// Worlds that are drawn, at most.
    public static let drawsMax = 1_000_000

    let months: Int
    let draws: Int
    let seed: UInt64

    /// Makes a planner.
    ///
    /// - Parameters:
    ///   - months: how far to look, from ``monthsMin`` to ``monthsMax``.
    ///   - draws: how many worlds to draw, from 1 to ``drawsMax``.
    ///   - seed: which ones.
    /// - Precondition: months and draws are within their limits.
    public init(months: Int = 36, draws: Int = 4_000, seed: UInt64 = 1) {
        precondition((Self.monthsMin...Self.monthsMax).contains(months), "months of a plan")
        precondition((1...Self.drawsMax).contains(draws), "draws of a plan")
        self.months = months
        self.draws = draws
        self.seed = seed
    }

    /// Plans.
    ///
    /// - Complexity: O(draws · months).
    public func plan(_ scenario: Scenario) -> Plan {
        let world = Assumptions(scenario.estimates)
        let model = CostModel(world, scenario.needs, scenario.limits)
        var outlooks: [PlanOption: Plan.Outlook] = [:]
        for option in PlanOption.allCases { outlooks[option] = outlook(option, model) }
        let costs = outlooks.mapValues(\.curve.net)
        let uncertainty = MonteCarlo(
            scenario: scenario, months: months, draws: draws, seed: seed
        ).run()
        let flips = flips(scenario, world, months: months)
        let thresholds = Threshold.all(scenario, model)
        let rule = VerdictRule(
            scenario: scenario, thresholds: thresholds, costs: costs, model: model,
            uncertainty: uncertainty, flips: flips, months: months)
        let life = Int((world[.hardwareLife] * 12).rounded())
        return Plan(
            scenario: scenario, months: months, outlooks: outlooks, thresholds: thresholds,
            layers: Plan.Layer.all(scenario, world), flips: flips,
            flipInLife: volumeFlip(scenario, world, months: max(1, life)), lifeMonths: life,
            volumes: volumes(scenario, world), uncertainty: uncertainty,
            sensitivity: Sensitivity.ranking(scenario, months: months),
            matrix: DecisionMatrix(scenario, model, costs, uncertainty), verdict: rule.verdict(),
            capacityPerMonth: model.capacity)
    }

    private func outlook(_ option: PlanOption, _ model: CostModel) -> Plan.Outlook {
        Plan.Outlook(
            curve: model.curve(option, months: months),
            breakEvenMonths: option == .cloud ? nil : model.breakEvenMonths(option),
            hours: model.hours(option), quality: model.quality(option))
    }

    /// The cheapest; the cloud where it costs no more, for it can be left again.
    static func cheapest(_ costs: [PlanOption: Double]) -> PlanOption {
        var best = PlanOption.cloud
        for option in [PlanOption.local, .hybrid] {
            if let cost = costs[option], let least = costs[best], cost < least { best = option }
        }
        return best
    }

    private func flips(
        _ scenario: Scenario, _ world: Assumptions, months: Int
    ) -> [FlipCondition] {
        Assumption.allCases.compactMap { assumption in
            FlipCondition.find(assumption, in: world) {
                Self.cheapest(CostModel($0, scenario.needs, scenario.limits).net(months: months))
            }
        }
    }

    private func volumes(_ scenario: Scenario, _ world: Assumptions) -> [Plan.Volume] {
        guard world[.interactions] > 0 else { return [] }
        return (-20...30).map { step in
            var changed = world
            changed[.interactions] *= pow(10, Double(step) / 20)
            return Plan.Volume(
                perDay: changed[.interactions] * 12 / 365.25,
                costs: CostModel(changed, scenario.needs, scenario.limits).net(months: months))
        }
    }

    private func volumeFlip(
        _ scenario: Scenario, _ world: Assumptions, months: Int
    ) -> FlipCondition? {
        FlipCondition.find(.interactions, in: world) {
            Self.cheapest(CostModel($0, scenario.needs, scenario.limits).net(months: months))
        }
    }
}
