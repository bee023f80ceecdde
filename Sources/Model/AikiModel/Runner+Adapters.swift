import AikiTensor

/// Neighbouring rows of a pass that the same adapters add to.
struct AdapterRun {
    var first: Int
    var count: Int
    var adapters: AdapterSet
}

extension Runner {
    /// Adds what the sequences' adapters say to a product that has just been computed.
    ///
    /// What is added to a row does not depend on the others.
    func adapt(_ operation: Operation) {
        let isPerToken = model.graph.values[operation.output.index].rows == .tokens
        for run in isPerToken ? adaptedTokenRuns : adaptedOutputRuns {
            for use in run.adapters.uses {
                guard let delta = use.adapter.delta(operation.output) else { continue }
                add(delta, use.scale, operation, run)
            }
        }
    }

    /// y += scale · B (A x) for some rows, exactly: the matrices are small.
    private func add(
        _ delta: Adapter.Delta, _ strength: Float, _ operation: Operation, _ run: AdapterRun
    ) {
        let (first, count) = (run.first, run.count)
        let inner = adapterScratch(rank: run.adapters.rank)
        compute.multiply(
            delta.down, pointer(operation.inputs[0]) + first * delta.down.columns, tokens: count,
            into: inner)
        compute.scale(
            inner, by: delta.scale * strength, count: count * delta.rank, into: inner)
        compute.multiply(
            delta.up, inner, tokens: count,
            into: pointer(operation.output) + first * delta.up.rows, accumulate: true)
    }

    /// Adds rows to a list of runs.
    static func extend(
        _ runs: inout [AdapterRun], _ first: Int, _ count: Int, _ adapters: AdapterSet
    ) {
        guard count > 0 else { return }
        if let last = runs.last, last.adapters === adapters, last.first + last.count == first {
            runs[runs.count - 1].count += count
        } else {
            runs.append(AdapterRun(first: first, count: count, adapters: adapters))
        }
    }

    /// Memory for A x; it grows when an adapter of a larger rank than any before comes.
    private func adapterScratch(rank: Int) -> UnsafeMutablePointer<Float> {
        if let arena = adapterArena, rank <= adapterArenaRank { return arena.column(0) }
        let arena = FloatArena(columns: rank, rows: batchTokensMax)
        adapterArena = arena
        adapterArenaRank = rank
        return arena.column(0)
    }
}
