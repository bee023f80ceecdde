/// How exactly weights that are not f32 are multiplied.
public enum Precision: String, Sendable, CaseIterable {
    /// With activations rounded to the form that the CPU multiplies fastest, as other programs do:
    /// 8-bit integers for quantised weights, BF16 for short floats in prompts. Products carry up to
    /// 1 % of noise.
    case fast
    /// With weights as the file stores them and activations as they are.
    case exact
}
