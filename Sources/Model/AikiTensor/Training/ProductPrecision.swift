/// What the factors of a training product are rounded to; sums are of f32 by both.
package enum ProductPrecision: Sendable, CaseIterable {
    /// To BF16, where the CPU multiplies such; elsewhere as ``float32``. The relative error of a
    /// product of two numbers is at most 2⁻⁷.
    case bfloat16
    /// Not rounded.
    case float32
}
