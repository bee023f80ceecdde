public import AikiTensor
import Synchronization

/// Vectors in memory, every one of them compared with each question: what other indexes are
/// measured against, and all that a few thousand vectors need.
///
/// - Complexity: 4 bytes a number. A search reads all vectors: 0.1 ms for 1,000 of 384 numbers.
public final class ExactVectorIndex: VectorBackend {
    /// How many numbers each vector has.
    public let dimensions: Int

    private let kernels: VectorKernels
    private let content = Mutex(Content())

    private struct Content {
        var ids: [Int64] = []
        /// (ids, dimensions), each of length 1.
        var numbers: [Float] = []
        var rows: [Int64: Int] = [:]
    }

    /// An empty index.
    ///
    /// - Parameters:
    ///   - dimensions: how many numbers each vector has.
    ///   - cpu: whose kernels to use.
    public init(dimensions: Int, cpu: CPUKind = .best) {
        precondition(dimensions > 0, "\(dimensions) dimensions")
        self.dimensions = dimensions
        kernels = VectorKernels(cpu: cpu)
    }

    /// How many vectors there are.
    public var count: Int { content.withLock { $0.ids.count } }

    /// Keeps vectors in memory.
    public func add(_ items: [(id: Int64, vector: [Float])]) throws {
        let units = try items.map {
            try UnitVector.of($0.vector, dimensions: dimensions, id: $0.id)
        }
        content.withLock { content in
            for (item, unit) in zip(items, units) {
                if let row = content.rows[item.id] {
                    let start = row * dimensions
                    content.numbers.replaceSubrange(start..<start + dimensions, with: unit)
                } else {
                    content.rows[item.id] = content.ids.count
                    content.ids.append(item.id)
                    content.numbers += unit
                }
            }
        }
    }

    /// Forgets vectors: the last takes the place of each.
    public func remove(_ ids: [Int64]) {
        content.withLock { content in
            for id in ids {
                guard let row = content.rows.removeValue(forKey: id) else { continue }
                let last = content.ids.count - 1
                if row != last {
                    content.ids[row] = content.ids[last]
                    content.rows[content.ids[last]] = row
                    for column in 0..<dimensions {
                        content.numbers[row * dimensions + column] =
                            content.numbers[last * dimensions + column]
                    }
                }
                for column in 0..<dimensions { content.numbers[last * dimensions + column] = 0 }
                content.ids.removeLast()
                content.numbers.removeLast(dimensions)
            }
        }
    }

    /// Nothing is left to do: removing overwrites.
    public func compact() {}

    /// Which of some ids have no vector.
    public func missing(from ids: [Int64]) -> [Int64] {
        content.withLock { content in ids.filter { content.rows[$0] == nil } }
    }

    /// The nearest vectors.
    public func search(
        _ query: [Float], count: Int, allowed: (@Sendable (Int64) -> Bool)?
    ) throws -> [VectorHit] {
        let unit = try UnitVector.of(query, dimensions: dimensions, id: nil)
        guard count > 0 else { return [] }
        let (ids, numbers) = content.withLock { ($0.ids, $0.numbers) }
        let scores = numbers.withUnsafeBufferPointer {
            kernels.dots(rows: $0, columns: dimensions, with: unit)
        }
        var nearest = NearestHits(capacity: count)
        for (row, id) in ids.enumerated() {
            let hit = VectorHit(id: id, score: scores[row])
            if nearest.wants(hit), allowed?(id) ?? true { nearest.insert(hit) }
        }
        return nearest.sorted
    }
}
