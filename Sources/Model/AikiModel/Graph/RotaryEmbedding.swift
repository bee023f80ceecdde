#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#endif
package import AikiTensor

/// How fast each pair of a head turns with the position.
///
/// Pair i of d rotated numbers turns by p · base^(−2i/d) at position p (Su 2021 §3.2.2); scaling for
/// longer contexts slows some of the pairs.
package struct RotaryEmbedding: Sendable, Equatable {
    /// Numbers of a head that turn; the rest stay.
    package let rotated: Int
    /// Which numbers form a pair.
    package let pairing: RotaryPairing
    /// Radians a position for each of rotated / 2 pairs.
    package let frequencies: [Float]
    /// The same for caches longer than ``originalContext``, where the model has two sets.
    package let longFrequencies: [Float]?
    /// Up to how many tokens ``frequencies`` apply; beyond, ``longFrequencies``.
    package let originalContext: Int
    /// What the turned numbers are multiplied by.
    package let magnitude: Float

    /// Which frequencies a cache of a capacity uses.
    package func isLong(capacity: Int) -> Bool {
        longFrequencies != nil && capacity > originalContext
    }
}

/// What a file says about rotation, before it is turned into frequencies.
package struct RotaryScaling: Sendable, Equatable {
    /// The kinds of scaling that are built here.
    package enum Kind: Sendable, Equatable {
        /// Positions divided by a factor. Source: Chen 2023 §3.
        case linear(factor: Double)
        /// Slow pairs as linear, fast pairs untouched, a ramp between. Source: Peng 2023 §3.
        case yarn(YaRN)
    }

    /// The numbers of YaRN.
    package struct YaRN: Sendable, Equatable {
        package var factor: Double
        package var originalContext: Int
        package var turnsFast: Double
        package var turnsSlow: Double
        package var extrapolation: Double
    }

    package var base: Double
    package var rotated: Int
    package var kind: Kind

    /// Radians a position of each pair.
    ///
    /// - Parameter divisors: one for each pair, as Llama 3 and LongRoPE store them; nil for ones.
    /// - Precondition: as many divisors as pairs.
    package func frequencies(divisors: [Float]?) -> [Float] {
        precondition(divisors == nil || divisors?.count == rotated / 2)
        return (0..<rotated / 2).map { pair in
            let plain = pow(base, -2 * Double(pair) / Double(rotated))
            return Float(scaled(plain / Double(divisors?[pair] ?? 1), pair: pair))
        }
    }

    private func scaled(_ frequency: Double, pair: Int) -> Double {
        switch kind {
        case .linear(let factor): return frequency / factor
        case .yarn(let yarn):
            let low = max(0, correction(turns: yarn.turnsFast, yarn).rounded(.down))
            let high = min(
                Double(rotated - 1), correction(turns: yarn.turnsSlow, yarn).rounded(.up))
            let ramp = min(1, max(0, (Double(pair) - low) / max(0.001, high - low)))
            let keep = (1 - ramp) * yarn.extrapolation
            return frequency / yarn.factor * (1 - keep) + frequency * keep
        }
    }

    /// The pair that turns this many times within the original context (Peng 2023 §3.2).
    private func correction(turns: Double, _ yarn: YaRN) -> Double {
        Double(rotated) * log(Double(yarn.originalContext) / (turns * 2 * .pi)) / (2 * log(base))
    }
}
