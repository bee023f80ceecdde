/// Finds from which logit on a label is best given.
package enum ThresholdSearch {
    /// The threshold with the highest F1.
    ///
    /// - Parameter answers: the logit of each text, and whether it has the label.
    /// - Returns: halfway between the last text that gets the label and the first that does not;
    ///   +∞ where no text has the label.
    /// - Complexity: O(n log n).
    package static func best(_ answers: [(logit: Float, isTrue: Bool)]) -> Float {
        let truths = answers.count { $0.isTrue }
        let sorted = answers.sorted { $0.logit > $1.logit }
        var best: (score: Double, threshold: Float) = (0, .infinity)
        var hits = 0
        for (place, answer) in sorted.enumerated() {
            if answer.isTrue { hits += 1 }
            let next = place + 1 < sorted.count ? sorted[place + 1].logit : answer.logit - 1
            guard next < answer.logit else { continue }
            let score = Double(2 * hits) / Double(place + 1 + truths)
            if score > best.score { best = (score, (answer.logit + next) / 2) }
        }
        return best.threshold
    }
}
