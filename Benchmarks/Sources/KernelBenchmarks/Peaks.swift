import AikiTensor
import CPeaks
import Synchronization

/// What this machine does at most, measured: operations of a core times threads, and bytes read.
struct Peaks {
    private let compute: Compute
    private var operations: [String: Double] = [:]
    /// 10⁹ bytes a second, from memory.
    let memory: Double

    /// Larger than caches by some times.
    private static let memoryBytes = 256 << 20
    private static let tileBytes = 1 << 20
    private static let rounds: UInt64 = 200_000

    init(threads: Int) {
        compute = Compute(pool: WorkerPool(threads: threads))
        memory = Self.readRate(compute)
        for kind in CPUKind.detected {
            guard let number = Self.number(kind) else { continue }
            for peak in [PEAK_F32, PEAK_BF16, PEAK_INTEGERS] {
                operations[Self.key(peak, kind)] = Self.rate(peak, number, compute)
            }
        }
    }

    /// 10⁹ operations a second; nil where the kind has no such instruction.
    func operations(_ peak: Peak, _ kind: CPUKind) -> Double? {
        operations[Self.key(peak, kind)].flatMap { $0 > 0 ? $0 : nil }
    }

    private static func key(_ peak: Peak, _ kind: CPUKind) -> String {
        "\(peak.rawValue) \(kind.rawValue)"
    }

    private static func number(_ kind: CPUKind) -> PeakKind? {
        switch kind {
        case .scalar: nil
        case .avx2: PEAK_AVX2
        case .avx512: PEAK_AVX512
        case .amx: PEAK_AMX
        case .neon: PEAK_NEON
        }
    }

    private static func rate(_ peak: Peak, _ kind: PeakKind, _ compute: Compute) -> Double {
        let threads = compute.pool.threads
        let count = Double(peak_run(peak, kind, 1)) * Double(rounds) * Double(threads)
        guard count > 0 else { return 0 }
        let seconds = Timing.seconds {
            compute.pool.run(tiles: threads) { _ in _ = peak_run(peak, kind, rounds) }
        }
        return count / seconds / 1e9
    }

    private static func readRate(_ compute: Compute) -> Double {
        let memory = UnsafeMutableRawBufferPointer.allocate(
            byteCount: memoryBytes, alignment: 4096)
        defer { memory.deallocate() }
        memory.initializeMemory(as: UInt8.self, repeating: 1)
        guard let start = memory.baseAddress else { return 0 }
        let total = Atomic<UInt64>(0)
        let seconds = Timing.seconds {
            compute.pool.run(tiles: memoryBytes / tileBytes) { tile in
                total.wrappingAdd(
                    peak_read(start + tile * tileBytes, tileBytes), ordering: .relaxed)
            }
        }
        return Double(memoryBytes) / seconds / 1e9
    }
}
