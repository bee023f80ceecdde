import AikiBase

/// Repeatable numbers for tests.
struct RandomNumbers {
    private var source: SeededRandom

    init(seed: UInt64) {
        source = SeededRandom(seed: seed)
    }

    /// Roughly normal: the sum of twelve uniform numbers, less their mean.
    mutating func normal() -> Float {
        var sum = 0.0
        for _ in 0..<12 { sum += source.nextUnit() }
        return Float(sum - 6)
    }

    mutating func normals(_ count: Int, scale: Float = 1) -> [Float] {
        (0..<count).map { _ in normal() * scale }
    }

    mutating func uniform(_ range: Range<Int>) -> Int {
        Int.random(in: range, using: &source)
    }
}
