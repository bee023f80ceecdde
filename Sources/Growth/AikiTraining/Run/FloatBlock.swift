/// Floats aligned to a cache line; pages that are never touched take no memory.
final class FloatBlock {
    let base: UnsafeMutablePointer<Float>
    let count: Int

    init(_ count: Int) {
        self.count = count
        base = ParameterStore.reserve(count)
    }

    deinit { base.deallocate() }
}

/// Memory for the logits of some rows at a time.
final class LogitScratch {
    /// Rows whose logits are in memory at once.
    let rows: Int
    let block: FloatBlock

    /// Logits in memory at once, where the fewest rows do not take more: 64 MiB.
    private static let numbersAtOnce = 16 << 20
    /// Fewer rows would read the output matrix too often.
    private static let rowsLeast = 256

    init(vocabulary: Int, rowsMax: Int) {
        rows = min(rowsMax, max(Self.rowsLeast, Self.numbersAtOnce / max(vocabulary, 1)))
        block = FloatBlock(rows * vocabulary)
    }
}
