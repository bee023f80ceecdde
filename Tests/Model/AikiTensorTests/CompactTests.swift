import AikiTensor
import CAikiKernels
import Testing

/// Goal: compact weights are the numbers they were made of, and products of them the same. Method: there
/// and back for numbers of every kind, each kind of CPU beside the scalar one and beside BF16 as it is.
struct CompactTests {
    private static let blockBytes = 196
    private static let columns = 384

    /// Bit patterns of BF16, whole blocks.
    private enum Numbers: CaseIterable {
        case bell, withOutliers, withZeros, zeros, everyPattern

        func patterns(rows: Int) -> [UInt16] {
            var random = RandomNumbers(seed: 31)
            let count = rows * columns
            let bell = random.normals(count).map { UInt16(($0 * 0.02).bitPattern >> 16) }
            switch self {
            case .bell: return bell
            case .withOutliers:
                return bell.indices.map { $0 % 128 == 77 ? 0x42c8 : bell[$0] }
            case .withZeros: return bell.indices.map { $0 % 40 == 3 ? 0x8000 : bell[$0] }
            case .zeros: return [UInt16](repeating: 0, count: count)
            case .everyPattern:
                return (0..<count).map { _ in UInt16(random.uniform(0..<0x10000)) }
            }
        }
    }

    private static func bytes(_ patterns: [UInt16]) -> [UInt8] {
        patterns.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    }

    private static func tensor(
        _ type: TensorType, _ patterns: [UInt16], _ shape: [Int]
    ) -> Tensor {
        let owner = Bytes(bytes(patterns))
        return Tensor(type: type, shape: shape, bytes: owner.view, owner: owner)
    }

    /// Blocks with the escapes behind them; nil where they do not fit.
    private static func compact(
        _ kernels: Kernels, _ bytes: [UInt8], half: Bool = false, escapes capacity: Int
    ) -> [UInt8]? {
        let blocks = bytes.count / 256
        let start = (blocks * blockBytes + 63) / 64 * 64
        let memory = UnsafeMutableRawBufferPointer.allocate(
            byteCount: start + capacity + Int(AIKI_ESCAPE_MARGIN), alignment: 64)
        defer { memory.deallocate() }
        memory.initializeMemory(as: UInt8.self, repeating: 0)
        guard let base = memory.baseAddress else { return nil }
        var escapes = AikiEscapes(
            bytes: (base + start).assumingMemoryBound(to: UInt8.self), capacity: capacity, used: 0)
        guard kernels.table.compact(half, bytes, blocks, base, &escapes) else { return nil }
        #expect(memory.dropFirst(start + capacity).allSatisfy { $0 == 0 })
        return Array(memory)
    }

