/// Memory for values that have the same number of rows, cut into columns by a ``BufferPlan``.
final class FloatArena {
    /// Rows there is room for.
    let rows: Int
    private let base: UnsafeMutablePointer<Float>

    /// Rows are rounded up so that each value begins on a cache line.
    private static let rowGroup = 16
    private static let alignment = 64

    init(columns: Int, rows: Int) {
        self.rows = (rows + Self.rowGroup - 1) / Self.rowGroup * Self.rowGroup
        let count = max(columns, 1) * self.rows
        // Fresh pages from the system: only what a pass touches takes memory.
        base = UnsafeMutableRawPointer.allocate(
            byteCount: count * MemoryLayout<Float>.stride, alignment: Self.alignment
        ).bindMemory(to: Float.self, capacity: count)
    }

    deinit {
        base.deallocate()
    }

    /// Where a value at a column offset begins.
    func column(_ offset: Int) -> UnsafeMutablePointer<Float> { base + offset * rows }
}
