/// Symbols of a word as a linked list of slices; used again for the next word.
struct SymbolChain {
    private var starts: [Int] = []
    private var ends: [Int] = []
    private var next: [Int] = []
    private var previous: [Int] = []
    /// The rank of the pair that starts at each symbol; `.max` where none applies.
    var ranks: [UInt64] = []

    /// How many symbols there were at first.
    var count: Int { starts.count }

    /// Starts again with one symbol a scalar.
    mutating func reset(_ text: UnsafeBufferPointer<UInt8>) {
        starts.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        next.removeAll(keepingCapacity: true)
        previous.removeAll(keepingCapacity: true)
        ranks.removeAll(keepingCapacity: true)
        var position = 0
        while position < text.count {
            let length = min(UTF8Scalars.length(first: text[position]), text.count - position)
            previous.append(starts.count - 1)
            starts.append(position)
            position += length
            ends.append(position)
            next.append(starts.count)
            ranks.append(.max)
        }
    }

    /// A symbol and the one after it.
    func pair(at index: Int) -> Range<Int>? {
        let right = next[index]
        return right < count ? starts[index]..<ends[right] : nil
    }

    /// Joins a symbol with the one after it; returns the symbol before, or -1.
    mutating func join(_ index: Int) -> Int {
        let right = next[index]
        ends[index] = ends[right]
        ranks[right] = .max
        next[index] = next[right]
        if next[index] < count { previous[next[index]] = index }
        return previous[index]
    }

    /// Calls a function with each symbol that is left.
    func forEach(_ body: (Range<Int>) -> Void) {
        var index = 0
        while index < count {
            body(starts[index]..<ends[index])
            index = next[index]
        }
    }
}
