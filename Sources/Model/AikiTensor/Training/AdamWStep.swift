import CAikiKernels
import Foundation

/// One step of the Adam optimiser with decoupled weight decay.
///
/// - SeeAlso: Loshchilov and Hutter 2019, algorithm 2; Kingma and Ba 2015 on the correction.
package struct AdamWStep: Sendable {
    /// How far parameters move, about, where gradients agree.
    package var learningRate: Float
    /// The share of the first moment that stays.
    package var beta1: Float
    /// The share of the second moment that stays.
    package var beta2: Float
    /// Added to the root of the second moment.
    package var epsilon: Float
    /// Parameters shrink by learningRate · weightDecay of themselves.
    package var weightDecay: Float
    /// What gradients are multiplied by first: clipping, averaging.
    package var gradientFactor: Float
    /// Which step this is, from 1 on.
    package var step: Int

    /// A step.
    ///
    /// - Parameters:
    ///   - learningRate: How far parameters move.
    ///   - beta1: The share of the first moment that stays.
    ///   - beta2: The share of the second moment that stays.
    ///   - epsilon: Added to the root of the second moment.
    ///   - weightDecay: The share of parameters that goes, times learningRate.
    ///   - gradientFactor: What gradients are multiplied by first.
    ///   - step: Which step this is, from 1 on.
    package init(
        learningRate: Float, beta1: Float = 0.9, beta2: Float = 0.95, epsilon: Float = 1e-8,
        weightDecay: Float = 0, gradientFactor: Float = 1, step: Int
    ) {
        precondition(step >= 1, "Steps are counted from 1, got \(step)")
        self.learningRate = learningRate
        self.beta1 = beta1
        self.beta2 = beta2
        self.epsilon = epsilon
        self.weightDecay = weightDecay
        self.gradientFactor = gradientFactor
        self.step = step
    }

    /// The numbers that kernels take: corrections for the moments' beginning at zero folded in.
    var kernelStep: AikiAdamW {
        let first = 1 - pow(Double(beta1), Double(step))
        let second = 1 - pow(Double(beta2), Double(step))
        return AikiAdamW(
            beta1: beta1, beta2: beta2, epsilon: epsilon, gradient_factor: gradientFactor,
            rate: Float(Double(learningRate) / first),
            root_correction: Float(1 / second.squareRoot()), keep: 1 - learningRate * weightDecay)
    }
}
