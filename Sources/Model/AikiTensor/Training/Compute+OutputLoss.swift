import CAikiKernels
import Foundation

extension Compute {
    /// Whether products in a precision are of BF16 here, as ``outputLoss(_:rows:weight:targets:memory:)``
    /// needs.
    package func hasShortProducts(_ precision: ProductPrecision) -> Bool {
        precision == .bfloat16 && table.kernels.pointee.training.product_bf16.unit > 0
    }

    /// The loss of logits x · Wᵀ, and its gradients, without the logits ever standing in memory.
    ///
    /// With l the logits of a row, t its target, and r a number near lₜ, e = exp(l − r) is made of each
    /// tile of logits while that is in a cache, and kept rounded to BF16, as the products with the
    /// gradient p − 1ₜ would round it; but eₜ is kept apart, so that where p is nearly 1 nothing cancels.
    /// With s the sum of all of them, o that of the others, and f = factor · weight of the row,
    ///
    ///     loss = r + ln s − lₜ    g = f · o / s    dx = f / s · (e · W) − g · Wₜ
    ///     dW += eᵀ · (f / s · x)    dWₜ −= g · x
    ///
    /// r is x · Wₜ: before the logits are known nothing else is that cheap, and exp overflows only where
    /// the target's probability is below e⁻⁸⁸.
    ///
    /// - Parameters:
    ///   - x: (rows, K).
    ///   - rows: Count of rows.
    ///   - weight: W (V, K) of any type.
    ///   - frozen: W, where the caller keeps it packed.
    ///   - targets: Targets, weights, gradients.
    ///   - memory: Kept between calls; its ``OutputLoss/forgetWeight()`` comes before the first call for a
    ///     weight and after every change of it.
    /// - Returns: The sum of weight · loss over the rows, in nats; nil where an exponential overflowed,
    ///   and no gradient was written.
    /// - Complexity: O(rows · V · K); of memory O(rows · V), two bytes each.
    package func outputLoss(
        _ x: UnsafePointer<Float>, rows: Int, weight: Tensor, frozen: FrozenFactor? = nil,
        targets: OutputTargets, memory: OutputLoss
    ) -> Double? {
        precondition(hasShortProducts(.bfloat16))
        let (vocabulary, width) = (weight.rows, weight.columns)
        for row in 0..<rows {
            precondition(
                targets.tokens[row] >= -1 && Int(targets.tokens[row]) < vocabulary,
                "Target \(targets.tokens[row]) of \(vocabulary)")
        }
        guard rows > 0 else { return 0 }
        let tiles = (vocabulary + Int(AIKI_PANEL) - 1) / Int(AIKI_PANEL)
        var rest = memory.floats(rows * (tiles + width + 4))
        func take(_ count: Int) -> UnsafeMutablePointer<Float> {
            defer { rest += count }
            return rest
        }
        let job = OutputJob(
            kernels: table.kernels, x: x, rows: rows, width: width, vocabulary: vocabulary,
            tiles: tiles, targets: targets, targetRows: take(rows * width),
            sums: take(rows * tiles), references: take(rows), targetLogits: take(rows),
            shares: take(rows), factors: take(rows))
        refer(job, weight)
        weigh(job, weight, frozen, memory)
        guard let loss = job.loss() else { return nil }
        if let gradient = targets.hiddenGradient {
            goBack(job, weight, frozen, gradient, memory)
        }
        return loss
    }

