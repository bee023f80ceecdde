import AikiBase
import AikiModel
import AikiTensor

extension TrainedModel {
    /// Draws the A of every adapter; B stays zero. Lengths begin at those of the base's rows.
    ///
    /// - Parameter seed: the same seed draws the same numbers, adapter by adapter in the order of
    ///   the graph.
    package func initialiseAdapters(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        for index in store.arrays.indices where store.arrays[index].kind == .adapterDown {
            let bound = 1 / Double(store.arrays[index].shape[1]).squareRoot()
            let buffer = store.buffer(index)
            for place in buffer.indices {
                buffer[place] = Float((2 * random.nextUnit() - 1) * bound)
            }
        }
        for (value, place) in adapters {
            guard let magnitude = place.magnitude else { continue }
            fillRowLengths(of: value, into: store.buffer(magnitude))
        }
    }

    /// The Euclidean lengths of the rows of the matrix that an operation multiplies by.
    private func fillRowLengths(of value: Int, into lengths: UnsafeMutableBufferPointer<Float>) {
        guard let operation = model.graph.operations.first(where: { $0.output.index == value })
        else { return }
        let squares = Self.rowSquares(tensors[operation.parameters[0].index])
        for row in lengths.indices { lengths[row] = Float(squares[row].squareRoot()) }
    }

    /// The squares of the lengths of a matrix's rows.
    static func rowSquares(_ tensor: Tensor) -> [Double] {
        let numbers = tensor.dequantized()
        let columns = tensor.columns
        return (0..<tensor.rows).map { row in
            numbers[row * columns..<(row + 1) * columns].reduce(0.0) {
                $0 + Double($1) * Double($1)
            }
        }
    }
}
