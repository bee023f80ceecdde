import Foundation

/// The value of one assumption at which the cheapest option changes, all others as they are.
public struct FlipCondition: Sendable, Equatable {
    /// Which number.
    public let assumption: Assumption
    /// What it is now.
    public let now: Double
    /// Where the answer changes; nil where it does not within reach.
    public let value: Double?
    /// What is cheapest beyond.
    public let option: PlanOption?

    /// How often a value is halved on the way to it.
    static let bisectionsMax = 60
    /// Places at which a change is looked for before it is pinned down: prices of machines come in
    /// steps, so that the difference may cross more than once; the nearest crossing counts.
    static let probesMax = 120

    /// How far each number is followed, and which way.
    ///
    /// Upwards a hundredfold for use and prices, and down to nothing for what owning costs.
    static func reach(_ assumption: Assumption, from now: Double) -> [ClosedRange<Double>] {
        switch assumption {
        case .interactions, .promptTokens, .outputTokens, .interactionPrice, .promptPrice,
            .outputPrice, .hourValue:
            now > 0 ? [now...now * 100, 0...now] : []
        case .hardware, .fineTuning, .electricity, .powerPrice, .wattsBusy, .wattsIdle, .baseHours:
            now > 0 ? [0...now, now...now * 100] : []
        case .growth: [now...max(now, 15), min(now, -10)...now]
        case .priceDecline: [min(now, -50)...now, now...max(now, 95)]
        case .hardwareLife, .resale, .cachedShare: []
        default: []
        }
    }

    /// Looks for the flip of a number.
    ///
    /// - Parameters:
    ///   - assumption: the number.
    ///   - world: all numbers.
    ///   - cheapest: the cheapest option in a world.
    /// - Returns: the nearest flip; nil where the number is not followed.
    /// - Complexity: O(probes + bisections) counts of all options.
    static func find(
        _ assumption: Assumption, in world: Assumptions,
        cheapest: (Assumptions) -> PlanOption
    ) -> FlipCondition? {
        let now = world[assumption]
        let ranges = reach(assumption, from: now)
        guard !ranges.isEmpty else { return nil }
        let current = cheapest(world) == .cloud
        let option = { (value: Double) -> PlanOption in
            var changed = world
            changed[assumption] = value
            return cheapest(changed)
        }
        var best: (value: Double, option: PlanOption)?
        for range in ranges {
            guard let found = flip(from: now, in: range, current: current, option) else { continue }
            if let held = best, distance(held.value, now) <= distance(found.value, now) { continue }
            best = found
        }
        return FlipCondition(
            assumption: assumption, now: now, value: best?.value, option: best?.option)
    }

    private static func distance(_ value: Double, _ now: Double) -> Double {
        value > 0 && now > 0 ? abs(log(value / now)) : abs(value - now)
    }

    private static func flip(
        from now: Double, in range: ClosedRange<Double>, current: Bool,
        _ option: (Double) -> PlanOption
    ) -> (value: Double, option: PlanOption)? {
        let far = range.lowerBound == now ? range.upperBound : range.lowerBound
        var (inside, outside) = (now, now)
        var isFound = false
        for step in 1...probesMax {
            // Evenly in ratios where that is possible, so that the near is looked at closely.
            let part = Double(step) / Double(probesMax)
            outside =
                now > 0 && far > 0
                ? now * pow(far / now, part) : now + (far - now) * part
            if (option(outside) == .cloud) != current {
                isFound = true
                break
            }
            inside = outside
        }
        guard isFound else { return nil }
        for _ in 0..<bisectionsMax {
            let middle = (inside + outside) / 2
            if (option(middle) == .cloud) != current { outside = middle } else { inside = middle }
        }
        return (outside, option(outside))
    }
}
