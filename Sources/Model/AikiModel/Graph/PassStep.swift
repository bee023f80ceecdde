/// A part of a pass: one operation of the graph, or products that are computed together where
/// tokens are few.
enum PassStep {
    case operation(Int)
    case products(ProductStep)
}

extension PassStep {
    /// A model's operations as steps, in order.
    static func steps(_ model: Model) -> [PassStep] {
        var steps: [PassStep] = []
        var index = 0
        while index < model.graph.operations.count {
            if let step = ProductStep(model, from: index) {
                steps.append(.products(step))
                index = step.operations.upperBound
            } else {
                steps.append(.operation(index))
                index += 1
            }
        }
        return steps
    }
}
