import AikiModel

/// What a training pass does, in order, and where everything lies meanwhile.
///
/// Made once for a graph and what of it is trained. Values that going back needs are kept, computed
/// again from what is kept, or neither, as ``Memory`` says; gradients that nobody wants are not
/// computed.
package struct TrainingPlan: Sendable {
    /// What is kept between the way forward and the way back.
    package enum Memory: String, Sendable, CaseIterable {
        /// Everything that going back reads.
        case everything
        /// Of that, what is not cheap to compute again. Norms and gates are.
        case keep
        /// Only values that alone connect what is before with what is after: the residual stream.
        /// The rest is computed again, at the price of a second forward pass (Chen 2016).
        case recompute
    }

    /// How the pass ends.
    enum Head: Sendable {
        /// The graph's result are logits of the next token: `operations` turn hidden rows into them,
        /// the first of them a product.
        case logits(operations: [Operation], hidden: ValueID)
        /// The result itself; its gradient comes from outside.
        case result
    }

    /// The steps; those from ``backwardStart`` on go back.
    let steps: [TrainingStep]
    /// The first step of the way back.
    let backwardStart: Int
    /// The memory of the steps.
    let buffers: [PlanBuffer]
    /// Where that memory lies.
    let layout: BufferLayout
    /// How the pass ends.
    let head: Head
    /// The graph's result, or what the logits are made of.
    let result: BufferID
    /// Whether anything is trained that the gradient of the result must go back for.
    let resultGradient: BufferID?
}
