import AikiTensor

/// Neighbouring products with the same input, and the operation that ends them.
///
/// What is computed is what the operations say; see ``Compute/multiplyTogether(_:_:tokens:method:buffer:)``.
struct ProductStep {
    /// What becomes of the products.
    enum Ending {
        case none
        case gate(Activation)
        /// A value is raised by the product.
        case add(ValueID)
    }

    /// Operations of the graph, in order.
    let operations: Range<Int>
    let input: ValueID
    /// One to three.
    let products: [Product]
    let ending: Ending

    /// A weight, its bias and where the product goes.
    struct Product {
        let weight: DotWeight
        let bias: UnsafePointer<Float>?
        let output: ValueID
    }
}

extension ProductStep {
    private static let productsMax = 3

    /// The products from an operation on; nil where it is none.
    init?(_ model: Model, from start: Int) {
        let operations = model.graph.operations
        let input = operations[start].inputs.first
        var products: [Product] = []
        var end = start
        while end < operations.count, products.count < Self.productsMax,
            operations[end].inputs.first == input,
            let product = Product(model, operations[end])
        {
            products.append(product)
            end += 1
        }
        guard let input, !products.isEmpty else { return nil }
        let next = end < operations.count ? operations[end] : nil
        ending = Self.ending(next, products, model.plan)
        if case .none = ending {} else { end += 1 }
        self.operations = start..<end
        self.input = input
        self.products = products
    }

    /// What an operation makes of the products just before it, where it writes in place.
    private static func ending(
        _ next: Operation?, _ products: [Product], _ plan: BufferPlan
    ) -> Ending {
        guard let next, let target = next.inputs.first,
            plan.offsets[next.output.index] == plan.offsets[target.index]
        else { return .none }
        switch next.kind {
        case .gate(let activation) where next.inputs == products.map(\.output):
            return .gate(activation)
        case .add where products.count == 1 && next.inputs[1] == products[0].output:
            return target == products[0].output ? .none : .add(target)
        default: return .none
        }
    }
}

extension ProductStep.Product {
    /// The product that an operation asks for; nil where it asks for something else.
    init?(_ model: Model, _ operation: Operation) {
        guard case .linear = operation.kind,
            let weight = model.compute.dotWeight(
                model.weights.tensors[operation.parameters[0].index],
                packed: model.packed[operation.parameters[0].index])
        else { return nil }
        self.weight = weight
        bias =
            operation.parameters.count > 1 ? model.weights.vector(operation.parameters[1]) : nil
        output = operation.output
    }
}
