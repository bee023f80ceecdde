import AikiTensor

/// A tensor of the new file and how it comes from the old one.
struct ImportedTensor {
    /// Where the numbers come from.
    enum Source {
        /// One tensor.
        case tensor(SafetensorsTensor)
        /// Several of one shape, stacked along a new outermost dimension.
        case stacked([SafetensorsTensor])
        /// Numbers that the importer computed.
        case values([Float])
    }

    /// What is done to the numbers.
    enum Change {
        case none
        /// Rows of each head reordered from two halves to adjacent pairs.
        case pairRotaryHalves(headWidth: Int)
        /// One added to each: the norm's weight is stored as a difference from one.
        case addOne
    }

    let plan: TensorPlan
    let source: Source
    let change: Change
}
