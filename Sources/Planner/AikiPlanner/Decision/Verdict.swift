/// What to do.
public struct Verdict: Sendable, Equatable {
    /// The four answers there are.
    public enum Choice: String, Sendable, CaseIterable {
        /// Rent: do not buy.
        case cloud
        /// Buy, and keep a share outside.
        case hybrid
        /// Buy now and run all of it.
        case localNow = "local-now"
        /// Rent until something changes.
        case wait

        /// What it is called.
        public var title: String {
            switch self {
            case .cloud: "cloud"
            case .hybrid: "hybrid"
            case .localNow: "local now"
            case .wait: "wait"
            }
        }
    }

    /// What to do.
    public let choice: Choice
    /// Why, in whole sentences, the weightiest first.
    public let reasons: [String]
}

/// The rule that makes a verdict, first match:
///
/// 1. All three reasons to own hold (depth, profit, irreducibility), the profit exceeds what owning
///    costs, and there is time and infrastructure: own.
/// 2. The same without time or infrastructure: wait, and say what is missing.
/// 3. Owning costs less, also in at least half of the worlds drawn, and there is time and
///    infrastructure: own; without these: wait.
/// 4. By the scenario's own growth, use reaches the flip condition within the plan: wait until then.
/// 5. Otherwise: cloud.
///
/// To own means local-only where its answers suffice and the hybrid is not cheaper, else the hybrid.
struct VerdictRule {
    let scenario: Scenario
    let thresholds: [Threshold]
    let costs: [PlanOption: Double]
    let model: CostModel
    let uncertainty: Uncertainty
    let flips: [FlipCondition]
    let months: Int

    func verdict() -> Verdict {
        let failed = thresholds.filter { !$0.isPassed }
        let reasonsFailed = failed.filter(\.kind.isReason)
        let meansFailed = failed.filter { !$0.kind.isReason }
        let owning = own()
        let cost = costs[owning == .localNow ? .local : .hybrid] ?? 0
        let isStrategic = reasonsFailed.isEmpty && scenario.needs.profit > cost
        let cloud = costs[.cloud] ?? 0
        let pays = cost < cloud && uncertainty.owningPays >= 0.5
        guard isStrategic || pays else { return waitOrCloud(reasonsFailed, cost, cloud) }
        var reasons: [String] = []
        if isStrategic {
            reasons.append(
                "The work is deep, pays and cannot be had elsewhere: it earns "
                    + "\(PlanText.dollars(scenario.needs.profit)) against "
                    + "\(PlanText.dollars(cost)) of cost.")
        }
        reasons.append(comparison(cost, cloud))
        guard meansFailed.isEmpty else {
            let missing = meansFailed.map { "\($0.kind.rawValue): \($0.found), needs \($0.needed)" }
            reasons.append("Not yet there is \(missing.joined(separator: "; ")).")
            return Verdict(choice: .wait, reasons: reasons)
        }
        return Verdict(choice: owning, reasons: reasons)
    }

    private func own() -> Verdict.Choice {
        let suffices = model.quality(.local) * 100 >= scenario.needs.quality
        return suffices && (costs[.local] ?? 0) <= (costs[.hybrid] ?? 0) ? .localNow : .hybrid
    }

    private func comparison(_ owning: Double, _ cloud: Double) -> String {
        let difference = PlanText.dollars(abs(owning - cloud))
        let relation = owning < cloud ? "\(difference) less" : "\(difference) more"
        let share = PlanText.number(uncertainty.owningPays * 100)
        return "Owning costs \(relation) than the cloud over \(months) months, and costs less in "
            + "\(share) % of the worlds drawn."
    }

    private func waitOrCloud(
        _ reasonsFailed: [Threshold], _ owning: Double, _ cloud: Double
    ) -> Verdict {
        var reasons = [comparison(owning, cloud)]
        if !reasonsFailed.isEmpty {
            let missing = reasonsFailed.map { "\($0.kind.rawValue) (\($0.found))" }
            reasons.append("No other reason to own: \(missing.joined(separator: ", ")).")
        }
        if let month = monthOfFlip() {
            reasons.append("By its own growth, use reaches the flip in month \(month).")
            return Verdict(choice: .wait, reasons: reasons)
        }
        return Verdict(choice: .cloud, reasons: reasons)
    }

    /// The month in which growing use reaches the flip; nil where it does not within the plan.
    private func monthOfFlip() -> Int? {
        let flip = flips.first { $0.assumption == .interactions }
        guard let value = flip?.value, let now = flip?.now, value > now else { return nil }
        return (1...max(1, months)).first { model.interactions($0) >= value }
    }
}