    /// Numbers of blocks in memory aligned as it was.
    private static func withAligned<T>(
        _ bytes: [UInt8], _ body: (UnsafeRawPointer) -> T?
    ) -> T? {
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 64)
        defer { memory.deallocate() }
        memory.copyBytes(from: bytes)
        return memory.baseAddress.flatMap { body($0) }
    }

    private static func bits(_ kernels: Kernels, _ compact: [UInt8], count: Int) -> [UInt32]? {
        withAligned(compact) { blocks in
            var numbers = [Float](repeating: 1234.5, count: count + 16)
            withUnsafePointer(to: kernels.table) { table in
                aiki_dequantize(table, TensorType.compactBF16.rawValue)?(blocks, count, &numbers)
            }
            #expect(numbers[count...].allSatisfy { $0 == 1234.5 })
            return numbers[..<count].map(\.bitPattern)
        }
    }

    @Test(arguments: CPUKind.detected)
    func numbersComeBackBitByBit(cpu: CPUKind) throws {
        let (kernels, scalar) = (Kernels(cpu), Kernels(.scalar))
        for numbers in Numbers.allCases {
            let patterns = numbers.patterns(rows: 37)
            let blocks = try #require(
                Self.compact(kernels, Self.bytes(patterns), escapes: patterns.count))
            #expect(blocks == Self.compact(scalar, Self.bytes(patterns), escapes: patterns.count))
            let expected = patterns.map { UInt32($0) << 16 }
            #expect(Self.bits(kernels, blocks, count: patterns.count) == expected, "\(numbers)")
            #expect(Self.bits(scalar, blocks, count: patterns.count) == expected, "\(numbers)")
        }
    }

    @Test(arguments: CPUKind.detected)
    func escapesThatDoNotFitAreRefused(cpu: CPUKind) {
        let patterns = Numbers.everyPattern.patterns(rows: 37)
        #expect(Self.compact(Kernels(cpu), Self.bytes(patterns), escapes: 64) == nil)
    }

    /// Every number of F16 that is one of BF16, and one that is not, anywhere in a block.
    @Test(arguments: CPUKind.detected)
    func halvesAreTakenWhereTheyAreNumbersOfBF16(cpu: CPUKind) throws {
        let kernels = Kernels(cpu)
        let short = (0...UInt16.max).filter { pattern in
            let number = Float(Float16(bitPattern: pattern))
            return number.isFinite && number.bitPattern & 0xffff == 0
        }
        let count = short.count / 128 * 128
        let halves = Array(short[..<count])
        let blocks = try #require(
            Self.compact(kernels, Self.bytes(halves), half: true, escapes: count))
        let expected = halves.map { Float(Float16(bitPattern: $0)).bitPattern }
        #expect(Self.bits(kernels, blocks, count: count) == expected)
        for place in 0..<128 {
            var block = [UInt16](repeating: 0x3c00, count: 128)
            #expect(Self.compact(kernels, Self.bytes(block), half: true, escapes: 64) != nil)
            block[place] = 0x3c01
            #expect(Self.compact(kernels, Self.bytes(block), half: true, escapes: 64) == nil)
        }
    }

    @Test(arguments: CPUKind.detected)
    func productsHaveTheBitsOfThoseOfBF16(cpu: CPUKind) throws {
        let compute = Compute(pool: WorkerPool(threads: 3), cpu: cpu)
        var random = RandomNumbers(seed: 5)
        let (rows, columns, tokens) = (203, 1408, 37)
        let patterns = random.normals(rows * columns).map {
            UInt16(($0 * 0.02).bitPattern >> 16)
        }
        let plain = Self.tensor(.bf16, patterns, [rows, columns])
        let compact = try #require(compute.compact(plain))
        #expect(compact.type == .compactBF16 && compact.shape == plain.shape)
        #expect(compact.dequantized() == plain.dequantized())
        let x = random.normals(tokens * columns)
        let buffer = ActivationBuffer()
        let ways: [(MultiplyMethod, Int)] = [
            (.generation, 1), (.exact, 1), (.generation, 5), (.exact, 3), (.prompt, 1),
            (.prompt, tokens),
        ]
        for (method, count) in ways {
            var expected = [Float](repeating: 0, count: count * rows)
            var found = expected
            compute.multiply(
                plain, x, tokens: count, into: &expected, method: method, buffer: buffer)
            compute.multiply(
                compact, x, tokens: count, into: &found, method: method, buffer: buffer)
            if compute.multipliesCompact {
                #expect(found == expected, "\(method) of \(count)")
            } else {
                // Sums in another order.
                #expect(zip(found, expected).allSatisfy { abs($0 - $1) < 2e-2 })
            }
        }
        var (some, same) = ([Float](repeating: 0, count: 3 * columns), [Float]())
        compute.gatherRows(compact, ids: [7, 0, 202], count: 3, into: &some)
        same = some
        compute.gatherRows(plain, ids: [7, 0, 202], count: 3, into: &some)
        #expect(same == some)
    }

    @Test func whatCannotBeCompactIsLeft() {
        let compute = Compute(pool: WorkerPool(threads: 2))
        func refuses(_ type: TensorType, _ patterns: [UInt16], _ shape: [Int]) -> Bool {
            compute.compact(Self.tensor(type, patterns, shape)) == nil
        }
        let bell = Numbers.bell.patterns(rows: 4)
        #expect(!refuses(.bf16, bell, [4, 384]))
        #expect(!refuses(.bf16, bell, [2, 2, 384]))
        // Rows of no whole blocks, numbers of any size, digits that BF16 has no place for.
        #expect(refuses(.bf16, bell, [8, 192]))
        #expect(refuses(.bf16, Numbers.everyPattern.patterns(rows: 4), [4, 384]))
        #expect(refuses(.f16, [UInt16](repeating: 0x3c01, count: 384), [1, 384]))
        #expect(!refuses(.f16, [UInt16](repeating: 0x3c08, count: 384), [1, 384]))
        #expect(refuses(.bf16, [], [0, 384]))
    }
}
