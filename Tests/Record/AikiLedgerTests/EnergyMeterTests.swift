import AikiLedger
import AikiTestSupport
import Foundation
import Testing

/// Goal: energy is what the counters say, or what the model says, never nonsense. Method: a folder that
/// looks like the kernel's, moved by hand, past the end of a counter too.
@Suite struct EnergyMeterTests {
    private static func zone(
        _ folder: TemporaryFolder, _ name: String, micros: UInt64, range: UInt64 = 1_000_000
    ) throws {
        let url = folder.url.appending(path: name)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        try Data("\(micros)\n".utf8).write(to: url.appending(path: "energy_uj"))
        try Data("\(range)\n".utf8).write(to: url.appending(path: "max_energy_range_uj"))
    }

    /// Keeps a core busy until the process has used 60 ms of it, however many others want it.
    private static func work() -> Double {
        let used = { () -> Double in
            var time = timespec()
            clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
            return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
        }
        let start = used()
        var sum = 0.0
        while used() - start < 0.06 {
            for index in 1...1000 { sum += 1 / Double(index) }
        }
        return sum
    }

    @Test func `without counters it is processor seconds times watts`() throws {
        let folder = try TemporaryFolder()
        let one = EnergyMeter(wattsPerCore: 10, folder: folder.url)
        let two = EnergyMeter(wattsPerCore: 20, folder: folder.url)
        #expect(one.source == .model)
        let start = one.begin()
        #expect(Self.work() > 0)
        let end = one.begin()
        let micros = one.microjoules(from: start, to: end)
        #expect(micros > 100_000)
        #expect(abs(two.microjoules(from: start, to: end) - 2 * micros) <= 1)
    }

    @Test func `counters count packages once, and past their end`() throws {
        let folder = try TemporaryFolder()
        try Self.zone(folder, "intel-rapl:0", micros: 999_000)
        try Self.zone(folder, "intel-rapl:1", micros: 5_000)
        try Self.zone(folder, "intel-rapl:0:0", micros: 1)
        let meter = EnergyMeter(folder: folder.url)
        #expect(meter.source == .counters)
        let start = meter.begin()
        #expect(Self.work() > 0)
        try Self.zone(folder, "intel-rapl:0", micros: 4_000)
        try Self.zone(folder, "intel-rapl:1", micros: 6_000)
        try Self.zone(folder, "intel-rapl:0:0", micros: 900_000)
        let micros = meter.microjoules(since: start)
        // 5,000 past the end of the first, 1,000 of the second; our part of the machine's time.
        #expect(micros > 0 && micros <= 6_000)
    }
}
