/// How tokens are sent to experts: softmax over all, then the best few.
///
/// Source: Qwen3 report 2025 §2; Shazeer 2017 §2.1.
package struct ExpertRouting: Sendable, Equatable {
    /// Experts a layer.
    package var experts: Int
    /// Experts a token is sent to.
    package var used: Int
    /// Numbers between an expert's two matrices.
    package var hiddenWidth: Int
    /// Whether the weights of the chosen experts are divided by their sum.
    package var normalisesWeights: Bool
    /// What the weights are multiplied by at the end.
    package var weightScale: Float
}
