import AikiTensor

extension Runner {
    /// Computes one step for the rows of this pass.
    func perform(_ step: PassStep) {
        let operations = model.graph.operations
        switch step {
        case .operation(let index):
            if rows(operations[index].output) > 0 {
                perform(operations[index])
                capture?(operations[index].output)
            }
        case .products(let step):
            if rows(step.products[0].output) == 0 || multiplyTogether(step) { return }
            for index in step.operations {
                perform(operations[index])
                capture?(operations[index].output)
            }
        }
    }

    /// Computes products together where no row is a prompt's, and none has adapters, which add to a
    /// product before anything follows it; otherwise returns false.
    private func multiplyTogether(_ step: ProductStep) -> Bool {
        let runs = runs(step.products[0].output)
        guard multipliesTogether, runs.count == 1, runs[0].method != .prompt,
            adaptedTokenRuns.isEmpty, adaptedOutputRuns.isEmpty
        else { return false }
        func product(_ index: Int) -> DotProduct? {
            guard index < step.products.count else { return nil }
            let product = step.products[index]
            return DotProduct(
                weight: product.weight, bias: product.bias, y: pointer(product.output))
        }
        guard let first = product(0) else { return false }
        let ending: DotProducts.Ending =
            switch step.ending {
            case .none: .none
            case .gate(let activation): .gate(activation)
            case .add(let value): .add(pointer(value))
            }
        return compute.multiplyTogether(
            DotProducts(first, product(1), product(2), ending: ending), pointer(step.input),
            tokens: runs[0].count, method: runs[0].method, buffer: activations)
    }
}
