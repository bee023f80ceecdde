import AikiTensor

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#endif

extension SamplerScratch {
    /// Takes every token whose logit is not −∞.
    func fillAll() {
        keepAbove(-Float.greatestFiniteMagnitude)
    }

    /// Takes the best tokens, best first.
    ///
    /// - Precondition: ``measureBlocks()`` has seen the logits.
    /// - Complexity: O(n / 64) while few logits are among the best, O(n log limit) at worst.
    package func fillBest(_ limit: Int) {
        isWhole = false
        candidates.fillBest(
            limit, of: logits, blockMaxima: blockMaxima, blockTokens: Self.blockTokens)
    }

    /// Keeps the tokens whose surprise is nearest the expected surprise, up to a mass
    /// (Meister 2022, "Locally typical sampling", §4).
    func keepTypical(_ mass: Double) {
        if isWhole { fillAll() }
        let best = bestLogit
        let sum = weighCandidates(temperature: 1).sum
        let logSum = log(sum) + Double(best)
        var entropy = 0.0
        for index in 0..<candidates.count {
            let surprise = logSum - Double(candidates[index].logit)
            entropy += Double(weights[index]) / sum * surprise
        }
        candidates.rank { Float(abs(logSum - Double($0.logit) - entropy)) }
        keepMass(mass * sum, best: best)
    }

    /// Keeps the fewest tokens whose probability sums to a mass (Holtzman 2020 §3.1).
    ///
    /// - Complexity: where a filter has run, O(m + k log m) for k of m candidates. Else O(n) and
    ///   O(k log m) for the m tokens near enough the best, or for those of about the weight of the
    ///   last that is kept.
    func keepMostProbable(_ mass: Double) {
        let best = bestLogit
        guard isWhole else {
            let sum = weighCandidates(temperature: 1).sum
            candidates.rank { -$0.logit }
            keepMass(mass * sum, best: best)
            return
        }
        let enough = mass * weighTokens(temperature: 1)
        keepAbove(best - Self.nearDistance)
        var near = 0.0
        for index in 0..<candidates.count { near += Double(weights[Int(candidates[index].id)]) }
        // A little more than enough, for sums that were rounded in another order.
        if near >= enough * 1.000001, candidates.count < Self.nearCount {
            candidates.makeHeap()
            keepMass(enough, best: best)
        } else {
            keepMostOfHistogram(enough, best: best)
        }
    }

    /// Keeps tokens at least a fraction as probable as the best (Nguyen 2024 §3).
    func keepNearBest(_ fraction: Double) {
        let least = Double(bestLogit) + log(fraction)
        if isWhole {
            // One step lower, so that rounding drops none; the exact test follows.
            keepAbove(Float(least).nextDown)
        }
        candidates.filter { Double($0.logit) >= least }
    }

    /// The best logit that is left.
    var bestLogit: Float {
        if isWhole {
            guard let base = blockMaxima.baseAddress else { return -.infinity }
            return math.maximum(base, count: blockMaxima.count)
        }
        var best = -Float.infinity
        for index in 0..<candidates.count { best = max(best, candidates[index].logit) }
        return best
    }

    /// Weights of all tokens by their number; returns their sum.
    func weighTokens(temperature: Double) -> Double {
        guard let from = logits.baseAddress, let to = weights.baseAddress else { return 0 }
        return math.weigh(
            from, count: logits.count, best: bestLogit, factor: Self.factor(temperature), into: to)
    }

    /// The weight of some tokens together.
    func weight(of tokens: Range<Int>) -> Double {
        // Four sums at once: one addition need not wait for the one before.
        var sums = SIMD4<Double>()
        var token = tokens.lowerBound
        while token + 4 <= tokens.upperBound {
            sums += SIMD4(
                Double(weights[token]), Double(weights[token + 1]), Double(weights[token + 2]),
                Double(weights[token + 3]))
            token += 4
        }
        var sum = sums.sum()
        while token < tokens.upperBound {
            sum += Double(weights[token])
            token += 1
        }
        return sum
    }

    /// Weights of the candidates by their place.
    ///
    /// - Returns: their sum, at least 1, the weight of the best; and the last one that is not 0.
    func weighCandidates(temperature: Double) -> (sum: Double, lastWeighted: Int) {
        guard let base = weights.baseAddress else { return (0, 0) }
        let count = candidates.count
        for index in 0..<count { base[index] = candidates[index].logit }
        let sum = math.weigh(
            base, count: count, best: bestLogit, factor: Self.factor(temperature), into: base)
        var last = count - 1
        while last > 0, base[last] == 0 { last -= 1 }
        return (sum, last)
    }

    private static func factor(_ temperature: Double) -> Float {
        Float(min(max(1 / temperature, 1e-30), 1e30))
    }

    /// Takes the tokens whose logit is at least so large, in the order of their ids.
    private func keepAbove(_ least: Float) {
        isWhole = false
        candidates.removeAll()
        for block in blockMaxima.indices where blockMaxima[block] >= least {
            let first = block * Self.blockTokens
            for token in first..<min(first + Self.blockTokens, logits.count) {
                let logit = logits[token]
                guard logit >= least else { continue }
                candidates.append(
                    Candidate(id: Int32(truncatingIfNeeded: token), logit: logit, rank: -logit))
            }
        }
    }

    /// Orders candidates until their weight at temperature 1 is enough, and drops the rest.
    private func keepMass(_ enough: Double, best: Float) {
        var sum = 0.0
        while sum < enough, let next = candidates.orderNext() {
            sum += exp(Double(next.logit - best))
        }
        candidates.keepOrdered()
    }
}
