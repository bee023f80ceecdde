import AikiTensor
import Testing

/// Goal: weights of every type multiply activations rightly, however many tokens come at once.
/// Method: sums in double over the dequantised weight; equal bits for equal tokens.
struct ComputeMultiplyTests {
    static func weight(_ type: TensorType, rows: Int, columns: Int, seed: UInt64) throws -> Tensor {
        var random = RandomNumbers(seed: seed)
        let values = random.normals(rows * columns, scale: 0.1)
        let bytes = try values.withUnsafeBufferPointer {
            try Quantizer.quantize($0, rowLength: columns, to: type)
        }
        let owner = Bytes(bytes)
        return Tensor(type: type, shape: [rows, columns], bytes: owner.view, owner: owner)
    }

    @Test(arguments: DequantizeTests.cases)
    func productsMatchADoubleLoop(cpu: CPUKind, type: TensorType) throws {
        let compute = Compute(pool: WorkerPool(threads: 2), cpu: cpu)
        for (rows, columns, tokens) in [(1, 256, 1), (70, 1280, 3), (131, 512, 1), (9, 2304, 13)] {
            let weight = try Self.weight(type, rows: rows, columns: columns, seed: 31)
            let numbers = weight.dequantized()
            var random = RandomNumbers(seed: 32)
            let x = random.normals(tokens * columns)
            var y = [Float](repeating: 99, count: tokens * rows)
            compute.multiply(weight, x, tokens: tokens, into: &y)
            for token in 0..<tokens {
                for row in 0..<rows {
                    let a = Array(numbers[row * columns..<(row + 1) * columns])
                    let b = Array(x[token * columns..<(token + 1) * columns])
                    #expect(
                        DotRowsTests.agrees(y[token * rows + row], a, b),
                        "\(rows) \(columns) \(tokens) \(token) \(row)")
                }
            }
        }
    }

    @Test(arguments: DequantizeTests.cases)
    func aTokensResultDoesNotDependOnItsCompanyOrTheThreads(
        cpu: CPUKind, type: TensorType
    ) throws {
        let (rows, columns, tokens) = (67, 1536, 17)
        let weight = try Self.weight(type, rows: rows, columns: columns, seed: 33)
        var random = RandomNumbers(seed: 34)
        let x = random.normals(tokens * columns)
        var whole = [Float](repeating: 0, count: tokens * rows)
        Compute(pool: WorkerPool(threads: 3), cpu: cpu)
            .multiply(weight, x, tokens: tokens, into: &whole)
        let compute = Compute(pool: WorkerPool(threads: 1), cpu: cpu)
        for group in [1, 2, 7] {
            for first in stride(from: 0, to: tokens, by: group) {
                let count = min(group, tokens - first)
                let part = Array(x[first * columns..<(first + count) * columns])
                var y = [Float](repeating: 0, count: count * rows)
                compute.multiply(weight, part, tokens: count, into: &y)
                #expect(y == Array(whole[first * rows..<(first + count) * rows]))
            }
        }
    }

    @Test(arguments: CPUKind.detected)
    func accumulationAddsAndPlainColumnsMayHaveAnyLength(cpu: CPUKind) throws {
        let compute = Compute(pool: WorkerPool(threads: 2), cpu: cpu)
        var random = RandomNumbers(seed: 35)
        for columns in [1, 3, 15, 17, 33, 1025] {
            for tokens in 1...7 {
                let weight = Tensor(f32: random.normals(11 * columns), shape: [11, columns])
                let x = random.normals(tokens * columns)
                var y = [Float](repeating: 0, count: tokens * 11)
                var z = [Float](repeating: 2, count: tokens * 11)
                compute.multiply(weight, x, tokens: tokens, into: &y)
                compute.multiply(weight, x, tokens: tokens, into: &z, accumulate: true)
                for index in y.indices { #expect(abs(z[index] - y[index] - 2) < 1e-3) }
            }
        }
    }

    @Test(arguments: DequantizeTests.cases)
    func gatheredRowsAreTheTablesRows(cpu: CPUKind, type: TensorType) throws {
        let compute = Compute(pool: WorkerPool(threads: 2), cpu: cpu)
        let table = try Self.weight(type, rows: 10, columns: 256, seed: 36)
        let numbers = table.dequantized()
        let ids: [Int32] = [9, 0, 3, 3]
        var out = [Float](repeating: 0, count: ids.count * 256)
        compute.gatherRows(table, ids: ids, count: ids.count, into: &out)
        for (index, id) in ids.enumerated() {
            let row = Int(id)
            #expect(out[index * 256..<index * 256 + 256] == numbers[row * 256..<row * 256 + 256])
        }
    }
}
