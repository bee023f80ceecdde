import Dispatch
import Synchronization

/// Work on many items by a number of threads.
enum ParallelWork {
    /// Results in the order of the items; items are taken by whoever is free.
    static func map<Result: Sendable>(
        _ count: Int, workers: Int, _ body: @Sendable (Int) -> Result
    ) -> [Result] {
        guard workers > 1, count > 1 else { return (0..<count).map(body) }
        let next = Atomic<Int>(0)
        let results = Mutex([Result?](repeating: nil, count: count))
        DispatchQueue.concurrentPerform(iterations: min(workers, count)) { _ in
            while true {
                let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard index < count else { return }
                let result = body(index)
                results.withLock { $0[index] = result }
            }
        }
        return results.withLock { $0.compactMap { $0 } }
    }
}
