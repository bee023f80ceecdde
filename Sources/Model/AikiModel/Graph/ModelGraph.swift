/// One definition of a model for inference and training: operations over named parameters.
///
/// The operations stand in an order that can be run from first to last; each value is written once.
/// Architectures make graphs with ``GraphBuilder``; ``Runner`` runs them.
package struct ModelGraph: Sendable {
    /// The tensors the model reads.
    package let parameters: [Parameter]
    /// The values between operations.
    package let values: [ValueSlot]
    /// The steps, first to last.
    package let operations: [Operation]
    /// The kinds of position rotation that operations name by index.
    package let rotaries: [RotaryEmbedding]
    /// What the model gives: logits, or an embedder's token vectors.
    package let result: ValueID
    /// What an embedder's token vectors are inside; kept until the end.
    package let inner: ValueID?
}
