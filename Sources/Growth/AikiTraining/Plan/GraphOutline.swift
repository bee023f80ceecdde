import AikiModel

/// A graph as training sees it: without the choice of rows, whose logits are all wanted, and with the
/// making of logits apart.
struct GraphOutline {
    let body: [Operation]
    let head: TrainingPlan.Head
    private let graph: ModelGraph

    init(_ graph: ModelGraph, givesLogits: Bool) throws(TrainingError) {
        self.graph = graph
        var canonical: [Int: ValueID] = [:]
        var operations: [Operation] = []
        for operation in graph.operations {
            let inputs = operation.inputs.map { canonical[$0.index] ?? $0 }
            switch operation.kind {
            case .selectOutputs: canonical[operation.output.index] = inputs[0]
            case .mixExperts: throw .notTrainable(operation: "mixture of experts")
            default:
                operations.append(
                    Operation(
                        kind: operation.kind, inputs: inputs, parameters: operation.parameters,
                        output: operation.output))
            }
        }
        guard givesLogits else {
            body = operations
            head = .result
            return
        }
        // From the result back to the product that makes the logits.
        let start = operations.lastIndex { operation in
            if case .linear = operation.kind { true } else { false }
        }
        guard let start, operations.last?.output == canonical[graph.result.index] ?? graph.result
        else {
            throw .notTrainable(operation: "graph without logits")
        }
        body = Array(operations[..<start])
        head = .logits(
            operations: Array(operations[start...]), hidden: operations[start].inputs[0])
    }

    /// The values to keep from the way forward to the way back.
    func kept(
        _ memory: TrainingPlan.Memory, parts: TrainedParts, carrying: Set<Int>
    ) -> Set<Int> {
        switch memory {
        case .everything: neededValues(parts, carrying) { _ in false }
        case .keep: neededValues(parts, carrying, \.isCheap)
        case .recompute: narrowValues()
        }
    }

    /// What going back reads; in place of what is cheap, what that is made of.
    private func neededValues(
        _ parts: TrainedParts, _ carrying: Set<Int>, _ isCheap: (Operation.Kind) -> Bool
    ) -> Set<Int> {
        var producer: [Int: Operation] = [:]
        for operation in body { producer[operation.output.index] = operation }
        var pending: [Int] = []
        for operation in body where carrying.contains(operation.output.index) {
            let needs = operation.kind.needsWhenGoingBack
            if case .linear = operation.kind {
                if parts.trains(operation) { pending += operation.inputs.map(\.index) }
                if parts.magnitudes.contains(operation.output.index) {
                    pending.append(operation.output.index)
                }
            } else if needs.inputs {
                pending += operation.inputs.map(\.index)
            }
            if needs.output { pending.append(operation.output.index) }
        }
        var kept: Set<Int> = []
        var seen: Set<Int> = []
        while let value = pending.popLast() {
            guard seen.insert(value).inserted, let operation = producer[value] else { continue }
            if isCheap(operation.kind) {
                pending += operation.inputs.map(\.index)
            } else {
                kept.insert(value)
            }
        }
        return kept
    }

    /// Values that are alone between what is before and what is after.
    private func narrowValues() -> Set<Int> {
        var lastRead: [Int: Int] = [:]
        for (index, operation) in body.enumerated() {
            for input in operation.inputs { lastRead[input.index] = index }
        }
        var live: Set<Int> = []
        var narrow: Set<Int> = []
        for (index, operation) in body.enumerated() {
            live = live.filter { lastRead[$0, default: -1] > index }
            if lastRead[operation.output.index, default: -1] > index {
                live.insert(operation.output.index)
            }
            if live.count == 1 { narrow.formUnion(live) }
        }
        return narrow
    }
}
