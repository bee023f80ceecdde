import CAikiKernels

/// A weight as products that are computed together read it: pointers and numbers, copied for nothing.
///
/// Valid as long as what it was made of; see ``Compute/dotWeight(_:packed:)``.
package struct DotWeight {
    typealias DotIntegers =
        @convention(c) (
            UnsafeRawPointer?, Int, Int, UnsafePointer<AikiIntegerRows>?, Int,
            UnsafeMutablePointer<Float>?, Int
        ) -> Void
    typealias DotRows =
        @convention(c) (
            UnsafeRawPointer?, Int, Int, UnsafePointer<Float>?, Int, UnsafeMutablePointer<Float>?
        ) -> Void

    let bytes: UnsafeRawPointer
    let rowBytes: Int
    /// N and K.
    let rows: Int
    let columns: Int
    /// Products with activations as integers; nil for weights of floats.
    let dotIntegers: DotIntegers?
    /// Products with activations as they are.
    let dotRows: DotRows
    /// What a prompt's activations become; nil where prompts are not multiplied by panels of it.
    let panels: Panels?
    /// All rows as they are stored.
    let stored: AikiRows
    /// The panels, where they were made before, and the bytes of those of as many rows as they have.
    let packed: UnsafeRawPointer?
    let stripBytes: Int

    /// The numbers of panels.
    enum Panels {
        case integers
        case bf16
    }

    /// At most `height` rows, from a multiple of it on.
    func strip(from first: Int, height: Int) -> AikiRows {
        var strip = stored
        strip.bytes = bytes + first * rowBytes
        strip.rows = min(height, rows - first)
        strip.packed = packed.map { $0 + first / height * stripBytes }
        return strip
    }
}
