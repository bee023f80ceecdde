import AikiModel

/// What of a graph is trained, and what shall be kept meanwhile.
struct TrainedParts: Sendable {
    /// Parameters whose gradients are wanted.
    var parameters: Set<Int>
    /// Operations, by the index of their output, with the rank of an adapter beside their product.
    var adapterRanks: [Int: Int]
    /// Those of them whose adapters train the lengths of rows: going back reads their values.
    var magnitudes: Set<Int>

    /// Whether a parameter is trained.
    func trains(_ parameter: ParameterID) -> Bool { parameters.contains(parameter.index) }

    /// Whether an operation has anything to learn itself.
    func trains(_ operation: Operation) -> Bool {
        operation.parameters.contains(where: trains)
            || adapterRanks[operation.output.index] != nil
    }
}
