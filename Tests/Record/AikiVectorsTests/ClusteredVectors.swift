import AikiBase

/// Repeatable vectors that lie as those of texts do: topics, and texts around them.
struct ClusteredVectors {
    private var source: SeededRandom
    private let dimensions: Int
    private var centres: [[Float]] = []
    private let spread: Float

    init(dimensions: Int, topics: Int, spread: Float = 0.8, seed: UInt64) {
        source = SeededRandom(seed: seed)
        self.dimensions = dimensions
        self.spread = spread
        centres = (0..<topics).map { _ in normals() }
    }

    mutating func next() -> [Float] {
        let centre = centres[Int(source.next() % UInt64(centres.count))]
        return zip(centre, normals()).map { $0 + spread * $1 }
    }

    mutating func next(_ count: Int) -> [[Float]] {
        (0..<count).map { _ in next() }
    }

    /// Roughly normal numbers: the sum of four uniform ones, less their mean.
    private mutating func normals() -> [Float] {
        (0..<dimensions).map { _ in
            let bits = source.next()
            var sum: Float = -2
            for part in 0..<4 { sum += Float((bits >> (16 * UInt64(part))) & 0xffff) / 65536 }
            return sum * 1.7320508
        }
    }
}

/// The cosine in double, summed in order.
func cosine(_ a: [Float], _ b: [Float]) -> Double {
    var (product, first, second) = (0.0, 0.0, 0.0)
    for (x, y) in zip(a, b) {
        product += Double(x) * Double(y)
        first += Double(x) * Double(x)
        second += Double(y) * Double(y)
    }
    return product / (first * second).squareRoot()
}
