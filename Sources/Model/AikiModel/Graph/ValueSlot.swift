/// Which value of a graph; an index into ``ModelGraph/values``.
package struct ValueID: Hashable, Sendable {
    package let index: Int
}

/// A value between operations: f32, one row for each token or for each wanted output.
///
/// Every value is written by exactly one operation, so that a backward pass can keep them all;
/// inference lets values share memory (``BufferPlan``).
package struct ValueSlot: Sendable, Equatable {
    /// What a row stands for.
    package enum Rows: Sendable {
        /// A token of the pass.
        case tokens
        /// A token whose logits are wanted.
        case outputs
    }

    /// Numbers in a row.
    package let width: Int
    /// What a row stands for.
    package let rows: Rows
}
