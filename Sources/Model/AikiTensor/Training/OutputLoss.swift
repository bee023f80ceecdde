/// Memory of ``Compute/outputLoss(_:rows:weight:targets:memory:)``; it grows to what is needed and
/// belongs to one user at a time.
package final class OutputLoss {
    /// (rows, V): exp(logit − reference), in BF16.
    let likelihoods = PackedFactor()
    /// The hidden rows, as they are and as they weigh in the gradient of the output matrix.
    let hidden = PackedFactor()
    let weighted = PackedFactor()
    /// The output matrix, as it makes logits and as gradients go back through it.
    let right = PackedFactor()
    let rightAcross = PackedFactor()
    /// Whether both hold the matrix as it is.
    var holdsWeight = false
    private var buffer = ScratchBuffer()

    /// Logits whose exponentials are in memory at once, where the fewest rows do not take more: 64 MiB.
    private static let numbersAtOnce = 32 << 20
    /// Fewer rows would read the output matrix too often.
    private static let rowsLeast = 256

    /// Memory that is taken when first used.
    package init() {}

    deinit { buffer.free() }

    /// The output matrix is another, or has changed.
    package func forgetWeight() { holdsWeight = false }

    /// Rows worth taking at once.
    package static func rows(vocabulary: Int) -> Int {
        max(rowsLeast, numbersAtOnce / max(vocabulary, 1))
    }

    func floats(_ count: Int) -> UnsafeMutablePointer<Float> { buffer.floats(count) }
}
