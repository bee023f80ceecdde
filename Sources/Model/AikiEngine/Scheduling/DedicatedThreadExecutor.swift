import Foundation

/// Runs an actor on a thread of its own, so that long computing never holds up the shared pool.
///
/// Between the actor's jobs the thread does background work, one piece at a time, and sleeps when
/// there is none: a job that comes in waits for one piece at most.
///
/// Safety of `@unchecked Sendable`: every mutable field is read and written under `condition` only.
package final class DedicatedThreadExecutor: SerialExecutor, @unchecked Sendable {
    /// What to do after a piece of background work.
    package enum Next: Sendable, Equatable {
        /// There is more.
        case again
        /// Sleep until a job comes or someone calls ``wake()``.
        case sleep
        /// Sleep no longer than this.
        case sleepFor(Duration)
    }

    private let condition = NSCondition()
    private var jobs: [UnownedJob] = []
    private var isAwake = true
    private var isStopped = false
    private var work: @Sendable () -> Next = { .sleep }
    private var thread: Thread?

    /// Starts the thread.
    package init(name: String) {
        let thread = Thread { [self] in run() }
        thread.name = name
        thread.stackSize = 8 << 20
        thread.qualityOfService = .userInitiated
        self.thread = thread
        thread.start()
    }

    /// Sets the work to be done between jobs.
    package func setWork(_ work: @escaping @Sendable () -> Next) {
        condition.withLock { self.work = work }
        wake()
    }

    /// Makes the thread look for work.
    package func wake() {
        condition.withLock {
            isAwake = true
            condition.signal()
        }
    }

    /// Ends the thread; the last job must have run.
    package func stop() {
        condition.withLock {
            isStopped = true
            work = { .sleep }
            condition.signal()
        }
    }

    /// Takes in a job of the actor.
    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        condition.withLock {
            jobs.append(job)
            condition.signal()
        }
    }

    /// Stops the program where the caller is not on this thread.
    package func checkIsolated() {
        let isHere = condition.withLock { Thread.current === thread }
        precondition(isHere, "not on the engine's thread")
    }

    private func run() {
        while true {
            let (batch, work, isDone) = condition.withLock { takeWork() }
            if isDone { return }
            for job in batch { job.runSynchronously(on: asUnownedSerialExecutor()) }
            switch work() {
            case .again: wake()
            case .sleep: break
            case .sleepFor(let duration): sleep(duration)
            }
        }
    }

    /// Waits for something to do; called with the lock held.
    private func takeWork() -> ([UnownedJob], @Sendable () -> Next, Bool) {
        while jobs.isEmpty, !isAwake, !isStopped { condition.wait() }
        isAwake = false
        if jobs.isEmpty { return ([], work, isStopped) }
        let batch = jobs
        jobs = []
        return (batch, work, false)
    }

    private func sleep(_ duration: Duration) {
        let seconds =
            Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
        condition.withLock {
            if jobs.isEmpty, !isAwake, !isStopped {
                _ = condition.wait(until: Date(timeIntervalSinceNow: seconds))
            }
            isAwake = true
        }
    }
}
