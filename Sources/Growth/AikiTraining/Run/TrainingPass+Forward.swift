import AikiModel
import AikiTensor

extension TrainingPass {
    /// Computes an operation's value.
    func forward(
        _ operation: Operation, _ inputs: [BufferID], _ output: BufferID,
        _ auxiliary: BufferID?, sharesInput: Bool
    ) {
        let out = pointer(output)
        if case .linear = operation.kind {
            return multiply(operation, inputs[0], into: output, hidden: auxiliary)
        }
        forgetFactors()
        switch operation.kind {
        case .embedTokens: gather(operation, batch.tokens, into: out)
        case .embedPositions: gather(operation, batch.positions, into: out)
        case .rmsNorm, .layerNorm: normalise(operation, inputs[0], into: output)
        case .attend(let shape):
            guard let auxiliary else { return attendWithoutWayBack(shape, inputs, output) }
            compute.attend(
                attention(shape, inputs, output, auxiliary), starts: batch.starts,
                documents: batch.starts.count - 1)
        case .columns(let offset): copyColumns(inputs[0], from: offset, into: output)
        case .gate(let activation):
            compute.gated(
                gate: pointer(inputs[0]), up: pointer(inputs[1]), count: count(output),
                activation: activation, into: out)
        case .activate(let activation):
            compute.activate(
                pointer(inputs[0]), count: count(output), activation: activation, into: out)
        case .add:
            compute.add(pointer(inputs[0]), pointer(inputs[1]), count: count(output), into: out)
        case .scale(let factor):
            compute.scale(pointer(inputs[0]), by: factor, count: count(output), into: out)
        default:
            if !sharesInput { out.update(from: pointer(inputs[0]), count: count(output)) }
            changeInPlace(operation, output)
        }
    }

    /// Operations that work on a copy of their input, or on the input itself.
    private func changeInPlace(_ operation: Operation, _ output: BufferID) {
        let out = pointer(output)
        switch operation.kind {
        case .rotate(let index, let heads, let headWidth):
            let rotary = trained.model.graph.rotaries[index]
            compute.rope(
                out, tokens: rows, heads: heads, headWidth: headWidth, rotated: rotary.rotated,
                table: rotaryTables[index].base, pairing: rotary.pairing)
        case .softcap(let cap): compute.softcap(out, count: count(output), limit: cap)
        case .addRow(let row):
            let width = plan.buffers[output.index].width
            trained.withVector(operation.parameters[0]) { table in
                compute.addBias(out, rows: rows, width: width, bias: table + row * width)
            }
        default: preconditionFailure("\(operation.kind) has no way forward here")
        }
    }

    private func gather(
        _ operation: Operation, _ ids: [Int32], into out: UnsafeMutablePointer<Float>
    ) {
        ids.withUnsafeBufferPointer { ids in
            guard let base = ids.baseAddress else { return }
            compute.gatherRows(
                trained.tensors[operation.parameters[0].index], ids: base, count: rows, into: out)
        }
    }

    private func normalise(_ operation: Operation, _ input: BufferID, into output: BufferID) {
        let parameters = operation.parameters
        let width = trained.model.graph.parameters[parameters[0].index].shape[0]
        let groups = count(output) / width
        trained.withVector(parameters[0]) { weight in
            switch operation.kind {
            case .rmsNorm(let epsilon):
                compute.rmsNorm(
                    pointer(input), rows: groups, width: width, weight: weight, epsilon: epsilon,
                    into: pointer(output))
            case .layerNorm(let epsilon):
                trained.withVector(parameters[1]) { bias in
                    compute.layerNorm(
                        pointer(input), rows: groups, width: width, weight: weight, bias: bias,
                        epsilon: epsilon, into: pointer(output))
                }
            default: preconditionFailure("\(operation.kind) is no norm")
            }
        }
    }

    private func copyColumns(_ input: BufferID, from offset: Int, into output: BufferID) {
        let (wide, narrow) = (plan.buffers[input.index].width, plan.buffers[output.index].width)
        for row in 0..<rows {
            (pointer(output) + row * narrow).update(
                from: pointer(input) + row * wide + offset, count: narrow)
        }
    }

    /// Where nothing is trained before it, attention still needs somewhere to leave its log-sums.
    private func attendWithoutWayBack(
        _ shape: AttentionShape, _ inputs: [BufferID], _ output: BufferID
    ) {
        let sums = FloatBlock(rows * shape.heads)
        compute.attend(
            attention(shape, inputs, output, logSums: sums.base), starts: batch.starts,
            documents: batch.starts.count - 1)
    }

    /// A step's attention as the kernels take it.
    func attention(
        _ shape: AttentionShape, _ inputs: [BufferID], _ output: BufferID, _ auxiliary: BufferID
    ) -> DocumentAttention {
        attention(shape, inputs, output, logSums: pointer(auxiliary))
    }

    private func attention(
        _ shape: AttentionShape, _ inputs: [BufferID], _ output: BufferID,
        logSums: UnsafeMutablePointer<Float>
    ) -> DocumentAttention {
        DocumentAttention(
            query: pointer(inputs[0]), keys: pointer(inputs[1]), values: pointer(inputs[2]),
            out: pointer(output), logSums: logSums, heads: shape.heads,
            keyValueHeads: shape.keyValueHeads, keyWidth: shape.keyWidth,
            valueWidth: shape.valueWidth, scale: shape.scale, window: shape.window,
            softcap: shape.softcap, isCausal: shape.isCausal, precision: precision)
    }
}
