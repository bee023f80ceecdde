import AikiTensor
import CAllocationCount
import Foundation
import Synchronization
import Testing

/// Goal: every tile runs exactly once, whoever calls and however often. Method: counting tiles
/// under stress; processor time while idle.
struct WorkerPoolTests {
    @Test(arguments: [1, 2, 3, 8])
    func everyTileRunsOnce(threads: Int) {
        let pool = WorkerPool(threads: threads)
        for tiles in Array(0...20) + [1000] {
            var counts = [Int](repeating: 0, count: tiles)
            counts.withUnsafeMutableBufferPointer { counts in
                // Distinct tiles write distinct places.
                nonisolated(unsafe) let counts = counts
                pool.run(tiles: tiles) { tile in counts[tile] += 1 }
            }
            #expect(counts.allSatisfy { $0 == 1 })
        }
    }

    @Test(arguments: [2, 3, 8])
    func theTilesOfAThreadThatIsHeldUpAreTakenByOthers(threads: Int) {
        let pool = WorkerPool(threads: threads)
        let done = Atomic<Int>(0)
        let deadline = ContinuousClock.now + .seconds(20)
        pool.run(tiles: 40) { tile in
            // The first tile ends last.
            while tile == 0, done.load(ordering: .acquiring) < 39, ContinuousClock.now < deadline {}
            done.add(1, ordering: .releasing)
            #expect(ContinuousClock.now < deadline)
        }
    }

    @Test func manyShortJobsInARowAreAllComplete() {
        let pool = WorkerPool(threads: 4)
        let total = Atomic<Int>(0)
        for _ in 0..<20000 {
            pool.run(tiles: 3) { tile in total.add(tile + 1, ordering: .relaxed) }
        }
        #expect(total.load(ordering: .relaxed) == 20000 * 6)
    }

    @Test func concurrentCallersTakeTurns() async {
        let pool = WorkerPool(threads: 3)
        let sums = await withTaskGroup(of: Int.self) { group in
            for caller in 0..<6 {
                group.addTask {
                    let sum = Atomic<Int>(0)
                    for _ in 0..<500 {
                        pool.run(tiles: 7) { _ in sum.add(caller, ordering: .relaxed) }
                    }
                    return sum.load(ordering: .relaxed)
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(sums.sorted() == (0..<6).map { $0 * 7 * 500 })
    }

    @Test func jobsAfterSleepWakeTheWorkers() {
        let pool = WorkerPool(threads: 3)
        for _ in 0..<20 {
            Thread.sleep(forTimeInterval: 0.005)
            let total = Atomic<Int>(0)
            pool.run(tiles: 50) { tile in total.add(tile, ordering: .relaxed) }
            #expect(total.load(ordering: .relaxed) == 49 * 25)
        }
    }

    @Test func allWorkersSleepWhenThereIsNothingToDo() {
        let pool = WorkerPool(threads: 4)
        for _ in 0..<3 {
            pool.run(tiles: 100) { _ in }
            for _ in 0..<2000 where pool.sleepingWorkers < 3 {
                Thread.sleep(forTimeInterval: 0.001)
            }
            #expect(pool.sleepingWorkers == 3)
        }
    }

    @Test func theCountOfJobsMayStartOver() {
        let pool = WorkerPool(threads: 3, jobsBefore: UInt32.max - 50)
        let total = Atomic<Int>(0)
        for _ in 0..<100 { pool.run(tiles: 5) { _ in total.add(1, ordering: .relaxed) } }
        #expect(total.load(ordering: .relaxed) == 500)
    }

    @Test func poolsComeAndGo() {
        for threads in 1...40 {
            let pool = WorkerPool(threads: 1 + threads % 5)
            let total = Atomic<Int>(0)
            pool.run(tiles: threads) { _ in total.add(1, ordering: .relaxed) }
            #expect(total.load(ordering: .relaxed) == threads)
        }
    }

    @Test(arguments: [1, 2, 5])
    func workRunsEveryTileAndAllocatesNothing(threads: Int) {
        let pool = WorkerPool(threads: threads)
        let counts = UnsafeMutablePointer<Int>.allocate(capacity: 100)
        counts.initialize(repeating: 0, count: 100)
        let grown = Atomic<UInt64>(0)
        defer { counts.deallocate() }
        withUnsafePointer(to: grown) { grown in
            let work = CountingWork(counts: counts, grown: grown)
            pool.run(tiles: 100, floats: 64, work)
            let before = aiki_allocation_count()
            for _ in 0..<200 { pool.run(tiles: 100, floats: 64, work) }
            #expect(aiki_allocation_count() == before)
        }
        #expect((0..<100).allSatisfy { counts[$0] == 201 })
        #expect(grown.load(ordering: .relaxed) == 0)
    }

    /// Counts its tiles, and what each took from the heap.
    private struct CountingWork: TileWork {
        let counts: UnsafeMutablePointer<Int>
        let grown: UnsafePointer<Atomic<UInt64>>

        func run(tile: Int, scratch: UnsafeMutablePointer<Float>) {
            let before = aiki_allocation_count()
            scratch[63] = Float(tile)
            counts[tile] += 1
            grown.pointee.add(aiki_allocation_count() - before, ordering: .relaxed)
        }
    }

    @Test func theCountOfAllocationsCounts() {
        let before = aiki_allocation_count()
        var numbers: [Int] = []
        for number in 0..<1000 { numbers.append(number) }
        #expect(numbers.count == 1000)
        #expect(!aiki_allocations_are_counted() || aiki_allocation_count() > before)
    }

    @Test func theMostThreadsAPoolMayHaveIsKept() {
        #expect(WorkerPool.threadsMax == 1024)
        #expect(WorkerPool(threads: 64).threads == 64)
    }
}
