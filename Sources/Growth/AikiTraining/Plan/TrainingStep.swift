import AikiModel

/// One step of a training pass: forward, or backward through one operation.
///
/// Buffers are named by the plan; what a step reads is never written by it unless it says so.
enum TrainingStep: Sendable {
    /// Computes an operation's value. `inputs` in the operation's order; `auxiliary` is what the
    /// backward step wants besides: the log-sums of attention, the hidden numbers of an adapter.
    /// The output may be the first input.
    case compute(
        Operation, inputs: [BufferID], output: BufferID, auxiliary: BufferID?, sharesInput: Bool)
    /// Logits, loss, and the gradient of what the logits are made of.
    case loss(hidden: BufferID, gradient: BufferID?)
    /// A gradient that comes from outside instead: the runner's user has written it.
    case receive(gradient: BufferID)
    /// Sets a gradient to zero.
    case clear(BufferID)
    /// target = source, or target += source.
    case copy(BufferID, to: BufferID)
    case add(BufferID, to: BufferID)
    /// Goes back through an operation.
    case differentiate(BackwardStep)
}

/// Going back through one operation: from the gradient of its output to those of its inputs and
/// parameters.
struct BackwardStep: Sendable {
    /// Where the gradient of an input goes.
    struct Target: Sendable {
        let buffer: BufferID
        /// Adds to what is there; else replaces it.
        let accumulates: Bool
    }

    /// The operation.
    let operation: Operation
    /// The gradient of its output.
    let gradient: BufferID
    /// The inputs that going back reads, in the operation's order; nil for those it does not.
    let inputs: [BufferID?]
    /// The operation's own output, where going back reads it.
    let output: BufferID?
    /// See ``TrainingStep/compute(_:inputs:output:auxiliary:sharesInput:)``.
    let auxiliary: BufferID?
    /// Where gradients of the inputs go; nil for those that nobody wants.
    let targets: [Target?]
}