    /// W's rows of the targets, and the references.
    private func refer(_ job: OutputJob, _ weight: Tensor) {
        let rows = job.rows
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: rows) { ids in
            guard let base = ids.baseAddress else { return }
            for row in 0..<rows { base[row] = max(0, job.targets.tokens[row]) }
            gatherRows(weight, ids: base, count: rows, into: job.targetRows)
        }
        let dot = table.kernels.pointee.training.dot_f32
        forRows(rows, width: job.width) { part in
            for row in part {
                let place = row * job.width
                let product = dot?(job.x + place, job.targetRows + place, job.width) ?? 0
                job.references[row] = job.counts(row) ? product : .infinity
            }
        }
    }

    /// Exponentials of all logits, tile by tile, and their sums.
    private func weigh(
        _ job: OutputJob, _ weight: Tensor, _ frozen: FrozenFactor?, _ memory: OutputLoss
    ) {
        let rows = job.rows
        memory.hidden.load(
            self, job.x, rows: rows, summed: job.width, stride: job.width, precision: .bfloat16)
        memory.likelihoods.reserve(
            self, rows: rows, summed: job.vocabulary, .bfloat16, inPanels: false)
        let isPacked =
            frozen != nil || memory.holdsWeight
            || pack(weight, across: false, .bfloat16, into: memory.right)
        guard let stored = RightFactor(weight).stored else { return }
        let scratch = withUnsafePointer(to: stored) { aiki_product_scratch($0, false) }
        let group = min(rows, LikelihoodWork.rowsAtOnce)
        let right = frozen?.forward ?? memory.right
        let factors = ProductFactors(
            kernels: table.kernels, left: memory.hidden.packed,
            right: isPacked ? .packed(right.packed) : .stored(stored, across: false))
        withExtendedLifetime((weight, frozen, memory)) {
            pool.run(
                tiles: (rows + group - 1) / group * job.tiles,
                floats: group * Int(AIKI_PANEL) + scratch,
                LikelihoodWork(
                    job: job, factors: factors, likelihoods: memory.likelihoods.packed,
                    group: group))
        }
    }

    private func goBack(
        _ job: OutputJob, _ weight: Tensor, _ frozen: FrozenFactor?,
        _ gradient: UnsafeMutablePointer<Float>, _ memory: OutputLoss
    ) {
        let width = job.width
        if let frozen {
            productAcross(
                memory.likelihoods, frozen, into: gradient, stride: width, accumulate: false)
        } else if memory.holdsWeight
            || pack(weight, across: true, .bfloat16, into: memory.rightAcross)
        {
            memory.holdsWeight = true
            product(
                memory.likelihoods, memory.rightAcross, into: gradient, stride: width,
                accumulate: false)
        } else {
            productAcross(
                memory.likelihoods, RightFactor(weight), into: gradient, stride: width,
                accumulate: false)
        }
        let kernels = table.kernels
        forRows(job.rows, width: width) { part in
            for row in part {
                let target = gradient + row * width
                kernels.pointee.scale_f32(target, job.shares[row], width, target)
                kernels.pointee.training.add_scaled_f32(
                    job.targetRows + row * width, -job.factors[row], width, target)
            }
        }
        guard let sum = job.targets.weightGradient else { return }
        scaleRows(job, by: job.shares, sign: 1)
        memory.weighted.loadTransposed(
            self, job.targetRows, rows: width, summed: job.rows, stride: width,
            precision: .bfloat16, isRight: true)
        pool.run(
            tiles: job.tiles, floats: Int(AIKI_PANEL) * memory.weighted.packed.units,
            OutputGradientWork(
                job: job, likelihoods: memory.likelihoods.packed, right: memory.weighted.packed,
                sum: sum))
        scaleRows(job, by: job.factors, sign: -1)
        scatterAddRows(
            job.targetRows, ids: job.targets.tokens, count: job.rows, width: width, into: sum)
    }

    /// The hidden rows, scaled, in place of the rows of the targets.
    private func scaleRows(_ job: OutputJob, by factors: UnsafePointer<Float>, sign: Float) {
        let scale = table.kernels.pointee.scale_f32
        forRows(job.rows, width: job.width) { part in
            for row in part {
                let place = row * job.width
                scale?(job.x + place, sign * factors[row], job.width, job.targetRows + place)
            }
        }
    }
}

/// What the parts of an output's loss share.
private struct OutputJob {
    let kernels: UnsafePointer<AikiKernels>
    let x: UnsafePointer<Float>
    let rows: Int
    let width: Int
    let vocabulary: Int
    /// Panels of the vocabulary.
    let tiles: Int
    let targets: OutputTargets
    /// (rows, K).
    let targetRows: UnsafeMutablePointer<Float>
    /// (tiles, rows): sums of exponentials.
    let sums: UnsafeMutablePointer<Float>
    /// (rows): what logits are compared with, infinite for rows without loss.
    let references: UnsafeMutablePointer<Float>
    let targetLogits: UnsafeMutablePointer<Float>
    /// (rows): f / s and g.
    let shares: UnsafeMutablePointer<Float>
    let factors: UnsafeMutablePointer<Float>

