import AikiTensor

extension Runner {
    /// A mixture of experts: each expert's tokens are gathered and multiplied together.
    func mixExperts(_ operation: Operation, _ routing: ExpertRouting) {
        for run in runs(operation.output) { mixExperts(operation, routing, run) }
    }

    private func mixExperts(_ operation: Operation, _ routing: ExpertRouting, _ run: RowRun) {
        guard let scratch = experts else { preconditionFailure("No memory for experts") }
        let tokens = run.count
        let width = self.width(operation.output)
        let x = pointer(operation.inputs[0]) + run.first * width
        let router = scratch.router.column(0)
        compute.multiply(
            model.weights.tensors[operation.parameters[0].index], x, tokens: tokens, into: router,
            method: run.method, buffer: activations)
        compute.softmax(router, rows: tokens, width: routing.experts)
        scratch.choose(routing, tokens: tokens)
        scratch.sort(routing, tokens: tokens)
        let gathered = scratch.rows.column(0)
        for visit in 0..<tokens * routing.used {
            (gathered + Int(scratch.slot[visit]) * width).update(
                from: x + visit / routing.used * width, count: width)
        }
        for expert in 0..<routing.experts {
            let first = Int(scratch.starts[expert])
            let count = Int(scratch.starts[expert + 1]) - first
            if count > 0 {
                runExpert(operation, routing, expert, first..<first + count, run.method, scratch)
            }
        }
        combine(operation, routing, run, scratch)
    }

    /// down(silu(gate(x)) · up(x)) for one expert's slots; the answer replaces the gathered rows.
    private func runExpert(
        _ operation: Operation, _ routing: ExpertRouting, _ expert: Int, _ slots: Range<Int>,
        _ method: MultiplyMethod, _ scratch: ExpertScratch
    ) {
        let compute = self.compute
        let weights = model.weights.experts
        let hidden = slots.lowerBound * routing.hiddenWidth
        let rows = scratch.rows.column(0) + slots.lowerBound * width(operation.output)
        let (gate, up) = (scratch.gate.column(0) + hidden, scratch.up.column(0) + hidden)
        compute.multiply(
            weights[operation.parameters[1].index][expert], rows, tokens: slots.count, into: gate,
            method: method, buffer: activations)
        compute.multiply(
            weights[operation.parameters[2].index][expert], rows, tokens: slots.count, into: up,
            method: method, buffer: activations)
        compute.gated(
            gate: gate, up: up, count: slots.count * routing.hiddenWidth, activation: .silu,
            into: gate)
        compute.multiply(
            weights[operation.parameters[3].index][expert], gate, tokens: slots.count, into: rows,
            method: method, buffer: activations)
    }

    /// Sums each token's answers by their weights.
    private func combine(
        _ operation: Operation, _ routing: ExpertRouting, _ run: RowRun, _ scratch: ExpertScratch
    ) {
        let width = self.width(operation.output)
        let out = pointer(operation.output) + run.first * width
        let answers = scratch.rows.column(0)
        for token in 0..<run.count {
            let row = out + token * width
            row.update(repeating: 0, count: width)
            for visit in token * routing.used..<(token + 1) * routing.used {
                let answer = answers + Int(scratch.slot[visit]) * width
                let weight = scratch.weight[visit]
                for column in 0..<width { row[column] += weight * answer[column] }
            }
        }
    }
}
