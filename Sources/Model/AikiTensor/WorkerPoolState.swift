import CAikiKernels
import Foundation
import Synchronization

/// What the threads of a pool share; lives as long as the last of them.
///
/// A job's life is one word, `phase`: bits 32... count jobs, bit 31 says that the job is open to
/// workers, bits 0 ..< 31 count the workers inside. The caller writes the job, opens it, takes
/// tiles until none is left, closes it and waits until the workers inside have left. A worker
/// enters by raising the count while the job is open, so the job it reads cannot change under it.
///
/// Unchecked: `job` and `scratchFloats` are written only under `callers` while no worker is inside
/// (see above); `scratch[i]` belongs to the thread that works as index i; all else is atomic, or a
/// lock.
final class WorkerPoolState: @unchecked Sendable {
    private struct Job {
        /// What runs a tile of what stands at the address, on the caller's stack.
        var work: any TileWork.Type
        var address: UnsafeRawPointer
        var tiles: Int
        var floats: Int
    }

    private static let open: UInt64 = 1 << 31
    private static let countMask: UInt64 = open - 1
    private static let jobUnit: UInt64 = 1 << 32
    /// Spins before a worker sleeps: some 200 microseconds, longer than choosing a token from a large
    /// vocabulary takes, so that workers stay awake from one token to the next.
    private static let spinsBeforeSleep = 8000
    /// Spins before a waiting caller begins to yield its core.
    private static let spinsBeforeYield = 200

    /// Held for a job; one atomic instruction where no other caller is there.
    private let callers = Mutex<Void>(())
    private let sleep = NSCondition()
    private let sleepers = Atomic<Int>(0)
    private let stopped = Atomic<Bool>(false)
    private let phase = Atomic<UInt64>(0)
    private let threads: Int
    private let jobsBefore: UInt64
    private var job: Job?
    private let scratch: UnsafeMutablePointer<ScratchBuffer>
    /// The tiles of a job that no thread has taken, by the thread that takes them first; see
    /// ``tiles(of:)``.
    private let ranges: UnsafeMutablePointer<TileRange>
    /// Ranges that fill two lines of the cache, which some processors fetch together: no other thread's
    /// tiles stand there.
    private static let rangesApart = 16

    /// The count of jobs starts at `jobsBefore`, for tests of its end.
    init(threads: Int, jobsBefore: UInt32) {
        self.threads = threads
        self.jobsBefore = UInt64(jobsBefore)
        phase.store(UInt64(jobsBefore) * Self.jobUnit, ordering: .relaxed)
        scratch = .allocate(capacity: threads)
        scratch.initialize(repeating: ScratchBuffer(), count: threads)
        ranges = .allocate(capacity: threads * Self.rangesApart)
        for index in 0..<threads * Self.rangesApart {
            (ranges + index).initialize(to: TileRange())
        }
    }

    deinit {
        for index in 0..<threads { scratch[index].free() }
        scratch.deallocate()
        ranges.deinitialize(count: threads * Self.rangesApart)
        ranges.deallocate()
    }

    /// Runs something on the caller's thread only, with the buffer of index 0.
    func runAlone(floats: Int, _ body: (_ scratch: UnsafeMutablePointer<Float>) -> Void) {
        callers.withLock { _ in body(scratch[0].floats(floats)) }
    }

    /// Runs a job to its end with the caller as index 0; the address is of a value of that type.
    func run(tiles: Int, floats: Int, _ work: any TileWork.Type, at address: UnsafeRawPointer) {
        callers.withLock { _ in
            runOpen(Job(work: work, address: address, tiles: tiles, floats: floats))
        }
    }

    private func runOpen(_ job: Job) {
        self.job = job
        for index in 0..<threads {
            tiles(of: index).pointee.set(
                job.tiles * index / threads..<job.tiles * (index + 1) / threads)
        }
        // The count of jobs starts over after 2^32 of them, some days of steady work.
        phase.wrappingAdd(Self.jobUnit | Self.open, ordering: .sequentiallyConsistent)
        if sleepers.load(ordering: .sequentiallyConsistent) > 0 {
            sleep.lock()
            sleep.broadcast()
            sleep.unlock()
        }
        takeTiles(as: 0)
        phase.wrappingSubtract(Self.open, ordering: .sequentiallyConsistent)
        waitForWorkers()
        self.job = nil
    }

    var sleepingWorkers: Int { sleepers.load(ordering: .relaxed) }

    /// Ends the workers once they have left the job they are in.
    func stop() {
        stopped.store(true, ordering: .sequentiallyConsistent)
        sleep.lock()
        sleep.broadcast()
        sleep.unlock()
    }

    /// The life of a worker.
    func work(as index: Int) {
        var done = jobsBefore
        while let number = waitForJob(after: done) {
            done = number
            if enter(number) {
                takeTiles(as: index)
                phase.wrappingSubtract(1, ordering: .acquiringAndReleasing)
            }
        }
    }

    /// A thread's own tiles follow on, so that what it reads next is what comes next in memory; whoever
    /// has done theirs helps the others from the ends of theirs.
    private func takeTiles(as index: Int) {
        guard let job else { return }
        let buffer = scratch[index].floats(job.floats)
        while let tile = tiles(of: index).pointee.takeFirst() {
            job.work.run(at: job.address, tile: tile, scratch: buffer)
        }
        for step in 1..<threads {
            while let tile = tiles(of: (index + step) % threads).pointee.takeLast() {
                job.work.run(at: job.address, tile: tile, scratch: buffer)
            }
        }
    }

    private func tiles(of index: Int) -> UnsafeMutablePointer<TileRange> {
        ranges + index * Self.rangesApart
    }

    /// Raises the count of workers inside, unless the job has been closed meanwhile.
    private func enter(_ number: UInt64) -> Bool {
        var current = phase.load(ordering: .relaxed)
        while current / Self.jobUnit == number, current & Self.open != 0 {
            let (entered, seen) = phase.weakCompareExchange(
                expected: current, desired: current + 1, ordering: .acquiringAndReleasing)
            if entered { return true }
            current = seen
        }
        return false
    }

    /// The number of a job opened after another; nil when the pool has stopped.
    private func waitForJob(after done: UInt64) -> UInt64? {
        for _ in 0..<Self.spinsBeforeSleep {
            if let number = openJob(after: done) { return number }
            if stopped.load(ordering: .relaxed) { return nil }
            aiki_spin_hint()
        }
        sleep.lock()
        sleepers.add(1, ordering: .sequentiallyConsistent)
        defer {
            sleepers.subtract(1, ordering: .sequentiallyConsistent)
            sleep.unlock()
        }
        while true {
            if let number = openJob(after: done) { return number }
            if stopped.load(ordering: .sequentiallyConsistent) { return nil }
            sleep.wait()
        }
    }

    private func openJob(after done: UInt64) -> UInt64? {
        let current = phase.load(ordering: .sequentiallyConsistent)
        let number = current / Self.jobUnit
        return current & Self.open != 0 && number != done ? number : nil
    }

    private func waitForWorkers() {
        var spins = 0
        while phase.load(ordering: .acquiring) & Self.countMask != 0 {
            spins += 1
            if spins < Self.spinsBeforeYield { aiki_spin_hint() } else { sched_yield() }
        }
    }
}
