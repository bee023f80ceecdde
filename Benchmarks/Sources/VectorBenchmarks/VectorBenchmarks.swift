import AikiTensor
import AikiVectors
import Foundation

/// Measures an index of vectors; called by `Benchmarks/peers/vectors.py`, which compares its answers with
/// the exact ones and with other libraries.
///
///     VectorBenchmarks FOLDER DIMENSIONS THREADS WIDTH …
///
/// FOLDER holds `base.f32` and `queries.f32`, rows of floats. The answers to each width are written to
/// `aiki.WIDTH.i64`, ten ids a query; what was measured is written as JSON.
@main
struct VectorBenchmarks {
    static func main() async throws {
        let arguments = CommandLine.arguments
        let folder = URL(filePath: arguments[1])
        let dimensions = Int(arguments[2]) ?? 384
        let threads = Int(arguments[3]) ?? 1
        let base = try rows(folder.appending(path: "base.f32"), dimensions)
        let queries = try rows(folder.appending(path: "queries.f32"), dimensions)
        let path = folder.appending(path: "aiki.vectors").path
        if !FileManager.default.fileExists(atPath: path) {
            try await build(base, path: path, dimensions: dimensions, threads: threads)
        }
        let opened = ContinuousClock.now
        let index = try VectorIndex(
            path: path, dimensions: dimensions, pool: WorkerPool(threads: threads))
        _ = try await index.search(queries[0], count: 10, allowed: nil)
        report(["open": seconds(since: opened)])
        for argument in arguments.dropFirst(4) {
            var options = VectorIndexOptions()
            options.searchWidth = Int(argument) ?? options.searchWidth
            let index = try VectorIndex(
                path: path, dimensions: dimensions, options: options,
                pool: WorkerPool(threads: threads))
            _ = try await index.search(queries[0], count: 10, allowed: nil)
            try await measure(index, queries, width: options.searchWidth, folder: folder)
        }
        try await measureFilters(index, queries, count: base.count)
        report(["mib": Double(residentBytes()) / 1_048_576])
    }

    private static func build(
        _ base: [[Float]], path: String, dimensions: Int, threads: Int
    ) async throws {
        let index = try VectorIndex(
            path: path, dimensions: dimensions, pool: WorkerPool(threads: threads))
        let start = ContinuousClock.now
        let used = processorSeconds()
        for first in stride(from: 0, to: base.count, by: 4096) {
            try await index.add(
                (first..<min(first + 4096, base.count)).map { (id: Int64($0), vector: base[$0]) })
        }
        let added = seconds(since: start)
        try await index.compact()
        report([
            "build": seconds(since: start), "added": added,
            "cpu_build": processorSeconds() - used,
        ])
    }

    private static func measure(
        _ index: VectorIndex, _ queries: [[Float]], width: Int, folder: URL
    ) async throws {
        let used = processorSeconds()
        var best = Double.infinity
        var times: [Double] = []
        var answers: [Int64] = []
        for _ in 0..<3 {
            answers = []
            times = []
            let start = ContinuousClock.now
            for query in queries {
                let one = ContinuousClock.now
                let hits = try await index.search(query, count: 10, allowed: nil)
                times.append(seconds(since: one))
                answers += hits.map(\.id) + [Int64](repeating: -1, count: 10 - hits.count)
            }
            best = min(best, seconds(since: start))
        }
        times.sort()
        let data = answers.withUnsafeBytes { Data($0) }
        try data.write(to: folder.appending(path: "aiki.\(width).i64"))
        report([
            "width": Double(width), "qps": Double(queries.count) / best,
            "cpu_qps": Double(3 * queries.count) / (processorSeconds() - used),
            "p50": times[times.count / 2], "p99": times[times.count * 99 / 100],
        ])
    }

    /// Times of searches of which a part is allowed.
    private static func measureFilters(
        _ index: VectorIndex, _ queries: [[Float]], count: Int
    ) async throws {
        for part: Int64 in [2, 10, 100, 1000] {
            var times: [Double] = []
            let used = processorSeconds()
            for query in queries.prefix(200) {
                let one = ContinuousClock.now
                _ = try await index.search(query, count: 10) { $0 % part == 0 }
                times.append(seconds(since: one))
            }
            times.sort()
            report([
                "one_in": Double(part), "cpu_qps": 200 / (processorSeconds() - used),
                "p50": times[times.count / 2],
                "p99": times[times.count * 99 / 100],
            ])
        }
    }

    private static func rows(_ file: URL, _ dimensions: Int) throws -> [[Float]] {
        let data = try Data(contentsOf: file, options: .alwaysMapped)
        let width = dimensions * MemoryLayout<Float>.stride
        return (0..<data.count / width).map { row in
            data.withUnsafeBytes { bytes in
                Array(
                    UnsafeRawBufferPointer(rebasing: bytes[row * width..<(row + 1) * width])
                        .bindMemory(to: Float.self))
            }
        }
    }

    private static func seconds(since start: ContinuousClock.Instant) -> Double {
        (ContinuousClock.now - start) / .seconds(1)
    }

    /// Seconds that all threads have computed: what they waited for others is not in it.
    private static func processorSeconds() -> Double {
        Double(clock()) / Double(CLOCKS_PER_SEC)
    }

    private static func residentBytes() -> Int {
        let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
        let fields = text?.split(separator: " ") ?? []
        return fields.count > 1 ? (Int(fields[1]) ?? 0) * Int(getpagesize()) : 0
    }

    private static func report(_ values: [String: Double]) {
        let fields = values.sorted { $0.key < $1.key }.map { "\"\($0.key)\": \($0.value)" }
        print("{\(fields.joined(separator: ", "))}")
    }
}
