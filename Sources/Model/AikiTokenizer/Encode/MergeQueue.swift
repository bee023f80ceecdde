/// A binary heap of merges: lowest rank first, then leftmost.
struct MergeQueue {
    /// Rank above, place below: one comparison orders both.
    private var entries: [UInt64] = []

    /// Adds without ordering; call ``order()`` after the last.
    mutating func append(rank: UInt64, place: Int) {
        entries.append(rank << 32 | UInt64(place))
    }

    /// Makes a heap of what was appended, in O(n).
    mutating func order() {
        for index in stride(from: entries.count / 2 - 1, through: 0, by: -1) { sink(index) }
    }

    /// Adds a merge.
    mutating func push(rank: UInt64, place: Int) {
        var index = entries.count
        let entry = rank << 32 | UInt64(place)
        entries.append(entry)
        while index > 0 {
            let parent = (index - 1) / 2
            guard entries[parent] > entry else { break }
            entries[index] = entries[parent]
            index = parent
        }
        entries[index] = entry
    }

    /// Takes the first merge.
    mutating func popFirst() -> (rank: UInt64, place: Int)? {
        guard let first = entries.first, let last = entries.popLast() else { return nil }
        if !entries.isEmpty {
            entries[0] = last
            sink(0)
        }
        return (first >> 32, Int(first & 0xFFFF_FFFF))
    }

    private mutating func sink(_ start: Int) {
        var index = start
        let entry = entries[index]
        while true {
            var child = 2 * index + 1
            guard child < entries.count else { break }
            if child + 1 < entries.count, entries[child + 1] < entries[child] { child += 1 }
            guard entries[child] < entry else { break }
            entries[index] = entries[child]
            index = child
        }
        entries[index] = entry
    }
}
