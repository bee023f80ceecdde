import CAikiKernels

/// A weight as products with few tokens read it: pointers and numbers, copied for nothing.
///
/// Valid as long as the tensor it was made of; see ``Compute/dotWeight(_:)``.
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
}
