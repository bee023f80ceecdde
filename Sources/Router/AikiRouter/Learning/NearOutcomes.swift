/// Questions that were seen, as vectors of small whole numbers, and what became of each: the mean outcome of those
/// nearest to a new one, the nearer the heavier.
///
/// - Complexity: O(questions · dimensions) a question; some 0.3 ms for ten thousand of 384 numbers.
package struct NearOutcomes: Sendable, Equatable {
    /// How many near questions are looked at.
    static let neighbours = 200
    /// At this distance of cosines a neighbour counts 1/e of one that is the same.
    static let nearness: Float = 0.1

    /// Numbers of a vector.
    let width: Int
    /// Numbers that say what became of a question.
    let kinds: Int
    /// (questions, width): each vector divided by its scale, −127 … 127. Wider than they need be: the
    /// product of two such rows is one instruction for eight numbers on every processor.
    private(set) var rows: [Int16] = []
    /// (questions).
    private(set) var scales: [Float] = []
    /// (questions, kinds).
    private(set) var values: [Float] = []

    /// Nothing was seen yet.
    package init(width: Int, kinds: Int = 1) {
        self.width = width
        self.kinds = kinds
    }

    init(width: Int, kinds: Int, rows: [Int16], scales: [Float], values: [Float]) {
        precondition(rows.count == scales.count * width && values.count == scales.count * kinds)
        self.width = width
        self.kinds = kinds
        self.rows = rows
        self.scales = scales
        self.values = values
    }

    /// How many questions were seen.
    package var count: Int { scales.count }

    /// Remembers a question and what became of it.
    package mutating func add(_ vector: [Float], values: [Float]) {
        precondition(values.count == kinds, "\(values.count) outcomes where \(kinds) are known")
        let (row, scale) = Self.rounded(vector)
        rows += row
        scales.append(scale)
        self.values += values
    }

    /// The weighted sums of the nearest outcomes, and of their weights.
    ///
    /// - Parameters:
    ///   - vector: where to look.
    ///   - aside: a question that is left out.
    /// - Returns: a sum for each kind of outcome, and the sum of weights.
    package func sums(
        near vector: [Float], without aside: Int? = nil
    ) -> (values: [Float], weights: Float) {
        precondition(vector.count == width, "\(vector.count) numbers where \(width) are known")
        let (query, scale) = Self.rounded(vector)
        var nearest = NearestRows(limit: Self.neighbours)
        rows.withUnsafeBufferPointer { rows in
            query.withUnsafeBufferPointer { query in
                guard let first = rows.baseAddress, let query = query.baseAddress else { return }
                for row in scales.indices where row != aside {
                    let dot = Self.dot(first + row * width, query, width)
                    nearest.offer(row, Float(dot) * scales[row] * scale)
                }
            }
        }
        var sums = (values: [Float](repeating: 0, count: kinds), weights: Float(0))
        for (row, cosine) in nearest.rows {
            let weight = Exponential.of((cosine - 1) / Self.nearness)
            for kind in 0..<kinds { sums.values[kind] += weight * values[row * kinds + kind] }
            sums.weights += weight
        }
        return sums
    }

    private static func dot(
        _ one: UnsafePointer<Int16>, _ other: UnsafePointer<Int16>, _ count: Int
    ) -> Int32 {
        var sum: Int32 = 0
        for index in 0..<count { sum &+= Int32(one[index]) &* Int32(other[index]) }
        return sum
    }

    private static func rounded(_ vector: [Float]) -> (row: [Int16], scale: Float) {
        let largest = vector.reduce(0) { max($0, abs($1)) }
        guard largest > 0 else { return (vector.map { _ in 0 }, 0) }
        return (vector.map { Int16(($0 / largest * 127).rounded()) }, largest / 127)
    }
}

/// The rows of the highest scores that were offered, as a heap whose top is the lowest of them.
private struct NearestRows {
    let limit: Int
    private(set) var rows: [(row: Int, score: Float)] = []

    init(limit: Int) { self.limit = limit }

    mutating func offer(_ row: Int, _ score: Float) {
        if rows.count < limit {
            rows.append((row, score))
            var child = rows.count - 1
            while child > 0, rows[child].score < rows[(child - 1) / 2].score {
                rows.swapAt(child, (child - 1) / 2)
                child = (child - 1) / 2
            }
            return
        }
        guard score > rows[0].score else { return }
        rows[0] = (row, score)
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2]
            where child < rows.count && rows[child].score < rows[least].score { least = child }
            if least == parent { return }
            rows.swapAt(parent, least)
            parent = least
        }
    }
}
