import CAikiKernels

extension Compute {
    /// The gradients of ``rmsNorm(_:rows:width:weight:epsilon:into:)``.
    ///
    /// - Parameters:
    ///   - x: (rows, width), what was normalised.
    ///   - dy: (rows, width), the gradient of the result.
    ///   - rows: Count of rows.
    ///   - width: Numbers in a row.
    ///   - weight: width numbers, or nil for ones.
    ///   - epsilon: As it was.
    ///   - dx: (rows, width); the gradient of x is added.
    ///   - dWeight: width numbers to which the gradient of the weight is added, or nil.
    /// - Complexity: O(rows · width).
    /// - SeeAlso: Zhang and Sennrich 2019 §3.
    package func rmsNormBackward(
        x: UnsafePointer<Float>, dy: UnsafePointer<Float>, rows: Int, width: Int,
        weight: UnsafePointer<Float>?, epsilon: Float, dx: UnsafeMutablePointer<Float>,
        dWeight: UnsafeMutablePointer<Float>?
    ) {
        let gradient = NormGradient(
            kernels: table.kernels, isLayerNorm: false, x: x, dy: dy, rows: rows, width: width,
            weight: weight, epsilon: epsilon, dx: dx, dWeight: dWeight, dBias: nil)
        normBackward(gradient)
    }

    /// The gradients of ``layerNorm(_:rows:width:weight:bias:epsilon:into:)``.
    ///
    /// - Parameters:
    ///   - x: (rows, width), what was normalised.
    ///   - dy: (rows, width), the gradient of the result.
    ///   - rows: Count of rows.
    ///   - width: Numbers in a row.
    ///   - weight: width numbers, or nil for ones.
    ///   - bias: As it was; the gradients do not depend on it.
    ///   - epsilon: As it was.
    ///   - dx: (rows, width); the gradient of x is added.
    ///   - dWeight: width numbers to which the gradient of the weight is added, or nil.
    ///   - dBias: width numbers to which the gradient of the bias is added, or nil.
    /// - Complexity: O(rows · width).
    /// - SeeAlso: Ba 2016 §3.
    package func layerNormBackward(
        x: UnsafePointer<Float>, dy: UnsafePointer<Float>, rows: Int, width: Int,
        weight: UnsafePointer<Float>?, bias: UnsafePointer<Float>?, epsilon: Float,
        dx: UnsafeMutablePointer<Float>, dWeight: UnsafeMutablePointer<Float>?,
        dBias: UnsafeMutablePointer<Float>?
    ) {
        let gradient = NormGradient(
            kernels: table.kernels, isLayerNorm: true, x: x, dy: dy, rows: rows, width: width,
            weight: weight, epsilon: epsilon, dx: dx, dWeight: dWeight, dBias: dBias)
        normBackward(gradient)
    }

    private func normBackward(_ gradient: NormGradient) {
        let (rows, width) = (gradient.rows, gradient.width)
        guard rows > 0, width > 0 else { return }
        withUnsafeTemporaryAllocation(of: Float.self, capacity: 2 * rows) { statistics in
            guard let base = statistics.baseAddress else { return }
            let group = max(1, Self.elementsPerTile / 4 / width)
            pool.run(
                tiles: (rows + group - 1) / group,
                NormRowsWork(gradient: gradient, group: group, statistics: base))
            guard gradient.dWeight != nil || gradient.dBias != nil else { return }
            pool.run(
                tiles: (width + Self.columnsPerTile - 1) / Self.columnsPerTile,
                floats: Self.columnsPerTile, NormColumnsWork(gradient: gradient, statistics: base))
        }
    }

    /// Columns whose sums over all rows one thread takes.
    static let columnsPerTile = 64
}

/// What the gradients of a normalisation are made of.
private struct NormGradient {
    let kernels: UnsafePointer<AikiKernels>
    let isLayerNorm: Bool
    let x: UnsafePointer<Float>
    let dy: UnsafePointer<Float>
    let rows: Int
    let width: Int
    let weight: UnsafePointer<Float>?
    let epsilon: Float
    let dx: UnsafeMutablePointer<Float>
    let dWeight: UnsafeMutablePointer<Float>?
    let dBias: UnsafeMutablePointer<Float>?
}

/// The gradient of x: a tile is some rows. It leaves each row's mean and factor.
private struct NormRowsWork: TileWork {
    let gradient: NormGradient
    let group: Int
    /// (rows, 2).
    let statistics: UnsafeMutablePointer<Float>

    func run(tile: Int, scratch: UnsafeMutablePointer<Float>) {
        let g = gradient
        let training = g.kernels.pointee.training
        for row in tile * group..<min((tile + 1) * group, g.rows) {
            let (x, dy, dx) = (g.x + row * g.width, g.dy + row * g.width, g.dx + row * g.width)
            if g.isLayerNorm {
                training.layer_norm_backward_f32(
                    x, dy, g.weight, g.width, g.epsilon, dx, statistics + 2 * row)
            } else {
                statistics[2 * row] = 0
                statistics[2 * row + 1] = training.rms_norm_backward_f32(
                    x, dy, g.weight, g.width, g.epsilon, dx)
            }
        }
    }
}

/// The gradients of weight and bias: a tile is some columns, summed over all rows in order.
private struct NormColumnsWork: TileWork {
    let gradient: NormGradient
    let statistics: UnsafePointer<Float>

    func run(tile: Int, scratch sums: UnsafeMutablePointer<Float>) {
        let first = tile * Compute.columnsPerTile
        let count = min(Compute.columnsPerTile, gradient.width - first)
        let (x, dy, width) = (gradient.x + first, gradient.dy + first, gradient.width)
        let kernels = gradient.kernels.pointee
        if let dWeight = gradient.dWeight {
            sums.update(repeating: 0, count: count)
            for row in 0..<gradient.rows {
                kernels.training.add_normalized_f32(
                    x + row * width, dy + row * width, count, statistics[2 * row],
                    statistics[2 * row + 1], sums)
            }
            kernels.add_f32(dWeight + first, sums, count, dWeight + first)
        }
        if let dBias = gradient.dBias {
            sums.update(repeating: 0, count: count)
            for row in 0..<gradient.rows {
                kernels.add_f32(dy + row * width, sums, count, sums)
            }
            kernels.add_f32(dBias + first, sums, count, dBias + first)
        }
    }
}
