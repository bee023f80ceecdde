/// Candidates that are put in order only as far as a filter looks.
///
/// The elements stand in one buffer: a binary heap in front, and behind it what was already taken
/// out, best last. Top-p of 150,000 tokens thus costs one O(n) heap and O(log n) for each token it
/// keeps, instead of a sort of them all.
package struct CandidateList: ~Copyable {
    private let storage: UnsafeMutableBufferPointer<Candidate>
    /// How many candidates there are.
    package private(set) var count = 0
    private var heapCount = 0

    /// Makes an empty list; this is the only allocation.
    package init(capacity: Int) {
        storage = .allocate(capacity: capacity)
        storage.initialize(repeating: Candidate(id: 0, logit: 0, rank: 0))
    }

    deinit {
        storage.deallocate()
    }

    /// How many candidates fit.
    package var capacity: Int { storage.count }

    /// How many are in order: `ordered(0)` ..< `ordered(orderedCount - 1)`.
    package var orderedCount: Int { count - heapCount }

    /// A candidate, in no order.
    package subscript(index: Int) -> Candidate {
        storage[index]
    }

    /// The candidate of a place in the order.
    ///
    /// - Precondition: the place is below ``orderedCount``.
    package func ordered(_ place: Int) -> Candidate {
        precondition(place < orderedCount, "place \(place) of \(orderedCount)")
        return storage[count - 1 - place]
    }

    /// Forgets all candidates.
    package mutating func removeAll() {
        count = 0
        heapCount = 0
    }

    /// Adds a candidate; ``makeHeap()`` must follow before anything is ordered.
    @inline(__always)
    package mutating func append(_ candidate: Candidate) {
        storage[count] = candidate
        count += 1
        heapCount = count
    }

    /// Gives every candidate a new rank and forgets the order.
    package mutating func rank(by key: (Candidate) -> Float) {
        for index in 0..<count { storage[index].rank = key(storage[index]) }
        makeHeap()
    }

    /// Keeps the candidates for which a test holds, in no order.
    package mutating func filter(_ isKept: (Candidate) -> Bool) {
        var kept = 0
        for index in 0..<count where isKept(storage[index]) {
            storage[kept] = storage[index]
            kept += 1
        }
        count = kept
        heapCount = kept
    }

    /// Makes the unordered front a heap.
    ///
    /// - Complexity: O(count).
    package mutating func makeHeap() {
        heapCount = count
        var index = heapCount / 2
        while index > 0 {
            index -= 1
            sift(from: index)
        }
    }

    /// Puts the next best candidate in order; nil where all are.
    ///
    /// - Complexity: O(log count).
    package mutating func orderNext() -> Candidate? {
        guard heapCount > 0 else { return nil }
        let best = storage[0]
        heapCount -= 1
        storage[0] = storage[heapCount]
        storage[heapCount] = best
        sift(from: 0)
        return best
    }

    /// Drops everything that is not in order.
    package mutating func keepOrdered() {
        for place in 0..<orderedCount { storage[place] = storage[heapCount + place] }
        count = orderedCount
        heapCount = 0
    }

    /// Fills the list with the best of some logits by a bounded heap, best first in order.
    ///
    /// - Parameters:
    ///   - limit: How many are wanted, at least 1.
    ///   - logits: Logits, none NaN; those that are −∞ are left out.
    ///   - blockMaxima: The largest of each block of logits.
    ///   - blockTokens: Logits of a block.
    /// - Complexity: O(n / blockTokens) while few logits enter the heap, O(n log limit) at worst.
    package mutating func fillBest(
        _ limit: Int, of logits: UnsafeMutableBufferPointer<Float>,
        blockMaxima: UnsafeMutableBufferPointer<Float>, blockTokens: Int
    ) {
        removeAll()
        // While it fills, the root is the worst that is kept: ranks are the logits themselves, and
        // ids stand inverted so that of equal logits the larger id gives way.
        var least = -Float.infinity
        for block in blockMaxima.indices where blockMaxima[block] > least {
            let first = block * blockTokens
            for index in first..<min(first + blockTokens, logits.count)
            where logits[index] > least {
                let logit = logits[index]
                let inverted = ~Int32(truncatingIfNeeded: index)
                if count < limit {
                    append(Candidate(id: inverted, logit: logit, rank: logit))
                    if count == limit { makeHeap() }
                } else {
                    storage[0] = Candidate(id: inverted, logit: logit, rank: logit)
                    sift(from: 0)
                }
                if count == limit { least = storage[0].rank }
            }
        }
        for index in 0..<count { storage[index].id = ~storage[index].id }
        rank { -$0.logit }
        while orderNext() != nil {}
    }

    private mutating func sift(from start: Int) {
        guard start < heapCount else { return }
        let moving = storage[start]
        var hole = start
        while true {
            var child = 2 * hole + 1
            guard child < heapCount else { break }
            if child + 1 < heapCount, storage[child + 1].precedes(storage[child]) { child += 1 }
            guard storage[child].precedes(moving) else { break }
            storage[hole] = storage[child]
            hole = child
        }
        storage[hole] = moving
    }
}
