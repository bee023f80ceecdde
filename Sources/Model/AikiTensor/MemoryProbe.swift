import CAikiKernels
import Synchronization

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#endif

/// Measures how fast all threads of a pool together read memory: the limit of decoding.
///
///     let probe = MemoryProbe(byteCount: 512 << 20)
///     let bytesPerSecond = probe.measure(compute, passes: 3)
///
/// What it reads must be larger than the last-level cache by some times. What is read is summed, so
/// that it cannot be left out, and the sum is checked.
package final class MemoryProbe {
    /// Bytes that one thread reads before it asks for more.
    private static let tileBytes = 1 << 20

    /// Bytes that a pass reads.
    package let byteCount: Int
    /// What the words add up to, modulo 2^64.
    package let expectedSum: UInt64
    private let bytes: UnsafeRawPointer
    /// Memory of our own, freed at the end.
    private let memory: UnsafeMutableRawBufferPointer?
    /// A file that is read where the system keeps it.
    private let file: MappedFile?

    /// Takes memory and writes it, so that every page of it is its own.
    ///
    /// - Parameters:
    ///   - byteCount: rounded up to whole MiB.
    ///   - largePages: asks the system for large pages, which take fewer look-ups of addresses.
    package init(byteCount: Int, largePages: Bool = false) {
        precondition(byteCount > 0, "\(byteCount) bytes")
        let tiles = (byteCount + Self.tileBytes - 1) / Self.tileBytes
        self.byteCount = tiles * Self.tileBytes
        let memory = UnsafeMutableRawBufferPointer.allocate(
            byteCount: self.byteCount, alignment: TensorStorage.largePageBytes)
        #if os(Linux)
            // Only a wish: where it is not granted, both kinds of pages give the same number.
            let advice = largePages ? MADV_HUGEPAGE : MADV_NOHUGEPAGE
            _ = madvise(memory.baseAddress, self.byteCount, advice)
        #endif
        let words = memory.bindMemory(to: UInt64.self)
        for index in words.indices { words[index] = UInt64(truncatingIfNeeded: index) }
        self.memory = memory
        file = nil
        bytes = UnsafeRawPointer(memory.baseAddress.unsafelyUnwrapped)
        let count = UInt64(self.byteCount / 8)
        expectedSum = (count / 2) &* (count &- 1)
    }

    /// Takes the whole MiBs at the beginning of a mapped file: the very pages that a model's weights
    /// are read from; nil where there is none.
    ///
    /// - Parameters:
    ///   - file: the file.
    ///   - byteCountMax: bytes of it that are read at most.
    ///   - compute: reads it once, which brings it into memory and gives the sum to expect.
    package init?(file: MappedFile, byteCountMax: Int, compute: Compute) {
        let tiles = min(file.bytes.count, byteCountMax) / Self.tileBytes
        guard tiles > 0, let start = file.bytes.baseAddress else { return nil }
        byteCount = tiles * Self.tileBytes
        bytes = start
        memory = nil
        self.file = file
        expectedSum = Self.sum(of: start, tiles: tiles, compute)
    }

    deinit {
        memory?.deallocate()
    }

    /// Reads everything once with every thread of the pool.
    ///
    /// - Returns: the sum of its words, modulo 2^64.
    package func readSum(_ compute: Compute) -> UInt64 {
        Self.sum(of: bytes, tiles: byteCount / Self.tileBytes, compute)
    }

    private static func sum(
        of bytes: UnsafeRawPointer, tiles: Int, _ compute: Compute
    ) -> UInt64 {
        let sum = Atomic<UInt64>(0)
        compute.pool.run(tiles: tiles) { tile in
            let part = compute.table.kernels.pointee.read_sum(bytes + tile * tileBytes, tileBytes)
            sum.wrappingAdd(part, ordering: .relaxed)
        }
        return sum.load(ordering: .relaxed)
    }

    /// The fastest of some passes.
    ///
    /// - Returns: bytes a second; nil where a pass read something else than was written.
    package func measure(_ compute: Compute, passes: Int) -> Double? {
        var best = Duration.seconds(3600)
        for _ in 0..<max(passes, 1) {
            var sum: UInt64 = 0
            let time = ContinuousClock().measure { sum = readSum(compute) }
            guard sum == expectedSum else { return nil }
            best = min(best, time)
        }
        let seconds = best / .seconds(1)
        return seconds > 0 ? Double(byteCount) / seconds : nil
    }
}
