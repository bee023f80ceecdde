import AikiTensor

extension Runner {
    /// Computes one operation for the rows of this pass.
    func perform(_ operation: Operation) {
        switch operation.kind {
        case .embedTokens, .embedPositions: embed(operation)
        case .rmsNorm, .layerNorm: normalise(operation)
        case .linear: multiply(operation)
        case .columns(let offset): copyColumns(operation, offset: offset)
        case .selectOutputs: selectOutputs(operation)
        case .rotate(let rotary, let heads, let headWidth):
            rotate(operation, rotary, heads: heads, headWidth: headWidth)
        case .attend(let shape): attend(operation, shape)
        case .mixExperts(let routing): mixExperts(operation, routing)
        case .addRow, .gate, .activate, .add, .scale, .softcap: performElementwise(operation)
        }
    }

    private func performElementwise(_ operation: Operation) {
        let compute = self.compute
        let (out, count) = (pointer(operation.output), numbers(operation.output))
        let first = pointer(operation.inputs[0])
        switch operation.kind {
        case .gate(let activation):
            compute.gated(
                gate: first, up: pointer(operation.inputs[1]), count: count,
                activation: activation, into: out)
        case .activate(let activation):
            compute.activate(first, count: count, activation: activation, into: out)
        case .add: compute.add(first, pointer(operation.inputs[1]), count: count, into: out)
        case .scale(let factor): compute.scale(first, by: factor, count: count, into: out)
        case .softcap(let cap):
            copyUnlessShared(operation)
            compute.softcap(out, count: count, limit: cap)
        case .addRow(let row):
            copyUnlessShared(operation)
            let width = self.width(operation.output)
            compute.addBias(
                out, rows: rows(operation.output), width: width,
                bias: model.weights.vector(operation.parameters[0]) + row * width)
        default: preconditionFailure("\(operation.kind) is not elementwise")
        }
    }

    private func embed(_ operation: Operation) {
        let isToken = if case .embedTokens = operation.kind { true } else { false }
        compute.gatherRows(
            model.weights.tensors[operation.parameters[0].index],
            ids: isToken ? ids : positions, count: tokenCount, into: pointer(operation.output))
    }

    private func normalise(_ operation: Operation) {
        let compute = self.compute
        let weight = operation.parameters[0]
        let width = model.graph.parameters[weight.index].shape[0]
        let groups = numbers(operation.output) / width
        let (x, out) = (pointer(operation.inputs[0]), pointer(operation.output))
        switch operation.kind {
        case .rmsNorm(let epsilon):
            compute.rmsNorm(
                x, rows: groups, width: width, weight: model.weights.vector(weight),
                epsilon: epsilon, into: out)
        case .layerNorm(let epsilon):
            compute.layerNorm(
                x, rows: groups, width: width, weight: model.weights.vector(weight),
                bias: model.weights.vector(operation.parameters[1]), epsilon: epsilon, into: out)
        default: preconditionFailure("\(operation.kind) is no norm")
        }
    }

    private func multiply(_ operation: Operation) {
        let out = pointer(operation.output)
        let weight = model.weights.tensors[operation.parameters[0].index]
        let x = pointer(operation.inputs[0])
        let bias = operation.parameters.dropFirst().first.map { model.weights.vector($0) }
        // What adapters say comes before it.
        let isAdapted = !adaptedTokenRuns.isEmpty || !adaptedOutputRuns.isEmpty
        for run in runs(operation.output) {
            compute.multiply(
                weight, x + run.first * weight.columns, tokens: run.count,
                into: out + run.first * weight.rows, method: run.method,
                packed: model.packed[operation.parameters[0].index], bias: isAdapted ? nil : bias,
                buffer: activations)
        }
        guard isAdapted else { return }
        adapt(operation)
        if let bias {
            compute.addBias(
                out, rows: rows(operation.output), width: weight.rows, bias: bias)
        }
    }

    private func copyColumns(_ operation: Operation, offset: Int) {
        let (from, to) = (pointer(operation.inputs[0]), pointer(operation.output))
        let (wide, narrow) = (width(operation.inputs[0]), width(operation.output))
        for row in 0..<rows(operation.output) {
            (to + row * narrow).update(from: from + row * wide + offset, count: narrow)
        }
    }

    private func selectOutputs(_ operation: Operation) {
        let (from, to) = (pointer(operation.inputs[0]), pointer(operation.output))
        let width = self.width(operation.output)
        for output in 0..<outputCount {
            (to + output * width).update(
                from: from + Int(outputRows[output]) * width, count: width)
        }
    }

    /// Copies the first input where the plan did not let the result take its place.
    func copyUnlessShared(_ operation: Operation) {
        let (from, to) = (pointer(operation.inputs[0]), pointer(operation.output))
        if from != to { to.update(from: from, count: numbers(operation.output)) }
    }

    /// Numbers in a row of a value.
    func width(_ value: ValueID) -> Int { model.graph.values[value.index].width }

    /// Numbers in all rows of a value.
    func numbers(_ value: ValueID) -> Int { rows(value) * width(value) }
}
