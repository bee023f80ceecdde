import Foundation

/// What this process has taken of the machine.
enum ProcessUse {
    /// Time on processors, all threads together.
    static var processorTime: Duration {
        // POSIX counts in microseconds everywhere.
        .microseconds(Int64(clock()))
    }

    /// The most bytes that were in memory at a time, those of mapped files included; nil where the
    /// system does not say.
    static var peakBytes: Int64? {
        #if canImport(Darwin)
            var usage = rusage()
            return getrusage(RUSAGE_SELF, &usage) == 0 ? Int64(usage.ru_maxrss) : nil
        #else
            guard let data = FileManager.default.contents(atPath: "/proc/self/status") else {
                return nil
            }
            return peakBytes(status: String(decoding: data, as: UTF8.self))
        #endif
    }

    /// Reads the line `VmHWM:     1234 kB` of `/proc/self/status`.
    static func peakBytes(status: String) -> Int64? {
        for line in status.split(separator: "\n") where line.hasPrefix("VmHWM:") {
            let words = line.split(separator: " ")
            guard words.count == 3, words[2] == "kB" else { return nil }
            return Int64(words[1].trimmingCharacters(in: .whitespaces)).map { $0 * 1024 }
        }
        return nil
    }
}
