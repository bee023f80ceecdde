/// How well an estimate of need gives questions to the stronger of two models (Ong 2024, "RouteLLM", §3).
///
/// Questions go to the strong model in the order of their need. PGR is the share of the strong model's
/// advantage in right answers that is recovered; APGR is its mean over all shares of questions that
/// may go, from none to all. Random order gives 0.5.
public struct RoutingQuality: Sendable, Equatable {
    /// The mean of the recovered share over all thresholds.
    public let average: Double
    /// The share of questions that must go to the strong model to recover 80 % of its advantage.
    public let shareAt80: Double
    /// The same for 95 %.
    public let shareAt95: Double

    /// Judges needs; nil where the strong model is not better.
    ///
    /// - Parameters:
    ///   - needs: the more, the sooner a question goes to the strong model.
    ///   - isWeakRight: whether the weak model answers right.
    ///   - isStrongRight: whether the strong model does.
    /// - Complexity: O(n · log n).
    public init?(needs: [Double], isWeakRight: [Bool], isStrongRight: [Bool]) {
        precondition(
            needs.count == isWeakRight.count && needs.count == isStrongRight.count,
            "an outcome of each model for each question")
        let gains = zip(isWeakRight, isStrongRight).map { ($1 ? 1 : 0) - ($0 ? 1 : 0) }
        let advantage = gains.reduce(0, +)
        guard advantage > 0 else { return nil }
        let order = needs.indices.sorted { (needs[$0], $1) > (needs[$1], $0) }
        var recovered = 0
        var sum = 0.0
        var at80: Int?
        var at95: Int?
        var start = 0
        // Questions of the same need have no order: each is taken to gain the mean of them.
        while start < order.count {
            var end = start
            var group = 0
            while end < order.count, needs[order[end]] == needs[order[start]] {
                group += gains[order[end]]
                end += 1
            }
            for place in 1...(end - start) {
                let now = Double(recovered) + Double(group * place) / Double(end - start)
                let share = now / Double(advantage)
                // The trapezoid between this threshold and the one before.
                let before = now - Double(group) / Double(end - start)
                sum += (share + before / Double(advantage)) / 2
                if share >= 0.80, at80 == nil { at80 = start + place }
                if share >= 0.95, at95 == nil { at95 = start + place }
            }
            recovered += group
            start = end
        }
        average = sum / Double(order.count)
        shareAt80 = Double(at80 ?? order.count) / Double(order.count)
        shareAt95 = Double(at95 ?? order.count) / Double(order.count)
    }
}
