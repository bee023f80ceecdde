/// What a mixture of experts needs beside the graph's values: tokens sorted by expert.
///
/// Letters: T tokens, U experts used a token, E experts, W width, F hidden width. A slot is one
/// token's visit to one expert; slots of an expert are contiguous.
final class ExpertScratch {
    /// (T, E) router weights.
    let router: FloatArena
    /// (T · U, W) inputs of the slots, then the experts' answers.
    let rows: FloatArena
    /// (T · U, F) gates and ups of the slots.
    let gate: FloatArena
    let up: FloatArena
    /// (T · U) the chosen expert of each visit, its slot, and its weight.
    let chosen: UnsafeMutablePointer<Int32>
    let slot: UnsafeMutablePointer<Int32>
    let weight: UnsafeMutablePointer<Float>
    /// (E + 1) where each expert's slots start.
    let starts: UnsafeMutablePointer<Int32>

    /// The largest numbers of a graph's mixtures.
    private struct Extent {
        var experts = 0
        var used = 0
        var width = 0
        var hidden = 0

        init(_ graph: ModelGraph) {
            for operation in graph.operations {
                guard case .mixExperts(let routing) = operation.kind else { continue }
                experts = max(experts, routing.experts)
                used = max(used, routing.used)
                width = max(width, graph.values[operation.output.index].width)
                hidden = max(hidden, routing.hiddenWidth)
            }
        }
    }

    /// Numbers a token that a graph's experts need; 0 where it has none.
    static func columns(_ graph: ModelGraph) -> Int {
        let extent = Extent(graph)
        return extent.experts + extent.used * (extent.width + 2 * extent.hidden + 3)
    }

    /// Room for passes of so many tokens; nil where the graph has no experts.
    init?(_ graph: ModelGraph, rows count: Int) {
        let extent = Extent(graph)
        guard extent.experts > 0 else { return nil }
        let visits = count * extent.used
        router = FloatArena(columns: extent.experts, rows: count)
        rows = FloatArena(columns: extent.width, rows: visits)
        gate = FloatArena(columns: extent.hidden, rows: visits)
        up = FloatArena(columns: extent.hidden, rows: visits)
        chosen = .allocate(capacity: visits)
        slot = .allocate(capacity: visits)
        weight = .allocate(capacity: visits)
        starts = .allocate(capacity: extent.experts + 1)
    }

    deinit {
        chosen.deallocate()
        slot.deallocate()
        weight.deallocate()
        starts.deallocate()
    }

    /// Picks each token's experts from softmax weights (T, E), best first, lower index on ties.
    func choose(_ routing: ExpertRouting, tokens: Int) {
        for token in 0..<tokens {
            let weights = router.column(0) + token * routing.experts
            var sum: Float = 0
            for place in 0..<routing.used {
                var best = 0
                for expert in 1..<max(1, routing.experts) where weights[expert] > weights[best] {
                    best = expert
                }
                let visit = token * routing.used + place
                chosen[visit] = Int32(best)
                weight[visit] = weights[best]
                sum += weights[best]
                weights[best] = -1
            }
            let factor = routing.weightScale / (routing.normalisesWeights ? sum : 1)
            for place in 0..<routing.used { weight[token * routing.used + place] *= factor }
        }
    }

    /// Gives every visit a slot so that an expert's slots stand together, in the order of tokens.
    func sort(_ routing: ExpertRouting, tokens: Int) {
        starts.update(repeating: 0, count: routing.experts + 1)
        let visits = tokens * routing.used
        for visit in 0..<visits { starts[Int(chosen[visit]) + 1] += 1 }
        for expert in 0..<routing.experts { starts[expert + 1] += starts[expert] }
        for visit in 0..<visits {
            slot[visit] = starts[Int(chosen[visit])]
            starts[Int(chosen[visit])] += 1
        }
        // Each start has become its expert's end: shift them back.
        for expert in stride(from: routing.experts, to: 0, by: -1) {
            starts[expert] = starts[expert - 1]
        }
        starts[0] = 0
    }
}
