import AikiBase

/// What a thousand worlds say: each draws every number from its range.
public struct Uncertainty: Sendable, Equatable {
    /// A sorted sample's usual places.
    public struct Spread: Sendable, Equatable {
        /// One in twenty is lower.
        public let p5: Double
        /// One in four is lower.
        public let p25: Double
        /// Half are lower.
        public let median: Double
        /// One in four is higher.
        public let p75: Double
        /// One in twenty is higher.
        public let p95: Double

        init(sorted: [Double]) {
            let at = { (share: Double) -> Double in
                guard let last = sorted.indices.last else { return 0 }
                return sorted[min(last, Int((share * Double(last)).rounded()))]
            }
            (p5, p25, median, p75, p95) = (at(0.05), at(0.25), at(0.5), at(0.75), at(0.95))
        }
    }

    /// How many worlds were drawn.
    public let draws: Int
    /// The seed that draws the same ones again.
    public let seed: UInt64
    /// Net cost of each option at the end.
    public let cost: [PlanOption: Spread]
    /// Sums at the end of each month, for each option.
    public let running: [PlanOption: [Spread]]
    /// In which share of the worlds each option is the cheapest.
    public let cheapest: [PlanOption: Double]
    /// In which share of the worlds owning, local or hybrid, costs less than the cloud.
    public let owningPays: Double
    /// In which share the machine repays within its life, for local and hybrid.
    public let repaysInLife: [PlanOption: Double]
    /// How each uncertain number goes together with what owning saves: Spearman's ρ.
    public let correlation: [Assumption: Double]
}

/// Draws worlds and counts in each.
struct MonteCarlo {
    let scenario: Scenario
    let months: Int
    let draws: Int
    let seed: UInt64

    /// What the worlds say.
    ///
    /// - Complexity: O(draws · (months + log draws)).
    func run() -> Uncertainty {
        var random = SeededRandom(seed: seed)
        var sums: [PlanOption: [[Double]]] = [:]
        var nets: [PlanOption: [Double]] = [:]
        var wins: [PlanOption: Int] = [:]
        var repays: [PlanOption: Int] = [:]
        var savings: [Double] = []
        var values: [Assumption: [Double]] = [:]
        let uncertain = Assumption.allCases.filter { !scenario.estimate($0).isCertain }
        for _ in 0..<draws {
            let world = Assumptions(drawing: scenario.estimates, &random)
            let model = CostModel(world, scenario.needs, scenario.limits)
            var costs: [PlanOption: Double] = [:]
            for option in PlanOption.allCases {
                let curve = model.curve(option, months: months)
                costs[option] = curve.net
                nets[option, default: []].append(curve.net)
                sums[option, default: []].append(curve.running)
            }
            wins[Planner.cheapest(costs), default: 0] += 1
            let owning = min(costs[.local] ?? 0, costs[.hybrid] ?? 0)
            savings.append((costs[.cloud] ?? 0) - owning)
            for option in [PlanOption.local, .hybrid] {
                let life = world[.hardwareLife] * 12
                let month = model.breakEvenMonths(option, within: Int(life.rounded(.up)))
                if let month, month <= life { repays[option, default: 0] += 1 }
            }
            for assumption in uncertain {
                values[assumption, default: []].append(world[assumption])
            }
        }
        let share = { (count: Int) in Double(count) / Double(max(1, draws)) }
        return Uncertainty(
            draws: draws, seed: seed,
            cost: nets.mapValues { Uncertainty.Spread(sorted: $0.sorted()) },
            running: sums.mapValues(byMonth), cheapest: wins.mapValues(share),
            owningPays: share(savings.count { $0 > 0 }), repaysInLife: repays.mapValues(share),
            correlation: values.mapValues { Ranks.correlation($0, savings) })
    }

    private func byMonth(_ worlds: [[Double]]) -> [Uncertainty.Spread] {
        (0..<months).map { month in
            Uncertainty.Spread(sorted: worlds.map { $0[month] }.sorted())
        }
    }
}

/// Rank correlation.
enum Ranks {
    /// Spearman's ρ; 0 where one side does not vary.
    static func correlation(_ left: [Double], _ right: [Double]) -> Double {
        let (x, y) = (ranks(left), ranks(right))
        let count = Double(max(1, x.count))
        let (meanX, meanY) = (x.reduce(0, +) / count, y.reduce(0, +) / count)
        var (cross, squareX, squareY) = (0.0, 0.0, 0.0)
        for (a, b) in zip(x, y) {
            cross += (a - meanX) * (b - meanY)
            squareX += (a - meanX) * (a - meanX)
            squareY += (b - meanY) * (b - meanY)
        }
        let norm = (squareX * squareY).squareRoot()
        return norm > 0 ? cross / norm : 0
    }

    /// Places in order; equal values share the mean of theirs.
    static func ranks(_ values: [Double]) -> [Double] {
        let order = values.indices.sorted { values[$0] < values[$1] }
        var ranks = [Double](repeating: 0, count: values.count)
        var start = 0
        while start < order.count {
            var end = start
            while end + 1 < order.count, values[order[end + 1]] == values[order[start]] { end += 1 }
            for place in start...end { ranks[order[place]] = Double(start + end) / 2 }
            start = end + 1
        }
        return ranks
    }
}
