import Foundation

/// What all cores together have done since the machine was started, in clock ticks.
package struct CPUTimes: Equatable {
    /// Ticks spent on any process, system calls and interrupts.
    package let busy: UInt64
    /// Ticks in all.
    package let total: UInt64

    /// Ticks a second, of Linux's `USER_HZ`; the same on every common machine.
    private static let ticksPerSecond = 100.0

    /// Now; nil where the system does not say.
    package static var now: CPUTimes? {
        #if os(Linux)
            guard let data = FileManager.default.contents(atPath: "/proc/stat") else { return nil }
            return CPUTimes(procStat: String(decoding: data, as: UTF8.self))
        #else
            return nil
        #endif
    }

    /// Reads the first line of `/proc/stat`: `cpu user nice system idle iowait irq softirq steal …`.
    /// The times of guests behind these are counted in `user` already.
    package init?(procStat: String) {
        guard let line = procStat.split(separator: "\n").first else { return nil }
        let words = line.split(separator: " ")
        guard words.first == "cpu", words.count >= 5 else { return nil }
        let ticks = words[1...].prefix(8).map { UInt64($0) }
        let known = ticks.compactMap { $0 }
        guard known.count == ticks.count else { return nil }
        var total: UInt64 = 0
        for ticks in known {
            let (sum, overflows) = total.addingReportingOverflow(ticks)
            guard !overflows else { return nil }
            total = sum
        }
        let waiting = known[3] + (known.count > 4 ? known[4] : 0)
        self.total = total
        busy = total - waiting
    }

    /// The share of all cores' time since then that was neither idle nor this process's own.
    package func othersShare(since earlier: CPUTimes, ownSeconds: Double) -> Double? {
        guard total > earlier.total, busy >= earlier.busy else { return nil }
        let others = Double(busy - earlier.busy) - ownSeconds * Self.ticksPerSecond
        return min(1, max(0, others / Double(total - earlier.total)))
    }
}
