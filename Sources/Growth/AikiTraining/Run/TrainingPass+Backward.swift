import AikiModel
import AikiTensor

extension TrainingPass {
    /// Goes back through one operation.
    func backward(_ step: BackwardStep) {
        let operation = step.operation
        if case .linear = operation.kind { return unmultiply(step) }
        forgetFactors()
        let gradient = pointer(step.gradient)
        let targets = step.targets.map { $0.map { pointer($0.buffer) } }
        switch operation.kind {
        case .embedTokens: scatter(operation, batch.tokens, gradient)
        case .embedPositions: scatter(operation, batch.positions, gradient)
        case .rmsNorm, .layerNorm: denormalise(step, into: targets[0])
        case .gate(let activation):
            guard let gate = step.inputs[0], let up = step.inputs[1], let dGate = targets[0],
                let dUp = targets[1]
            else { return }
            compute.gatedBackward(
                gate: pointer(gate), up: pointer(up), dy: gradient, count: count(gate),
                activation: activation, dGate: dGate, dUp: dUp)
        case .activate(let activation):
            guard let input = step.inputs[0], let dx = targets[0] else { return }
            compute.activateBackward(
                x: pointer(input), dy: gradient, count: count(input), activation: activation,
                dx: dx)
        case .softcap(let cap):
            guard let output = step.output, let dx = targets[0] else { return }
            compute.softcapBackward(
                y: pointer(output), dy: gradient, count: count(output), limit: cap, dx: dx)
        case .scale(let factor):
            compute.scale(gradient, by: factor, count: count(step.gradient), into: gradient)
        case .rotate(let index, let heads, let headWidth):
            let rotary = trained.model.graph.rotaries[index]
            compute.ropeBackward(
                gradient, tokens: rows, heads: heads, headWidth: headWidth,
                rotated: rotary.rotated, table: rotaryTables[index].base,
                pairing: rotary.pairing)
        case .columns(let offset):
            if let target = step.targets[0] { addColumns(step, at: offset, to: target.buffer) }
        case .addRow(let row): addToRow(operation, row, step)
        case .attend(let shape): unattend(step, shape, targets)
        default: preconditionFailure("\(operation.kind) has no way back here")
        }
    }

    private func scatter(
        _ operation: Operation, _ ids: [Int32], _ gradient: UnsafeMutablePointer<Float>
    ) {
        guard let sum = trained.gradient(operation.parameters[0]) else { return }
        let width = trained.tensors[operation.parameters[0].index].columns
        ids.withUnsafeBufferPointer { ids in
            guard let base = ids.baseAddress else { return }
            compute.scatterAddRows(gradient, ids: base, count: rows, width: width, into: sum)
        }
    }

    private func denormalise(_ step: BackwardStep, into dx: UnsafeMutablePointer<Float>?) {
        guard let input = step.inputs[0] else { return }
        let parameters = step.operation.parameters
        let width = trained.model.graph.parameters[parameters[0].index].shape[0]
        let groups = count(step.gradient) / width
        // Nobody may want what goes back to the input; the kernels write it all the same.
        let unwanted = dx == nil ? FloatBlock(count(step.gradient)) : nil
        guard let dx = dx ?? unwanted?.base else { return }
        trained.withVector(parameters[0]) { weight in
            switch step.operation.kind {
            case .rmsNorm(let epsilon):
                compute.rmsNormBackward(
                    x: pointer(input), dy: pointer(step.gradient), rows: groups, width: width,
                    weight: weight, epsilon: epsilon, dx: dx,
                    dWeight: trained.gradient(parameters[0]))
            case .layerNorm(let epsilon):
                compute.layerNormBackward(
                    x: pointer(input), dy: pointer(step.gradient), rows: groups, width: width,
                    weight: weight, bias: nil, epsilon: epsilon, dx: dx,
                    dWeight: trained.gradient(parameters[0]),
                    dBias: trained.gradient(parameters[1]))
            default: preconditionFailure("\(step.operation.kind) is no norm")
            }
        }
    }

    private func addColumns(_ step: BackwardStep, at offset: Int, to target: BufferID) {
        let (wide, narrow) = (
            plan.buffers[target.index].width, plan.buffers[step.gradient.index].width
        )
        for row in 0..<rows {
            let place = pointer(target) + row * wide + offset
            let source = pointer(step.gradient) + row * narrow
            for column in 0..<narrow { place[column] += source[column] }
        }
    }

    private func addToRow(_ operation: Operation, _ row: Int, _ step: BackwardStep) {
        guard let sum = trained.gradient(operation.parameters[0]) else { return }
        let width = plan.buffers[step.gradient.index].width
        compute.columnSums(
            pointer(step.gradient), rows: rows, width: width, into: sum + row * width)
    }

    private func unattend(
        _ step: BackwardStep, _ shape: AttentionShape,
        _ targets: [UnsafeMutablePointer<Float>?]
    ) {
        let inputs = step.inputs.compactMap { $0 }
        guard let output = step.output, let auxiliary = step.auxiliary,
            let dQuery = targets[0], let dKeys = targets[1], let dValues = targets[2]
        else { return }
        compute.attendBackward(
            attention(shape, inputs, output, auxiliary), starts: batch.starts,
            documents: batch.starts.count - 1, dOut: pointer(step.gradient), dQuery: dQuery,
            dKeys: dKeys, dValues: dValues)
    }
}
