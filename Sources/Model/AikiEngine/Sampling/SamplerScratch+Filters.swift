#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#endif

extension SamplerScratch {
    /// Weights of the candidates at a temperature: exp((logit − best) / temperature).
    package struct Weights {
        /// The sum of all weights; at least 1, the weight of the best.
        package let sum: Double
        /// The last candidate whose weight is not 0.
        package let lastWeighted: Int
        private let best: Float
        private let temperature: Double

        init(_ scratch: SamplerScratch, temperature: Double) {
            self.temperature = temperature
            best = scratch.bestLogit
            var sum = 0.0
            var lastWeighted = 0
            for index in 0..<scratch.candidates.count {
                let weight = exp(Double(scratch.candidates[index].logit - best) / temperature)
                if weight > 0 { lastWeighted = index }
                sum += weight
            }
            self.sum = sum
            self.lastWeighted = lastWeighted
        }

        /// The weight of a candidate.
        package func weight(_ index: Int, _ scratch: SamplerScratch) -> Double {
            weight(logit: scratch.candidates[index].logit)
        }

        /// The weight of a logit.
        package func weight(logit: Float) -> Double {
            exp(Double(logit - best) / temperature)
        }
    }

    /// Weights of what the filters left.
    package func weights(temperature: Double) -> Weights {
        Weights(self, temperature: temperature)
    }

    /// Takes every token whose logit is not −∞.
    func fillAll() {
        candidates.removeAll()
        for token in logits.indices where logits[token] > -.infinity {
            let logit = logits[token]
            candidates.append(
                Candidate(id: Int32(truncatingIfNeeded: token), logit: logit, rank: -logit))
        }
    }

    /// Keeps the tokens whose surprise is nearest the expected surprise, up to a mass
    /// (Meister 2022, "Locally typical sampling", §4).
    func keepTypical(_ mass: Double) {
        let weights = Weights(self, temperature: 1)
        let logSum = log(weights.sum) + Double(bestLogit)
        var entropy = 0.0
        for index in 0..<candidates.count {
            let surprise = logSum - Double(candidates[index].logit)
            entropy += weights.weight(index, self) / weights.sum * surprise
        }
        candidates.rank { Float(abs(logSum - Double($0.logit) - entropy)) }
        keepMass(mass, weights)
    }

    /// Keeps the fewest tokens whose probability sums to a mass (Holtzman 2020 §3.1).
    func keepMostProbable(_ mass: Double) {
        let weights = Weights(self, temperature: 1)
        candidates.rank { -$0.logit }
        keepMass(mass, weights)
    }

    /// Keeps tokens at least a fraction as probable as the best (Nguyen 2024 §3).
    func keepNearBest(_ fraction: Double) {
        let least = Double(bestLogit) + log(fraction)
        candidates.filter { Double($0.logit) >= least }
    }

    private func keepMass(_ mass: Double, _ weights: Weights) {
        let enough = mass * weights.sum
        var sum = 0.0
        while sum < enough, let next = candidates.orderNext() {
            sum += weights.weight(logit: next.logit)
        }
        candidates.keepOrdered()
    }

    fileprivate var bestLogit: Float {
        var best = -Float.infinity
        for index in 0..<candidates.count { best = max(best, candidates[index].logit) }
        return best
    }
}
