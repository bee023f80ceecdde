import AikiTensor

extension Runner {
    /// Computes one step for the rows of this pass.
    func perform(_ step: PassStep) {
        let operations = model.graph.operations
        switch step {
        case .operation(let index):
            let operation = operations[index]
            if rows(operation.output) > 0 {
                perform(operation)
                capture?(operation.output)
            } else if case .attend(let shape) = operation.kind {
                // Keys and values are kept, whoever asks.
                attend(operation, shape)
            }
        case .products(let step):
            if rows(step.products[0].output) == 0 || multiplyTogether(step) { return }
            for index in step.operations {
                perform(operations[index])
                capture?(operations[index].output)
            }
        case .gatedLayer(let gated, let down):
            if rows(gated.products[0].output) > 0, multiplyGated(gated, then: down) { return }
            perform(.products(gated))
            perform(.products(down))
        }
    }

    /// Computes products together where each run of rows can be, and none has adapters, which add to a
    /// product before anything follows it; otherwise returns false, with nothing computed.
    private func multiplyTogether(_ step: ProductStep) -> Bool {
        let runs = runs(step.products[0].output)
        guard multipliesTogether, adaptedTokenRuns.isEmpty, adaptedOutputRuns.isEmpty else {
            return false
        }
        for run in runs {
            guard let products = products(step, run),
                compute.multipliesTogether(products, tokens: run.count, method: run.method)
            else { return false }
        }
        for run in runs { multiply(step, run) }
        return true
    }

    /// Computes a gated layer where it is a prompt's, as ``multiplyTogether(_:)``; rows that are
    /// generated beside it are computed as products.
    private func multiplyGated(_ gated: ProductStep, then down: ProductStep) -> Bool {
        let runs = runs(gated.products[0].output)
        guard multipliesTogether, adaptedTokenRuns.isEmpty, adaptedOutputRuns.isEmpty,
            runs.contains(where: { $0.method == .prompt })
        else { return false }
        for run in runs {
            guard let first = products(gated, run), let second = products(down, run) else {
                return false
            }
            let isReady =
                run.method == .prompt
                ? compute.multipliesGated(first, then: second)
                : compute.multipliesTogether(first, tokens: run.count, method: run.method)
                    && compute.multipliesTogether(second, tokens: run.count, method: run.method)
            guard isReady else { return false }
        }
        for run in runs {
            if run.method == .prompt, let first = products(gated, run),
                let second = products(down, run)
            {
                compute.multiplyGated(
                    first, then: second, input(gated, run), tokens: run.count, buffer: activations,
                    between: gatedActivations)
            } else {
                multiply(gated, run)
                multiply(down, run)
            }
        }
        return true
    }

    private func multiply(_ step: ProductStep, _ run: RowRun) {
        guard let products = products(step, run) else { return }
        compute.multiplyTogether(
            products, input(step, run), tokens: run.count, method: run.method, buffer: activations)
    }

    /// The activations of a run.
    private func input(_ step: ProductStep, _ run: RowRun) -> UnsafePointer<Float> {
        UnsafePointer(pointer(step.input) + run.first * width(step.input))
    }

    /// A step's products for a run; nil where it has none.
    private func products(_ step: ProductStep, _ run: RowRun) -> DotProducts? {
        func product(_ index: Int) -> DotProduct? {
            guard index < step.products.count else { return nil }
            let product = step.products[index]
            return DotProduct(
                weight: product.weight, bias: product.bias,
                y: pointer(product.output) + run.first * width(product.output))
        }
        guard let first = product(0) else { return nil }
        let ending: DotProducts.Ending =
            switch step.ending {
            case .none: .none
            case .gate(let activation): .gate(activation)
            case .add(let value): .add(pointer(value) + run.first * width(value))
            }
        return DotProducts(first, product(1), product(2), ending: ending)
    }
}