    /// Whether a row has a loss.
    func counts(_ row: Int) -> Bool {
        targets.tokens[row] >= 0 && targets.weights?[row] != 0
    }

    /// The loss, and shares and factors of the rows; nil where a sum overflowed.
    func loss() -> Double? {
        // Tile by tile, as the sums stand in memory.
        var totals = [Double](repeating: 0, count: rows)
        for tile in 0..<tiles {
            for row in 0..<rows { totals[row] += Double(sums[tile * rows + row]) }
        }
        var loss = 0.0
        for row in 0..<rows {
            shares[row] = 0
            factors[row] = 0
            guard counts(row) else { continue }
            let others = totals[row]
            guard others < Double(Float.greatestFiniteMagnitude) || others.isNaN else {
                return nil
            }
            let distance = Double(targetLogits[row]) - Double(references[row])
            let sum = others + exp(distance)
            let weight = Double(targets.weights?[row] ?? 1)
            let factor = weight * Double(targets.gradientFactor)
            shares[row] = Float(factor / sum)
            factors[row] = Float(factor * others / sum)
            loss += weight * (log(sum) - distance)
        }
        return loss
    }
}

/// Exponentials of logits: a tile is some rows by a panel of columns. Tiles of the same rows follow each
/// other, so that these stay in a cache.
private struct LikelihoodWork: TileWork {
    let job: OutputJob
    /// The hidden rows and the output matrix.
    let factors: ProductFactors
    let likelihoods: AikiPacked
    /// Rows of a tile.
    let group: Int

    /// Rows whose logits are in the second cache beside what makes them.
    static let rowsAtOnce = 512

    func run(tile: Int, scratch: UnsafeMutablePointer<Float>) {
        let panel = Int(AIKI_PANEL)
        let (row, column) = (tile / job.tiles * group, tile % job.tiles * panel)
        let rows = min(group, job.rows - row)
        let columns = min(panel, job.vocabulary - column)
        let logits = scratch  // (rows, AIKI_PANEL)
        factors.multiply(
            AikiProductPart(
                first_row: row, rows: rows, first_column: column, columns: columns),
            into: logits - (row * panel + column), stride: panel, accumulate: false,
            scratch + group * panel)
        for index in 0..<rows {
            let place = Int(job.targets.tokens[row + index]) - column
            if place >= 0, place < columns {
                job.targetLogits[row + index] = logits[index * panel + place]
                logits[index * panel + place] = -.infinity
            }
        }
        let stride = 2 * aiki_row_units(likelihoods.units)
        let out = UnsafeMutableRawPointer(mutating: likelihoods.memory)
            .assumingMemoryBound(to: UInt16.self)
        let sums = job.sums + (tile % job.tiles * job.rows + row)
        job.kernels.pointee.training.exp_rows_bf16(
            logits, panel, rows, columns, job.references + row, out + (row * stride + column),
            stride, sums)
    }
}

/// The gradient of the output matrix: a tile is a panel of the vocabulary.
private struct OutputGradientWork: TileWork {
    let job: OutputJob
    let likelihoods: AikiPacked
    let right: AikiPacked
    let sum: UnsafeMutablePointer<Float>

    func run(tile: Int, scratch: UnsafeMutablePointer<Float>) {
        let panel = Int(AIKI_PANEL)
        let first = tile * panel
        let columns = min(panel, job.vocabulary - first)
        let stride = 2 * aiki_row_units(likelihoods.units)
        let source = UnsafeRawPointer(likelihoods.memory).assumingMemoryBound(to: UInt16.self)
        job.kernels.pointee.training.pair_rows_bf16(
            source + first, stride, columns, job.rows, scratch)
        var left = AikiPacked(
            memory: scratch, rows: columns, summed: job.rows, units: right.units, bf16: true,
            panels: true)
        var right = right
        let part = AikiProductPart(
            first_row: 0, rows: columns, first_column: 0, columns: job.width)
        aiki_multiply_packed(
            job.kernels, &left, &right, part, sum + first * job.width, job.width, true)
    }
}
