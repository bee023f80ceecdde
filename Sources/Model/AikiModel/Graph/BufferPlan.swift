/// Where each value of a graph lives while it runs: values that are never needed at the same time
/// share memory.
///
/// Offsets count columns: a value at offset o of an arena for R rows begins at o · R numbers. There
/// is one arena for values with a row a token and one for values with a row an output.
package struct BufferPlan: Sendable {
    /// Offset of each value, in columns of its arena.
    package private(set) var offsets: [Int]
    /// Columns of the arena whose rows are tokens.
    package private(set) var tokenColumns = 0
    /// Columns of the arena whose rows are outputs.
    package private(set) var outputColumns = 0

    /// Plans a graph's memory: first fit over the values' lifetimes.
    package init(_ graph: ModelGraph) {
        offsets = Array(repeating: -1, count: graph.values.count)
        var lastUse = Array(repeating: -1, count: graph.values.count)
        for (index, operation) in graph.operations.enumerated() {
            lastUse[operation.output.index] = index
            for input in operation.inputs { lastUse[input.index] = index }
        }
        for kept in [graph.result, graph.inner].compactMap(\.self) {
            lastUse[kept.index] = graph.operations.count
        }
        var tokens = ColumnAllocator()
        var outputs = ColumnAllocator()
        for (index, operation) in graph.operations.enumerated() {
            let slot = graph.values[operation.output.index]
            var reused: ValueID?
            if operation.kind.overwritesInput, let first = operation.inputs.first,
                lastUse[first.index] == index, graph.values[first.index] == slot
            {
                reused = first
                offsets[operation.output.index] = offsets[first.index]
            } else if slot.rows == .tokens {
                offsets[operation.output.index] = tokens.take(slot.width)
            } else {
                offsets[operation.output.index] = outputs.take(slot.width)
            }
            for input in Set(operation.inputs)
            where lastUse[input.index] == index && input != reused {
                let slot = graph.values[input.index]
                if slot.rows == .tokens {
                    tokens.giveBack(offset: offsets[input.index], width: slot.width)
                } else {
                    outputs.giveBack(offset: offsets[input.index], width: slot.width)
                }
            }
        }
        tokenColumns = tokens.columns
        outputColumns = outputs.columns
    }
}
