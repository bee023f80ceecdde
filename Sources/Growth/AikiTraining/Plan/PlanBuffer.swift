/// Which buffer of a plan; an index into ``TrainingPlan/buffers``.
struct BufferID: Hashable, Sendable {
    let index: Int
}

/// Memory for one value or gradient of a pass: a row for each token.
struct PlanBuffer: Sendable, Equatable {
    /// Numbers in a row.
    let width: Int
    /// The steps between which it holds something, both included.
    var lifetime: ClosedRange<Int>
}

/// Where the buffers of a plan lie in one block of memory, such that no two that hold something at
/// the same time overlap.
///
/// Offsets are in columns: a buffer of width W at offset o takes rows · W numbers from rows · o on.
/// Buffers are placed in order of their first step at the lowest place that is free (linear scan,
/// first fit).
struct BufferLayout: Sendable {
    /// The offset of each buffer.
    let offsets: [Int]
    /// Columns of the whole block.
    let columns: Int

    /// Widths are rounded up, so that every buffer begins on a cache line whatever the rows.
    static let columnsPerLine = 16

    init(_ buffers: [PlanBuffer]) {
        var offsets = [Int](repeating: 0, count: buffers.count)
        var live: [(range: Range<Int>, until: Int)] = []
        var columns = 0
        let order = buffers.indices.sorted {
            (buffers[$0].lifetime.lowerBound, $0) < (buffers[$1].lifetime.lowerBound, $1)
        }
        for index in order {
            let buffer = buffers[index]
            live.removeAll { $0.until < buffer.lifetime.lowerBound }
            let width =
                (buffer.width + Self.columnsPerLine - 1) / Self.columnsPerLine
                * Self.columnsPerLine
            var start = 0
            var place = 0
            while place < live.count, live[place].range.lowerBound - start < width {
                start = max(start, live[place].range.upperBound)
                place += 1
            }
            live.insert((start..<start + width, buffer.lifetime.upperBound), at: place)
            live.sort { $0.range.lowerBound < $1.range.lowerBound }
            offsets[index] = start
            columns = max(columns, start + width)
        }
        self.offsets = offsets
        self.columns = columns
    }
}
