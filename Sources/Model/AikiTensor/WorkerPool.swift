import Foundation

/// Threads that share out the tiles of one job at a time.
///
///     let pool = WorkerPool(threads: 4)
///     pool.run(tiles: 100) { tile in fill(tile) }
///
/// The caller takes part, and tiles are handed out one by one, so uneven tiles and busy cores
/// balance themselves. Between jobs workers spin for some microseconds and then sleep: an idle pool
/// uses no processor time. Jobs of concurrent callers run one after another. A worker that the
/// system has not scheduled delays nobody: the caller waits only for those that took a tile.
public final class WorkerPool: Sendable {
    /// Threads that work on a job, the caller's among them.
    public let threads: Int

    private let state: WorkerPoolState

    /// Starts the workers.
    ///
    /// - Parameter threads: At least 1; 1 starts no worker and runs jobs on the caller's thread.
    public convenience init(threads: Int) {
        self.init(threads: threads, jobsBefore: 0)
    }

    /// A pool whose count of jobs does not start at zero, for tests.
    package init(threads: Int, jobsBefore: UInt32) {
        precondition(threads >= 1 && threads <= Self.threadsMax, "\(threads) threads")
        self.threads = threads
        state = WorkerPoolState(threads: threads, jobsBefore: jobsBefore)
        for index in 1..<max(threads, 1) {
            let state = state
            let thread = Thread { state.work(as: index) }
            thread.name = "aiki-worker-\(index)"
            thread.qualityOfService = .userInitiated
            thread.start()
        }
    }

    /// The most threads a pool may have.
    public static let threadsMax = 1024

    /// Workers that sleep, for tests; all of them soon after the last job.
    package var sleepingWorkers: Int { state.sleepingWorkers }

    deinit {
        state.stop()
    }

    /// Runs the body once for each tile in 0 ..< tiles, in no certain order, and returns when all
    /// are done.
    ///
    /// - Precondition: Not called from inside a body of the same pool.
    public func run(tiles: Int, _ body: (_ tile: Int) -> Void) {
        runWithScratch(tiles: tiles, floats: 0) { tile, _ in body(tile) }
    }

    /// Like ``run(tiles:_:)``, with a buffer of floats that no other thread uses meanwhile.
    ///
    /// Buffers grow when a job asks for more than any before and are kept. What they hold at the start
    /// of a tile is undefined. Where there are more tiles than one and threads to take them, the
    /// closure is put on the heap; ``run(tiles:floats:_:)`` allocates nothing.
    func runWithScratch(
        tiles: Int, floats: Int,
        _ body: (_ tile: Int, _ scratch: UnsafeMutablePointer<Float>) -> Void
    ) {
        guard tiles > 0 else { return }
        if threads == 1 || tiles == 1 {
            return state.runAlone(floats: floats) { scratch in
                for tile in 0..<tiles { body(tile, scratch) }
            }
        }
        withoutActuallyEscaping(body) { body in
            run(tiles: tiles, floats: floats, ClosureWork(body: body))
        }
    }

    /// Runs a work's tiles 0 ..< tiles, in no certain order, and returns when all are done.
    ///
    /// - Parameters:
    ///   - tiles: Count of tiles.
    ///   - floats: Floats of scratch that each tile wants; undefined at the start of a tile.
    ///   - work: What a tile computes.
    /// - Precondition: Not called from inside a tile of the same pool.
    /// - Complexity: Allocates nothing, but for scratch when a job asks for more than any before.
    package func run<Work: TileWork>(tiles: Int, floats: Int = 0, _ work: Work) {
        guard tiles > 0 else { return }
        if threads == 1 || tiles == 1 {
            return state.runAlone(floats: floats) { scratch in
                for tile in 0..<tiles { work.run(tile: tile, scratch: scratch) }
            }
        }
        withUnsafePointer(to: work) { address in
            state.run(tiles: tiles, floats: floats, Work.self, at: UnsafeRawPointer(address))
        }
    }
}
