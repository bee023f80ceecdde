/// What predictions are compared with, and where gradients go.
package struct OutputTargets {
    /// A target a row, in 0 ..< V; −1 where the row has no loss.
    package var tokens: UnsafePointer<Int32>
    /// A weight a row, or nil for ones.
    package var weights: UnsafePointer<Float>?
    /// What gradients are multiplied by.
    package var gradientFactor: Float
    /// (rows, K), replaced by the gradient of the hidden rows; nil where no gradient is wanted at all.
    package var hiddenGradient: UnsafeMutablePointer<Float>?
    /// (V, K), to which the gradient of the output matrix is added; nil where it is frozen.
    package var weightGradient: UnsafeMutablePointer<Float>?

    /// Describes targets.
    package init(
        tokens: UnsafePointer<Int32>, weights: UnsafePointer<Float>?, gradientFactor: Float,
        hiddenGradient: UnsafeMutablePointer<Float>?, weightGradient: UnsafeMutablePointer<Float>?
    ) {
        self.tokens = tokens
        self.weights = weights
        self.gradientFactor = gradientFactor
        self.hiddenGradient = hiddenGradient
        self.weightGradient = weightGradient
    }
}
