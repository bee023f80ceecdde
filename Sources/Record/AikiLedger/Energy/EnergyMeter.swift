public import Foundation

/// How much energy work on this machine takes.
///
/// Where the kernel lets us read the processor's own counters (RAPL, `/sys/class/powercap`), what the
/// packages took while we worked is shared out by our part of the processor time; what they would have
/// taken idle is in it. Where it does not, a stated model counts: processor seconds of this process times
/// watts of a busy core. An entry of the ledger holds the number, the report says which of the two.
public struct EnergyMeter: Sendable {
    /// Where the number comes from.
    public enum Source: String, Sendable {
        /// The processor's counters.
        case counters = "rapl"
        /// Processor seconds times watts of a busy core.
        case model
    }

    /// The beginning of some work.
    public struct Reading: Sendable {
        let counters: [UInt64]
        let processSeconds: Double
        let machineSeconds: Double
    }

    /// What a busy core takes where nobody says otherwise: a desktop processor of 65 W with eight of them,
    /// and memory and board beside it, takes between 8 and 15.
    public static let wattsPerCoreDefault = 12.0

    private let zones: [Zone]
    private let wattsPerCore: Double

    private struct Zone: Sendable {
        let counter: URL
        /// Where the counter starts again.
        let range: UInt64
    }

    /// Looks for counters.
    ///
    /// - Parameters:
    ///   - wattsPerCore: of the model, where there are none.
    ///   - folder: where the kernel shows them.
    public init(
        wattsPerCore: Double = wattsPerCoreDefault,
        folder: URL = URL(filePath: "/sys/class/powercap")
    ) {
        self.wattsPerCore = wattsPerCore
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        // `intel-rapl:0` is a package; `intel-rapl:0:0` is a part of it and already counted.
        zones = names.sorted().compactMap { name in
            guard name.hasPrefix("intel-rapl:"), name.split(separator: ":").count == 2 else {
                return nil
            }
            let zone = folder.appending(path: name)
            guard let range = Self.number(zone.appending(path: "max_energy_range_uj")),
                Self.number(zone.appending(path: "energy_uj")) != nil
            else { return nil }
            return Zone(counter: zone.appending(path: "energy_uj"), range: range)
        }
    }

    /// Where numbers come from on this machine.
    public var source: Source { zones.isEmpty ? .model : .counters }

    /// Notes where the counters stand.
    public func begin() -> Reading {
        Reading(
            counters: zones.map { Self.number($0.counter) ?? 0 },
            processSeconds: Self.processSeconds(), machineSeconds: Self.machineSeconds())
    }

    /// What was taken since, in millionths of a joule.
    public func microjoules(since start: Reading) -> Int64 {
        let now = begin()
        return microjoules(from: start, to: now)
    }

    package func microjoules(from start: Reading, to end: Reading) -> Int64 {
        let mine = max(0, end.processSeconds - start.processSeconds)
        guard !zones.isEmpty else { return Int64((mine * wattsPerCore * 1e6).rounded()) }
        var taken = 0.0
        for (index, zone) in zones.enumerated() {
            let (from, to) = (start.counters[index], end.counters[index])
            taken += Double(to >= from ? to - from : to &+ (zone.range &- from))
        }
        let all = end.machineSeconds - start.machineSeconds
        let part = all > 0 ? min(1, mine / all) : 1
        return Int64((taken * part).rounded())
    }

    /// Processor seconds of this process.
    private static func processSeconds() -> Double {
        var time = timespec()
        guard clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time) == 0 else { return 0 }
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }

    /// Processor seconds that all processes used, by `/proc/stat`; 0 where it is not there.
    private static func machineSeconds() -> Double {
        guard let handle = FileHandle(forReadingAtPath: "/proc/stat"),
            let data = try? handle.read(upToCount: 512),
            let line = String(data: data, encoding: .utf8)?.split(separator: "\n").first
        else { return 0 }
        try? handle.close()
        let ticks = line.split(separator: " ").dropFirst().compactMap { Double($0) }
        // user, nice, system, idle, iowait, irq, softirq, steal
        let busy = ticks.enumerated().filter { $0.offset != 3 && $0.offset != 4 && $0.offset < 8 }
        return busy.reduce(0) { $0 + $1.element } / Double(max(1, sysconf(Int32(_SC_CLK_TCK))))
    }

    private static func number(_ url: URL) -> UInt64? {
        guard let text = try? String(contentsOf: url, encoding: .utf8) else { return nil }
        return UInt64(text.filter(\.isNumber))
    }
}
