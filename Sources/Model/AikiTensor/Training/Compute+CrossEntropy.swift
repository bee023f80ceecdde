import CAikiKernels
import Foundation

extension Compute {
    /// The loss of predictions, and its gradient in their place.
    ///
    /// A row with target t and weight w loses −w · log p(t), p = softmax(row); its logits become
    /// gradientFactor · w · (p − 1 at t).
    ///
    /// - Parameters:
    ///   - logits: (rows, V), replaced by the gradient.
    ///   - rows: Count of rows.
    ///   - vocabulary: V.
    ///   - targets: A target a row, in 0 ..< V; −1 where the row has no loss, and gradient 0.
    ///   - weights: A weight a row, or nil for ones.
    ///   - gradientFactor: What gradients are multiplied by, as 1 / the sum of the weights.
    /// - Returns: The sum of the rows' losses, in nats, not multiplied by gradientFactor.
    /// - Complexity: O(rows · V).
    package func crossEntropy(
        _ logits: UnsafeMutablePointer<Float>, rows: Int, vocabulary: Int,
        targets: UnsafePointer<Int32>, weights: UnsafePointer<Float>?, gradientFactor: Float
    ) -> Double {
        for row in 0..<rows {
            precondition(
                targets[row] >= -1 && Int(targets[row]) < vocabulary,
                "Target \(targets[row]) of \(vocabulary)")
        }
        return withUnsafeTemporaryAllocation(of: Double.self, capacity: max(rows, 1)) { losses in
            guard let base = losses.baseAddress, rows > 0 else { return 0 }
            let group = max(1, Self.elementsPerTile / 4 / max(vocabulary, 1))
            pool.run(
                tiles: (rows + group - 1) / group,
                CrossEntropyWork(
                    kernels: table.kernels, logits: logits, rows: rows, vocabulary: vocabulary,
                    group: group, targets: targets, weights: weights, factor: gradientFactor,
                    losses: base))
            return losses[..<rows].reduce(0, +)
        }
    }
}

/// Losses and gradients: a tile is some rows.
private struct CrossEntropyWork: TileWork {
    let kernels: UnsafePointer<AikiKernels>
    let logits: UnsafeMutablePointer<Float>
    let rows: Int
    let vocabulary: Int
    let group: Int
    let targets: UnsafePointer<Int32>
    let weights: UnsafePointer<Float>?
    let factor: Float
    /// A loss a row.
    let losses: UnsafeMutablePointer<Double>

    func run(tile: Int, scratch: UnsafeMutablePointer<Float>) {
        for row in tile * group..<min((tile + 1) * group, rows) {
            losses[row] = loss(row)
        }
    }

    private func loss(_ row: Int) -> Double {
        let x = logits + row * vocabulary
        let weight = weights?[row] ?? 1
        guard targets[row] >= 0, weight != 0 else {
            x.update(repeating: 0, count: vocabulary)
            return 0
        }
        let target = Int(targets[row])
        let largest = kernels.pointee.maximum_f32(x, vocabulary)
        let distance = Double(largest) - Double(x[target])
        let sum = kernels.pointee.exp_shifted_f32(x, vocabulary, largest)
        kernels.pointee.scale_f32(x, weight * factor / sum, vocabulary, x)
        x[target] -= weight * factor
        return Double(weight) * (distance + log(Double(sum)))
    }
}
