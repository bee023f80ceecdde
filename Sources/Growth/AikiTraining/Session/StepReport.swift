package import AikiBase

/// What a step of training did.
package struct StepReport: Sendable, Equatable {
    /// Which step, counted from 1.
    package var step: Int
    /// The mean of −ln p(target) over the step's targets, before the parameters moved.
    package var loss: Double
    /// Targets of the step.
    package var targets: Int
    /// Tokens computed.
    package var tokens: Int
    /// The length of the gradient before it was limited.
    package var gradientNorm: Double
    /// The schedule's factor.
    package var rateFactor: Double
    /// Times that all data had been seen.
    package var epoch: Int

    /// A line of the log.
    package var json: JSONValue {
        [
            "step": .integer(Int64(step)), "loss": .number(loss),
            "targets": .integer(Int64(targets)), "tokens": .integer(Int64(tokens)),
            "gradientNorm": .number(gradientNorm), "rateFactor": .number(rateFactor),
            "epoch": .integer(Int64(epoch)),
        ]
    }
}
