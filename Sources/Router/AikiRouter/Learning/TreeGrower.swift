import AikiBase

/// Grows ``BoostedTrees`` on squared error, over features cut into at most 32 bins of as many rows each.
struct TreeGrower {
    private static let binsMax = 32

    private let training: BoostedTrees.Training
    private let rowCount: Int
    private let featureCount: Int
    /// The upper edge of each feature's bins but the last, rising.
    private let edges: [[Float]]
    /// (features, rows): the bin of each.
    private let bins: [UInt8]
    private var residuals: [Float]

    init(_ rows: [[Float]], targets: [Float], _ training: BoostedTrees.Training) {
        precondition(!rows.isEmpty && rows.count == targets.count, "a target for each row")
        self.training = training
        rowCount = rows.count
        featureCount = rows[0].count
        var edges: [[Float]] = []
        var bins: [UInt8] = []
        bins.reserveCapacity(rows.count * featureCount)
        for feature in 0..<featureCount {
            let column = rows.map { $0[feature] }
            let cuts = Self.edges(column.sorted())
            edges.append(cuts)
            for value in column { bins.append(Self.bin(value, cuts)) }
        }
        self.edges = edges
        self.bins = bins
        residuals = targets
    }

    /// All trees.
    mutating func grow() -> BoostedTrees {
        let base = residuals.reduce(0, +) / Float(rowCount)
        for row in residuals.indices { residuals[row] -= base }
        var random = SeededRandom(seed: training.seed)
        var features: [Int32] = []
        var thresholds: [Float] = []
        var leaves: [Float] = []
        let asked = max(1, Int(Double(featureCount) * training.featureShare))
        for _ in 0..<training.trees {
            let chosen = Array(0..<featureCount).shuffled(using: &random).prefix(asked).sorted()
            let tree = growTree(among: chosen)
            features += tree.features
            thresholds += tree.thresholds
            leaves += tree.leaves
        }
        return BoostedTrees(
            depth: training.depth, base: base, features: features, thresholds: thresholds,
            leaves: leaves)
    }

    /// Values that part a sorted column into bins, none of them its largest.
    private static func edges(_ sorted: [Float]) -> [Float] {
        var edges: [Float] = []
        for bin in 1..<binsMax {
            let value = sorted[bin * sorted.count / binsMax]
            let isNew = edges.last.map { $0 < value } ?? true
            if isNew, value < sorted[sorted.count - 1] { edges.append(value) }
        }
        return edges
    }

    /// How many edges a value is above.
    private static func bin(_ value: Float, _ edges: [Float]) -> UInt8 {
        UInt8(edges.count { value > $0 })
    }

    private mutating func growTree(
        among chosen: [Int]
    ) -> (features: [Int32], thresholds: [Float], leaves: [Float]) {
        let inner = (1 << training.depth) - 1
        var features = [Int32](repeating: 0, count: inner)
        // A node without a good question sends every row left.
        var thresholds = [Float](repeating: .greatestFiniteMagnitude, count: inner)
        var nodeOfRow = [Int](repeating: 0, count: rowCount)
        for level in 0..<training.depth {
            let first = (1 << level) - 1
            let splits = bestSplits(among: chosen, nodes: first..<(2 * first + 1), nodeOfRow)
            for (offset, split) in splits.enumerated() where split.gain > 0 {
                features[first + offset] = Int32(split.feature)
                thresholds[first + offset] = edges[split.feature][split.bin]
            }
            for row in 0..<rowCount {
                let split = splits[nodeOfRow[row] - first]
                let isRight =
                    split.gain > 0
                    && Int(bins[split.feature * rowCount + row]) > split.bin
                nodeOfRow[row] = 2 * nodeOfRow[row] + (isRight ? 2 : 1)
            }
        }
        return (features, thresholds, takeLeaves(nodeOfRow, from: inner))
    }

    private struct Split {
        var feature = 0
        /// Rows in this bin or below go left.
        var bin = 0
        var gain: Float = 0
    }

    private func bestSplits(
        among chosen: [Int], nodes: Range<Int>, _ nodeOfRow: [Int]
    ) -> [Split] {
        var best = [Split](repeating: Split(), count: nodes.count)
        for feature in chosen where !edges[feature].isEmpty {
            var sums = [Float](repeating: 0, count: nodes.count * Self.binsMax)
            var counts = [Float](repeating: 0, count: nodes.count * Self.binsMax)
            for row in 0..<rowCount {
                let place =
                    (nodeOfRow[row] - nodes.lowerBound) * Self.binsMax
                    + Int(bins[feature * rowCount + row])
                sums[place] += residuals[row]
                counts[place] += 1
            }
            for node in nodes.indices {
                let range =
                    (node - nodes.lowerBound) * Self.binsMax..<(node - nodes.lowerBound + 1)
                    * Self.binsMax
                let split = split(sums[range], counts[range], feature)
                if split.gain > best[node - nodes.lowerBound].gain {
                    best[node - nodes.lowerBound] = split
                }
            }
        }
        return best
    }

    /// The cut between bins that lowers the squared error most.
    private func split(
        _ sums: ArraySlice<Float>, _ counts: ArraySlice<Float>, _ feature: Int
    ) -> Split {
        let sum = sums.reduce(0, +)
        let count = counts.reduce(0, +)
        var best = Split()
        var left = (sum: Float(0), count: Float(0))
        for bin in 0..<edges[feature].count {
            left.sum += sums[sums.startIndex + bin]
            left.count += counts[counts.startIndex + bin]
            let right = (sum: sum - left.sum, count: count - left.count)
            guard left.count >= Float(training.rowsMin), right.count >= Float(training.rowsMin)
            else { continue }
            let gain = score(left) + score(right) - score((sum, count))
            if gain > best.gain { best = Split(feature: feature, bin: bin, gain: gain) }
        }
        return best
    }

    private func score(_ part: (sum: Float, count: Float)) -> Float {
        part.sum * part.sum / (part.count + training.ridge)
    }

    /// The values of the leaves, which are taken off what is left over.
    private mutating func takeLeaves(_ nodeOfRow: [Int], from inner: Int) -> [Float] {
        var sums = [Float](repeating: 0, count: inner + 1)
        var counts = sums
        for row in 0..<rowCount {
            sums[nodeOfRow[row] - inner] += residuals[row]
            counts[nodeOfRow[row] - inner] += 1
        }
        let leaves = zip(sums, counts).map { training.step * $0 / ($1 + training.ridge) }
        for row in 0..<rowCount { residuals[row] -= leaves[nodeOfRow[row] - inner] }
        return leaves
    }
}

extension BoostedTrees {
    /// Grows trees.
    ///
    /// - Returns: the same for the same seed.
    /// - Precondition: there is a row, and a target for each.
    package static func train(
        _ rows: [[Float]], targets: [Float], _ training: Training = Training()
    ) -> BoostedTrees {
        var grower = TreeGrower(rows, targets: targets, training)
        return grower.grow()
    }
}
