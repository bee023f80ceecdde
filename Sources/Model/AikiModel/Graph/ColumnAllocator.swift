/// Hands out ranges of columns, lowest first, and takes them back.
struct ColumnAllocator {
    /// Columns handed out at once at most, so far.
    private(set) var columns = 0
    /// Free ranges below `columns`, in order, never touching.
    private var free: [Range<Int>] = []

    /// The first range wide enough.
    ///
    /// - Complexity: O(free ranges).
    mutating func take(_ width: Int) -> Int {
        if let index = free.firstIndex(where: { $0.count >= width }) {
            let range = free[index]
            if range.count == width {
                free.remove(at: index)
            } else {
                free[index] = range.lowerBound + width..<range.upperBound
            }
            return range.lowerBound
        }
        if let last = free.last, last.upperBound == columns {
            free.removeLast()
            columns = last.lowerBound + width
            return last.lowerBound
        }
        defer { columns += width }
        return columns
    }

    /// Makes a range free again.
    mutating func giveBack(offset: Int, width: Int) {
        var range = offset..<offset + width
        let index = free.firstIndex { $0.lowerBound >= range.upperBound } ?? free.count
        if index < free.count, free[index].lowerBound == range.upperBound {
            range = range.lowerBound..<free[index].upperBound
            free.remove(at: index)
        }
        if index > 0, free[index - 1].upperBound == range.lowerBound {
            free[index - 1] = free[index - 1].lowerBound..<range.upperBound
        } else {
            free.insert(range, at: index)
        }
    }
}
