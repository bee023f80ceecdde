/// A part of a pass: one operation of the graph, or products that are computed together.
enum PassStep {
    case operation(Int)
    case products(ProductStep)
    /// Gate and up, and the products with what they give, which nothing else reads.
    case gatedLayer(ProductStep, ProductStep)
}

extension PassStep {
    /// A model's operations as steps, in order.
    static func steps(_ model: Model) -> [PassStep] {
        var steps: [PassStep] = []
        var index = 0
        while index < model.graph.operations.count {
            if let step = ProductStep(model, from: index) {
                index = step.operations.upperBound
                if let next = layer(step, model) {
                    steps.append(.gatedLayer(step, next))
                    index = next.operations.upperBound
                } else {
                    steps.append(.products(step))
                }
            } else {
                steps.append(.operation(index))
                index += 1
            }
        }
        return steps
    }

    /// What follows gate and up; nil where something else does, or others read what they give.
    private static func layer(_ gated: ProductStep, _ model: Model) -> ProductStep? {
        let (graph, end) = (model.graph, gated.operations.upperBound)
        guard case .gate = gated.ending, end < graph.operations.count,
            let next = ProductStep(model, from: end)
        else { return nil }
        let between = graph.operations[end - 1].output
        let readers = graph.operations.indices.filter {
            graph.operations[$0].inputs.contains(between)
        }
        guard next.input == between, readers.allSatisfy(next.operations.contains),
            graph.result != between, graph.inner != between
        else { return nil }
        return next
    }
}
