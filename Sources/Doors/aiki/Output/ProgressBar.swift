import AikiBase
import Synchronization

/// Shows on standard error where long work stands, from its second second on; quiet where nobody
/// watches.
final class ProgressBar: Sendable {
    private struct State {
        /// When the work began that is shown now.
        var start: ContinuousClock.Instant?
        var lastDrawn: ContinuousClock.Instant?
        var isVisible = false
    }

    private static let patience: Duration = .seconds(1)
    private static let interval: Duration = .milliseconds(100)

    private let console: Console
    private let isShown: Bool
    private let state = Mutex(State())

    init(console: Console, isQuiet: Bool) {
        self.console = console
        isShown = console.isErrorTerminal && !isQuiet
    }

    /// Takes progress; quick enough to be called from the thread that works.
    func take(_ progress: WorkProgress) {
        guard isShown else { return }
        let now = ContinuousClock.now
        let elapsed = state.withLock { state -> Duration? in
            let start = state.start ?? now
            state.start = start
            guard now - start > Self.patience else { return nil }
            if let last = state.lastDrawn, now - last < Self.interval { return nil }
            state.lastDrawn = now
            state.isVisible = true
            return now - start
        }
        guard let elapsed else { return }
        console.note("\r\u{1B}[K" + Self.text(progress, elapsed: elapsed, console.columns))
    }

    /// Removes the bar.
    func finish() {
        let wasVisible = state.withLock { state in
            defer { state = State() }
            return state.isVisible
        }
        if wasVisible { console.note("\r\u{1B}[K") }
    }

    /// The handler for whoever works.
    var handler: ProgressHandler { { self.take($0) } }

    /// The bar as text: done, rate and what is being done.
    static func text(_ progress: WorkProgress, elapsed: Duration, _ columns: Int) -> String {
        let amount = { (count: Int64) in
            progress.unit == .bytes ? ByteCount.text(count) : "\(count)"
        }
        var text = ""
        if let total = progress.total, total > 0 {
            let fraction = min(1, max(0, Double(progress.done) / Double(total)))
            let filled = Int(fraction * 20)
            text += "[" + String(repeating: "#", count: filled)
            text += String(repeating: ".", count: 20 - filled) + "] "
            text += "\(Int(fraction * 100)) %  \(amount(progress.done)) of \(amount(total))"
            let seconds = Double(elapsed.components.seconds)
            if fraction > 0.01, fraction < 1 {
                text += ", \(Int(seconds / fraction - seconds)) s left"
            }
        } else {
            text += amount(progress.done)
        }
        text += "  \(progress.label)"
        return String(text.prefix(max(20, columns - 1)))
    }
}
