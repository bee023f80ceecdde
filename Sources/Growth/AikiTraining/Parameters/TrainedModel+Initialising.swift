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
        let numbers = tensors[operation.parameters[0].index].dequantized()
        let columns = numbers.count / lengths.count
        for row in lengths.indices {
            let sum = numbers[row * columns..<(row + 1) * columns].reduce(0.0) {
                $0 + Double($1) * Double($1)
            }
            lengths[row] = Float(sum.squareRoot())
        }
    }
}
