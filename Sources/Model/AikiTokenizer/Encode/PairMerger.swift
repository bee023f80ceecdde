/// Merges neighbouring tokens, the lowest rank first, leftmost of equals, until none applies.
///
/// Short words are scanned for their lowest rank, which is quickest; long ones keep a heap, so that a
/// megabyte of one letter costs O(n log n). Source: Sennrich 2016 §3.2.
struct PairMerger: Sendable {
    let merges: MergeTable
    /// The longest word in symbols that is scanned rather than heaped.
    var scanLength = 64

    /// Merges in place: afterwards `symbols` holds the result.
    func merge(_ symbols: inout [TokenID]) {
        guard symbols.count > 1 else { return }
        if symbols.count <= scanLength {
            scan(&symbols) { merges.find($0[$1], $0[$1 + 1]) }
        } else {
            heap(&symbols)
        }
    }

    /// Merges a short word, whose first pairs somebody knows.
    ///
    /// - Parameters:
    ///   - symbols: the word; afterwards the result.
    ///   - firstPair: what the symbols of the word at an index and behind it merge into.
    @inline(__always)
    func scan(
        _ symbols: inout [TokenID],
        firstPair: (_ word: UnsafeMutableBufferPointer<TokenID>, _ index: Int) -> UInt64
    ) {
        guard symbols.count > 1 else { return }
        let left = symbols.withUnsafeMutableBufferPointer { word in
            withUnsafeTemporaryAllocation(of: UInt64.self, capacity: word.count) { pairs in
                for index in 0..<word.count - 1 { pairs[index] = firstPair(word, index) }
                return scan(word, pairs)
            }
        }
        symbols.removeLast(symbols.count - left)
    }

    /// - Returns: how many symbols are left, packed to the front.
    @inline(never)
    private func scan(
        _ symbols: UnsafeMutableBufferPointer<TokenID>, _ pairs: UnsafeMutableBufferPointer<UInt64>
    ) -> Int {
        var count = symbols.count
        while count > 1 {
            var best = UInt64.max
            var place = 0
            for index in 0..<count - 1 where pairs[index] >> 32 < best >> 32 {
                best = pairs[index]
                place = index
            }
            if best == .max { break }
            symbols[place] = TokenID(truncatingIfNeeded: best & 0xFFFF_FFFF)
            count -= 1
            for index in place + 1..<max(count, place + 1) { symbols[index] = symbols[index + 1] }
            for index in place..<max(count - 1, place) { pairs[index] = pairs[index + 1] }
            if place > 0 { pairs[place - 1] = merges.find(symbols[place - 1], symbols[place]) }
            if place + 1 < count { pairs[place] = merges.find(symbols[place], symbols[place + 1]) }
        }
        return count
    }

    /// A linked list of symbols and a heap of (rank, place); outdated entries are skipped.
    private func heap(_ symbols: inout [TokenID]) {
        let count = symbols.count
        var next = Array(1...count)
        var previous = Array(-1..<count - 1)
        var pairs = [UInt64](repeating: .max, count: count)
        var queue = MergeQueue()
        for index in 0..<count - 1 {
            pairs[index] = merges.find(symbols[index], symbols[index + 1])
            if pairs[index] != .max { queue.append(rank: pairs[index] >> 32, place: index) }
        }
        queue.order()
        while let (rank, place) = queue.popFirst() {
            guard pairs[place] != .max, pairs[place] >> 32 == rank else { continue }
            let right = next[place]
            symbols[place] = TokenID(truncatingIfNeeded: pairs[place] & 0xFFFF_FFFF)
            symbols[right] = -1
            pairs[right] = .max
            let after = next[right]
            next[place] = after
            pairs[place] = .max
            if after < count {
                previous[after] = place
                pairs[place] = merges.find(symbols[place], symbols[after])
                if pairs[place] != .max { queue.push(rank: pairs[place] >> 32, place: place) }
            }
            let before = previous[place]
            if before >= 0 {
                pairs[before] = merges.find(symbols[before], symbols[place])
                if pairs[before] != .max { queue.push(rank: pairs[before] >> 32, place: before) }
            }
        }
        compact(&symbols, next)
    }

    private func compact(_ symbols: inout [TokenID], _ next: [Int]) {
        var output = 0
        var index = 0
        while index < next.count {
            symbols[output] = symbols[index]
            output += 1
            index = next[index]
        }
        symbols.removeLast(symbols.count - output)
    }
}
