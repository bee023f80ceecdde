import CAikiKernels
import Synchronization

/// Measures how fast all threads of a pool together read memory: the limit of decoding.
///
///     let probe = MemoryProbe(byteCount: 512 << 20)
///     let bytesPerSecond = probe.measure(compute, passes: 3)
///
/// Its buffer must be larger than the last-level cache by some times. What is read is summed, so
/// that it cannot be left out, and the sum is checked.
package final class MemoryProbe {
    /// Bytes that one thread reads before it asks for more.
    private static let tileBytes = 1 << 20

    /// Bytes of the buffer.
    package let byteCount: Int
    private let memory: UnsafeMutableRawBufferPointer

    /// Takes the memory and writes it, so that every page of it is its own.
    ///
    /// - Parameter byteCount: rounded up to whole MiB.
    package init(byteCount: Int) {
        precondition(byteCount > 0, "\(byteCount) bytes")
        let tiles = (byteCount + Self.tileBytes - 1) / Self.tileBytes
        self.byteCount = tiles * Self.tileBytes
        memory = .allocate(byteCount: self.byteCount, alignment: 4096)
        let words = memory.bindMemory(to: UInt64.self)
        for index in words.indices { words[index] = UInt64(truncatingIfNeeded: index) }
    }

    deinit {
        memory.deallocate()
    }

    /// What the words of the buffer add up to, modulo 2^64.
    package var expectedSum: UInt64 {
        let words = UInt64(byteCount / 8)
        return (words / 2) &* (words &- 1)
    }

    /// Reads the buffer once with every thread of the pool.
    ///
    /// - Returns: the sum of its words, modulo 2^64.
    package func readSum(_ compute: Compute) -> UInt64 {
        let sum = Atomic<UInt64>(0)
        compute.pool.run(tiles: byteCount / Self.tileBytes) { tile in
            let start = memory.baseAddress.unsafelyUnwrapped + tile * Self.tileBytes
            let part = compute.table.kernels.pointee.read_sum(start, Self.tileBytes)
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
