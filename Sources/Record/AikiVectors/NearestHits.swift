/// The nearest of many hits, a few of them: a heap with the farthest on top.
struct NearestHits {
    /// How many are kept at most.
    let capacity: Int
    private var heap: [VectorHit] = []

    /// - Parameter capacity: how many are kept, at least 1.
    init(capacity: Int) {
        precondition(capacity > 0, "\(capacity) hits")
        self.capacity = capacity
    }

    /// Nearest first.
    var sorted: [VectorHit] { heap.sorted { $0.precedes($1) } }

    /// What a hit's score must reach to be wanted.
    var leastScore: Float { heap.count < capacity ? -.infinity : heap[0].score }

    /// Whether a hit would be among those kept.
    func wants(_ hit: VectorHit) -> Bool {
        heap.count < capacity || hit.precedes(heap[0])
    }

    /// Keeps a hit that is wanted, in the place of the farthest where all places are taken.
    mutating func insert(_ hit: VectorHit) {
        if heap.count < capacity {
            heap.append(hit)
            rise(from: heap.count - 1)
        } else {
            heap[0] = hit
            sink()
        }
    }

    private mutating func rise(from start: Int) {
        var place = start
        while place > 0 {
            let parent = (place - 1) / 2
            guard heap[parent].precedes(heap[place]) else { return }
            heap.swapAt(parent, place)
            place = parent
        }
    }

    private mutating func sink() {
        var place = 0
        while true {
            var farthest = place
            for child in [2 * place + 1, 2 * place + 2] where child < heap.count {
                if heap[farthest].precedes(heap[child]) { farthest = child }
            }
            guard farthest != place else { return }
            heap.swapAt(farthest, place)
            place = farthest
        }
    }
}
