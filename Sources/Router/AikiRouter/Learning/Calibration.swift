/// From a score to a likelihood: 1 / (1 + e^−(offset − slope · score)) (Platt 1999).
public struct Calibration: Sendable, Equatable {
    /// The logarithm of the odds at score 0.
    public var offset = 0.0
    /// By how much a score of 1 lowers it.
    public var slope = 1.0

    /// Half at score 0.
    public init() {}

    /// How likely it holds at a score.
    public func probability(_ score: Double) -> Double {
        1 / (1 + Double(Exponential.of(Float(slope * score - offset))))
    }

    /// The same for other models, of which it is taken to hold for another share of the same questions:
    /// the odds change as the share's do (Saerens 2002).
    ///
    /// - Parameters:
    ///   - seen: whether it held for the questions that this was found with.
    ///   - share: for how many it is taken to hold, between 0 and 1.
    /// - Returns: this, with another offset.
    func moved(from seen: [Bool], to share: Double) -> Calibration {
        // One that held and one that did not stand beside what was seen.
        let held = Double(seen.count { $0 } + 1) / Double(seen.count + 2)
        func odds(_ share: Double) -> Double {
            Double(Exponential.logarithm(Float(share / (1 - share))))
        }
        var moved = self
        moved.offset += odds(share) - odds(held)
        return moved
    }

    /// Finds the two numbers that make what was seen most likely, by Newton's method.
    ///
    /// - Parameter seen: scores, and whether it held.
    /// - Returns: the default where nothing was seen.
    package static func fit(_ seen: [(score: Double, holds: Bool)]) -> Calibration {
        var found = Calibration()
        guard !seen.isEmpty else { return found }
        for _ in 0..<30 {
            // A prior of one observation keeps a score that parts all perfectly from going to infinity.
            var gradient = (offset: -found.offset * 0.01, slope: -(found.slope - 1) * 0.01)
            var second = (offset: 0.01, slope: 0.01, both: 0.0)
            for (score, holds) in seen {
                let p = found.probability(score)
                let rest = (holds ? 1 : 0) - p
                gradient.offset += rest
                gradient.slope -= rest * score
                second.offset += p * (1 - p)
                second.slope += p * (1 - p) * score * score
                second.both -= p * (1 - p) * score
            }
            let determinant = second.offset * second.slope - second.both * second.both
            guard determinant > 1e-12 else { break }
            let step = (
                offset: (second.slope * gradient.offset - second.both * gradient.slope)
                    / determinant,
                slope: (second.offset * gradient.slope - second.both * gradient.offset)
                    / determinant
            )
            found.offset += step.offset
            found.slope += step.slope
            if abs(step.offset) + abs(step.slope) < 1e-9 { break }
        }
        return found
    }

    /// The expected calibration error: over ten bins of likelihood, how far what was said is from what
    /// came, weighted by how often it was said.
    public static func expectedError(_ judged: [(probability: Double, holds: Bool)]) -> Double {
        var sums = [(said: Double, came: Double)](repeating: (0, 0), count: 10)
        for (probability, holds) in judged {
            let bin = min(9, max(0, Int(probability * 10)))
            sums[bin].said += probability
            sums[bin].came += holds ? 1 : 0
        }
        return sums.reduce(0) { $0 + abs($1.said - $1.came) } / Double(max(1, judged.count))
    }
}
