import AikiTensor
import CAikiKernels
import Foundation
import Testing

/// Goal: the reading that bandwidth is measured with reads everything. Method: sums of words, added
/// one by one, at every length and for every byte changed.
struct MemoryProbeTests {
    static func sum(_ words: ArraySlice<UInt64>) -> UInt64 { words.reduce(0, &+) }

    @Test(arguments: CPUKind.detected)
    func everyWordIsRead(cpu: CPUKind) {
        let kernels = Kernels(cpu).table
        var random = RandomNumbers(seed: 9)
        var words = random.normals(2 * 16 * 40).map { UInt64($0.bitPattern) << 31 | 5 }
        for blocks in 0...40 {
            let expected = Self.sum(words[..<(16 * blocks)])
            #expect(kernels.read_sum(words, 128 * blocks) == expected, "\(blocks)")
        }
        let before = kernels.read_sum(words, 1024)
        for index in 0..<128 {
            words[index] &+= 1 << 40
            #expect(kernels.read_sum(words, 1024) == before &+ 1 << 40, "word \(index)")
            words[index] &-= 1 << 40
        }
    }

    @Test(arguments: CPUKind.detected)
    func aProbeReadsWhatItWroteOnAnyNumberOfThreads(cpu: CPUKind) throws {
        let probe = MemoryProbe(byteCount: 5 << 20 | 1)
        #expect(probe.byteCount == 6 << 20)
        for threads in 1...3 {
            let compute = Compute(pool: WorkerPool(threads: threads), cpu: cpu)
            #expect(probe.readSum(compute) == probe.expectedSum)
            #expect(try #require(probe.measure(compute, passes: 2)) > 0)
        }
    }

    @Test func largePagesHoldTheSameWords() throws {
        let probe = MemoryProbe(byteCount: 5 << 20, largePages: true)
        let compute = Compute(pool: WorkerPool(threads: 2))
        #expect(probe.readSum(compute) == probe.expectedSum)
        #expect(probe.expectedSum == MemoryProbe(byteCount: 5 << 20).expectedSum)
    }

    @Test func wholeMiBsOfAFileAreRead() throws {
        let folder = FileManager.default.temporaryDirectory
        let path = folder.appending(path: "probe-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let compute = Compute(pool: WorkerPool(threads: 2))
        for (bytes, limit, read) in [
            (1 << 20 - 1, 1 << 30, nil), (1 << 20, 1 << 30, 1 << 20),
            (5 << 20 + 9, 1 << 30, 5 << 20),
            (5 << 20, 3 << 20, 3 << 20), (5 << 20, 1 << 10, nil),
        ] as [(Int, Int, Int?)] {
            try Data(repeating: 1, count: bytes).write(to: URL(filePath: path))
            let file = try MappedFile(path: path)
            let probe = MemoryProbe(file: file, byteCountMax: limit, compute: compute)
            #expect(probe?.byteCount == read)
            guard let probe, let read else { continue }
            #expect(probe.expectedSum == UInt64(read / 8) &* 0x0101_0101_0101_0101)
            #expect(try #require(probe.measure(compute, passes: 1)) > 0)
        }
    }
}
