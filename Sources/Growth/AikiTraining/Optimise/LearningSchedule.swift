import Foundation

/// How the learning rate moves over a run: a factor of the recipe's rate for each step.
package struct LearningSchedule: Sendable, Equatable {
    /// What happens after the warm-up.
    package enum Shape: String, Sendable, CaseIterable {
        /// Stays.
        case constant
        /// Falls in a straight line to ``finalFactor``.
        case linear
        /// Falls along half a cosine to ``finalFactor`` (Loshchilov 2017 §3).
        case cosine
        /// Stays, and falls in a straight line over the last ``decayShare`` of the steps: warm-up,
        /// stable, decay (Hu 2024, "MiniCPM" §4).
        case stable = "wsd"
    }

    /// What happens after the warm-up.
    package var shape: Shape
    /// Steps of the whole run.
    package var steps: Int
    /// Steps over which the rate rises from nothing.
    package var warmupSteps: Int
    /// What is left at the end.
    package var finalFactor: Double
    /// The part of the run over which a stable rate falls.
    package var decayShare: Double

    /// Describes a schedule.
    package init(
        _ shape: Shape, steps: Int, warmupSteps: Int = 0, finalFactor: Double = 0,
        decayShare: Double = 0.2
    ) {
        self.shape = shape
        self.steps = steps
        self.warmupSteps = warmupSteps
        self.finalFactor = finalFactor
        self.decayShare = decayShare
    }

    /// The factor of a step, counted from 0.
    package func factor(step: Int) -> Double {
        if step < warmupSteps { return Double(step + 1) / Double(warmupSteps) }
        let rest = Double(max(steps - warmupSteps, 1))
        let done = min(1, Double(step - warmupSteps) / rest)
        switch shape {
        case .constant: return 1
        case .linear: return 1 - (1 - finalFactor) * done
        case .cosine: return finalFactor + (1 - finalFactor) * 0.5 * (1 + cos(.pi * done))
        case .stable:
            let start = 1 - decayShare
            guard done > start else { return 1 }
            return 1 - (1 - finalFactor) * (done - start) / max(decayShare, .leastNonzeroMagnitude)
        }
    }
}
