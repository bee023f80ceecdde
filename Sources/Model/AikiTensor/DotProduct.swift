/// One of several products that are computed together: y = x · weightᵀ + bias.
package struct DotProduct {
    let weight: DotWeight
    /// N numbers, or nil for zeros.
    let bias: UnsafePointer<Float>?
    /// (T, N).
    let y: UnsafeMutablePointer<Float>

    /// Describes a product.
    package init(
        weight: DotWeight, bias: UnsafePointer<Float>?, y: UnsafeMutablePointer<Float>
    ) {
        self.weight = weight
        self.bias = bias
        self.y = y
    }
}
