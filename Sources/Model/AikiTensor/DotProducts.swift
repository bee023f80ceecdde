/// One to three products with the same activations, such as queries, keys and values.
package struct DotProducts {
    /// What is done with the products while they are near.
    package enum Ending {
        /// Nothing.
        case none
        /// activation(first) · second, number by number, in the place of the first.
        case gate(Activation)
        /// (T, N) numbers plus the first product, in their place.
        case add(UnsafeMutablePointer<Float>)
    }

    let first: DotProduct
    let second: DotProduct?
    let third: DotProduct?
    let ending: Ending

    /// The products, in order.
    var all: [DotProduct] { [first, second, third].compactMap { $0 } }

    /// Describes products.
    ///
    /// - Precondition: All weights have the same columns; a gate has two products of the same rows.
    package init(
        _ first: DotProduct, _ second: DotProduct? = nil, _ third: DotProduct? = nil,
        ending: Ending = .none
    ) {
        precondition(second.map { $0.weight.columns == first.weight.columns } ?? true)
        precondition(third.map { $0.weight.columns == first.weight.columns } ?? true)
        if case .gate = ending {
            precondition(second?.weight.rows == first.weight.rows && third == nil)
        }
        self.first = first
        self.second = second
        self.third = third
        self.ending = ending
    }
}
