import AikiBase
import Synchronization

/// Counts epochs of several networks that are trained at once.
final class EpochMeter: Sendable {
    private let label: String
    private let total: Int
    private let handler: ProgressHandler?
    private let done = Mutex(0)

    init(label: String, total: Int, handler: ProgressHandler?) {
        self.label = label
        self.total = total
        self.handler = handler
    }

    /// One more epoch is over.
    func step() {
        let count = done.withLock { done in
            done += 1
            return done
        }
        handler?(WorkProgress(label: label, done: Int64(count), total: Int64(total)))
    }
}
