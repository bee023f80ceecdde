/// How a product of activations with a quantised weight is computed. Weights of floats are multiplied
/// as floats by every method.
public enum MultiplyMethod: Sendable {
    /// Weights as they are stored, activations as they are: the reference.
    case exact
    /// For the many tokens of a prompt: weights as integers with one scale for 128 columns of a row,
    /// activations likewise. About 0.7 % of noise (root mean square) on each product.
    case prompt
    /// For the few tokens that are being generated: weights as they are stored, activations as
    /// integers with one scale for 128 columns.
    case generation
}
