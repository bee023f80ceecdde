/// Memory of ``Compute/orthogonalise(_:rows:columns:steps:precision:memory:)``; it grows to what the
/// largest matrix so far needed and belongs to one user at a time.
package final class Orthogonalisation {
    private var buffer = ScratchBuffer()
    let left = PackedFactor()

    /// Memory that is taken when first used.
    package init() {}

    deinit { buffer.free() }

    func floats(_ count: Int) -> UnsafeMutablePointer<Float> { buffer.floats(count) }
}
