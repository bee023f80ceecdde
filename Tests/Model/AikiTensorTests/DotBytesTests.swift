import AikiTensor
import CAikiKernels
import Testing

/// Goal: products of bytes are exact for every CPU kind. Method: sums of integers over the same bytes,
/// every small count of rows, rows in order and picked, and the largest bytes there are.
struct DotBytesTests {
    private static func sums(
        _ rows: [Int8], columns: Int, which: [UInt32], _ x: [Int8]
    ) -> [Int32] {
        which.map { row in
            (0..<columns).reduce(0) {
                $0 + Int32(rows[Int(row) * columns + $1]) * Int32(x[$1])
            }
        }
    }

    @Test(arguments: CPUKind.detected)
    func productsOfBytesAreExact(cpu: CPUKind) {
        var random = RandomNumbers(seed: 31)
        let table = Kernels(cpu).table
        for columns in [64, 128, 384, 448, 1024] {
            let rows = (0..<20 * columns).map { _ in Int8(random.uniform(-127..<128)) }
            let x = (0..<columns).map { _ in Int8(random.uniform(-127..<128)) }
            for count in 0...20 {
                let which = (0..<count).map { _ in UInt32(random.uniform(0..<20)) }
                var picked = [Int32](repeating: 7, count: count + 1)
                table.dot_bytes(rows, columns, which, count, x, &picked)
                #expect(picked == Self.sums(rows, columns: columns, which: which, x) + [7])
                var ordered = [Int32](repeating: 7, count: count + 1)
                table.dot_bytes(rows, columns, nil, count, x, &ordered)
                let all = (0..<count).map { UInt32($0) }
                #expect(ordered == Self.sums(rows, columns: columns, which: all, x) + [7])
            }
        }
    }

    @Test(arguments: CPUKind.detected)
    func theLargestBytesDoNotOverflow(cpu: CPUKind) {
        let table = Kernels(cpu).table
        let columns = 1 << 16
        for (a, b) in [(127, 127), (-127, 127), (127, -127), (-127, -127)] as [(Int8, Int8)] {
            let rows = [Int8](repeating: a, count: columns)
            let x = [Int8](repeating: b, count: columns)
            var sum: Int32 = 0
            table.dot_bytes(rows, columns, nil, 1, x, &sum)
            #expect(sum == Int32(a) * Int32(b) * Int32(columns))
        }
    }

    @Test func numbersBecomeTheNearestBytes() {
        var random = RandomNumbers(seed: 32)
        for count in [1, 63, 64, 65, 384] {
            let numbers = random.normals(count)
            let columns = (count + 63) / 64 * 64
            var codes = [Int8](repeating: 9, count: columns)
            let scale = aiki_quantize_bytes(numbers, count, columns, &codes)
            for (index, number) in numbers.enumerated() {
                #expect(abs(number - scale * Float(codes[index])) <= scale * 0.5001)
            }
            #expect(codes[count...].allSatisfy { $0 == 0 })
        }
        var codes = [Int8](repeating: 9, count: 64)
        #expect(aiki_quantize_bytes([0, 0], 2, 64, &codes) == 0)
        #expect(codes.allSatisfy { $0 == 0 })
    }
}
