import AikiModel
import Foundation
import Testing

/// Goal: scaled frequencies are those of the papers. Method: closed forms at the ends of each ramp,
/// where every formula becomes simple.
struct RotaryTests {
    @Test func plainFrequenciesFallByAPower() {
        let scaling = RotaryScaling(base: 10_000, rotated: 8, kind: .linear(factor: 1))
        let expected: [Float] = [1, 0.1, 0.01, 0.001]
        for (a, b) in zip(scaling.frequencies(divisors: nil), expected) {
            #expect(abs(a - b) <= 1e-7 * b)
        }
    }

    @Test func linearScalingAndDivisorsDivide() {
        let plain = RotaryScaling(base: 500, rotated: 6, kind: .linear(factor: 1))
        let scaled = RotaryScaling(base: 500, rotated: 6, kind: .linear(factor: 4))
        let base = plain.frequencies(divisors: nil)
        let expected = [base[0] / 4, base[1] / 8, base[2] / 32]
        for (a, b) in zip(scaled.frequencies(divisors: [1, 2, 8]), expected) {
            #expect(abs(a - b) < 1e-9)
        }
    }

    @Test func yarnKeepsFastPairsAndSlowsSlowOnes() {
        let yarn = RotaryScaling.YaRN(
            factor: 8, originalContext: 4096, turnsFast: 32, turnsSlow: 1, extrapolation: 1)
        let plain = RotaryScaling(base: 10_000, rotated: 128, kind: .linear(factor: 1))
            .frequencies(divisors: nil)
        let scaled = RotaryScaling(base: 10_000, rotated: 128, kind: .yarn(yarn))
            .frequencies(divisors: nil)
        for pair in 0..<64 {
            let turns = 4096 * Double(plain[pair]) / (2 * .pi)
            // The ramp's ends are rounded to whole pairs, so stay a little away from them.
            if turns > 32 * 1.4 { #expect(scaled[pair] == plain[pair]) }
            if turns < 1 / 1.4 { #expect(abs(scaled[pair] * 8 / plain[pair] - 1) < 1e-6) }
            #expect(scaled[pair] <= plain[pair])
            #expect(scaled[pair] * 8 >= plain[pair] * 0.999999)
        }
    }
}
