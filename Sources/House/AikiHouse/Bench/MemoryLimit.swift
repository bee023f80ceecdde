import AikiTensor

/// How fast this machine's memory is read, in several ways; the fastest is the limit.
///
/// One way does not tell: ordinary pages of a buffer, large pages and the pages of a mapped file
/// differ by a quarter, and which is fastest differs from machine to machine, and from run to run.
final class MemoryLimit {
    /// Bytes of a buffer; some times the caches of most machines.
    static let bufferBytes = 512 << 20
    /// Bytes of the file that are read at most.
    static let fileBytes = 1 << 30

    private struct Way {
        let name: String
        let probe: MemoryProbe
        var rates: [Double] = []
    }

    private var ways: [Way]
    private let compute: Compute

    /// - Throws: `TensorError` where the file cannot be mapped.
    init(path: String, compute: Compute) throws {
        self.compute = compute
        ways = [
            Way(name: "buffer", probe: MemoryProbe(byteCount: Self.bufferBytes)),
            Way(
                name: "buffer, large pages",
                probe: MemoryProbe(byteCount: Self.bufferBytes, largePages: true)),
        ]
        let file = try MappedFile(path: path)
        let probe = MemoryProbe(file: file, byteCountMax: Self.fileBytes, compute: compute)
        if let probe { ways.append(Way(name: "the model's file", probe: probe)) }
    }

    /// Measures each way once more.
    ///
    /// - Returns: bytes a second of the fastest.
    /// - Throws: ``HouseError/benchDisagrees(problem:)`` where memory did not hold what was written.
    func measure() throws(HouseError) -> Double {
        var best = 0.0
        for index in ways.indices {
            guard let rate = ways[index].probe.measure(compute, passes: 2) else {
                throw .benchDisagrees(
                    problem: "\(ways[index].name): memory did not hold what was written")
            }
            ways[index].rates.append(rate)
            best = max(best, rate)
        }
        return best
    }

    /// What was measured so far, way by way.
    var report: [ModelBenchReport.Memory] {
        ways.filter { !$0.rates.isEmpty }.map {
            .init(name: $0.name, byteCount: $0.probe.byteCount, rate: Repetitions($0.rates))
        }
    }
}
