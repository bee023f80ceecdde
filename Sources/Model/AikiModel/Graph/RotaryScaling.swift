#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#endif

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

        /// Stretches a context: pairs that turn more than `turnsFast` times within the original
        /// stay, those that turn less than `turnsSlow` times are slowed by the factor.
        package init(
            factor: Double, originalContext: Int, turnsFast: Double, turnsSlow: Double,
            extrapolation: Double
        ) {
            self.factor = factor
            self.originalContext = originalContext
            self.turnsFast = turnsFast
            self.turnsSlow = turnsSlow
            self.extrapolation = extrapolation
        }
    }

    package var base: Double
    package var rotated: Int
    package var kind: Kind

    /// The rotation of `rotated` numbers with a base.
    package init(base: Double, rotated: Int, kind: Kind) {
        self.base = base
        self.rotated = rotated
        self.kind = kind
    }

    /// Radians a position of each pair.
    ///
    /// - Parameter divisors: one for each pair, as Llama 3 and LongRoPE store them; nil for ones.
    /// - Returns: rotated / 2 numbers.
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
