import Synchronization

/// Tiles that follow on: their owner takes them from the beginning, the others from the end.
struct TileRange: ~Copyable {
    private static let unit: UInt64 = 1 << 32

    /// Where they begin, in the lower half, and end.
    private let bounds = Atomic<UInt64>(0)

    /// Only while nobody takes any.
    func set(_ tiles: Range<Int>) {
        bounds.store(
            UInt64(tiles.upperBound) * Self.unit + UInt64(tiles.lowerBound), ordering: .relaxed)
    }

    /// The first tile, which is taken away; nil where none is left.
    func takeFirst() -> Int? {
        take { $0 + 1 }.map { Int($0 % Self.unit) }
    }

    /// The last tile, which is taken away; nil where none is left.
    func takeLast() -> Int? {
        take { $0 - Self.unit }.map { Int($0 / Self.unit) - 1 }
    }

    /// The bounds before a tile is taken.
    private func take(_ after: (UInt64) -> UInt64) -> UInt64? {
        var current = bounds.load(ordering: .relaxed)
        while current % Self.unit < current / Self.unit {
            let (taken, seen) = bounds.weakCompareExchange(
                expected: current, desired: after(current), ordering: .relaxed)
            if taken { return current }
            current = seen
        }
        return nil
    }
}
