/// One of the five thresholds that a machine of one's own has to pass.
public struct Threshold: Sendable, Equatable {
    /// Which one.
    public enum Kind: String, Sendable, CaseIterable {
        /// How deep the work has to be built into the model's surroundings.
        case depth
        /// What the work is expected to earn.
        case profit
        /// How far the work can be had from nobody else.
        case irreducibility
        /// Whether there are hours enough before it has to stand.
        case time
        /// Whether there is a machine that is fast enough, or money for one.
        case infrastructure

        /// Whether it is a reason to own; the others are what owning takes.
        public var isReason: Bool { self != .time && self != .infrastructure }
    }

    /// Which one.
    public let kind: Kind
    /// Whether it is passed.
    public let isPassed: Bool
    /// What there is, for people.
    public let found: String
    /// What it takes, for people.
    public let needed: String
}

extension Threshold {
    /// Holds a scenario against the five.
    static func all(_ scenario: Scenario, _ model: CostModel) -> [Threshold] {
        let (needs, limits) = (scenario.needs, scenario.limits)
        let hours = model.hours(.local)
        let machine = model.world[.hardware] * Double(model.machines(.local, month: 1))
        let weeks = needs.hoursPerWeek > 0 ? hours / needs.hoursPerWeek : .infinity
        return [
            Threshold(
                kind: .depth, isPassed: needs.deepestLayer >= limits.layer,
                found: "\(needs.deepestLayer.name) (×\(needs.deepestLayer.complexity))",
                needed: "\(limits.layer.name) (×\(limits.layer.complexity)) or deeper"),
            Threshold(
                kind: .profit, isPassed: needs.profit >= limits.profit,
                found: PlanText.dollars(needs.profit),
                needed: "\(PlanText.dollars(limits.profit)) or more"),
            Threshold(
                kind: .irreducibility, isPassed: needs.irreducibility >= limits.irreducibility,
                found: PlanText.number(needs.irreducibility, digits: 2),
                needed: "\(PlanText.number(limits.irreducibility, digits: 2)) or more"),
            Threshold(
                kind: .time, isPassed: weeks <= needs.deadlineWeeks,
                found: "\(PlanText.number(hours)) h, \(PlanText.number(weeks, digits: 1)) weeks",
                needed: "\(PlanText.number(needs.deadlineWeeks)) weeks at "
                    + "\(PlanText.number(needs.hoursPerWeek)) h a week"),
            Threshold(
                kind: .infrastructure, isPassed: needs.capital >= machine,
                found: "\(PlanText.dollars(needs.capital)) to spend",
                needed: "\(PlanText.dollars(machine)) for "
                    + "\(model.machines(.local, month: 1)) machine(s)"),
        ]
    }
}
