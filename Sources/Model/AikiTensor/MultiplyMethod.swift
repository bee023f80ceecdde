/// How a product of activations with a weight is computed. Weights of f32 are multiplied as f32 by every
/// method.
public enum MultiplyMethod: Sendable {
    /// Weights as they are stored, activations as they are: the reference.
    case exact
    /// For the many tokens of a prompt: quantised weights as integers with one scale for 128 columns
    /// of a row, activations likewise; weights of short floats and their activations as BF16, where
    /// the CPU multiplies such. About 0.7 % of noise (root mean square) on a product of integers,
    /// 0.25 % on one of BF16.
    case prompt
    /// For the few tokens that are being generated: weights as they are stored; activations for
    /// quantised ones as integers with one scale for 128 columns.
    case generation
}
