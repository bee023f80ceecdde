/// The non-linear functions of feed-forward layers.
public enum Activation: Sendable, CaseIterable {
    /// x · sigmoid(x). Source: Ramachandran 2017, "Searching for Activation Functions".
    case silu
    /// 0.5 x (1 + tanh(√(2/π) (x + 0.044715 x³))). Source: Hendrycks and Gimpel 2016 §2.
    case geluTanh
    /// 0.5 x (1 + erf(x / √2)). Source: Hendrycks and Gimpel 2016 §2.
    case geluErf
}
