import AikiTensor
import CAikiKernels
import Testing

/// Goal: dot products and matrix products are right for every CPU kind. Method: sums in double
/// over the same numbers, every small size, and bits that must agree between the two kernels.
struct DotRowsTests {
    /// Float sums of n products differ from the exact sum by at most n units of 2^-24 of the sum
    /// of magnitudes; with lanes and blocks of 1024 columns, at most 1024 are added in turn.
    static let sumTolerance = 1024 * 0x1p-24

    static func exact(_ w: [Float], _ x: [Float]) -> (sum: Double, magnitude: Double) {
        var (sum, magnitude) = (0.0, 0.0)
        for (a, b) in zip(w, x) {
            sum += Double(a) * Double(b)
            magnitude += abs(Double(a) * Double(b))
        }
        return (sum, magnitude)
    }

    static func agrees(_ result: Float, _ w: [Float], _ x: [Float]) -> Bool {
        let (sum, magnitude) = exact(w, x)
        return abs(Double(result) - sum) <= magnitude * sumTolerance + 1e-30
    }

    // The fixture of BF16 reaches 1e38, where sums overflow; plain rows are tested below.
    @Test(arguments: DequantizeTests.cases.filter { $0.1 != .bf16 })
    func rowsOfEveryTypeMatchTheirNumbers(cpu: CPUKind, type: TensorType) throws {
        let (bytes, numbers) = try Fixtures.blocks(type)
        var random = RandomNumbers(seed: 11)
        let x = random.normals(1024)
        let kernels = Kernels(cpu)
        for columns in Set([type.elementsPerBlock, 2 * type.elementsPerBlock, 256, 512, 1024]) {
            let rows = min(5, 1024 / columns)
            let y = kernels.dotRows(bytes, type, rows: rows, columns: columns, x: x)
            for row in 0..<rows {
                let weights = Array(numbers[row * columns..<(row + 1) * columns])
                #expect(Self.agrees(y[row], weights, x), "\(columns) \(row)")
            }
        }
    }

    @Test(arguments: CPUKind.detected)
    func plainRowsOfEveryLengthMatch(cpu: CPUKind) throws {
        var random = RandomNumbers(seed: 12)
        let kernels = Kernels(cpu)
        for type in [TensorType.f32, .f16, .bf16] {
            for columns in Array(1...70) + [1023, 1024, 1025, 2048, 2079] {
                let rows = 1 + columns % 6
                let values = random.normals(rows * columns)
                let x = random.normals(columns)
                let bytes = try values.withUnsafeBufferPointer {
                    try Quantizer.quantize($0, rowLength: columns, to: type)
                }
                let numbers = kernels.dequantize(bytes, type, count: rows * columns)
                let y = kernels.dotRows(bytes, type, rows: rows, columns: columns, x: x)
                for row in 0..<rows {
                    let weights = Array(numbers[row * columns..<(row + 1) * columns])
                    #expect(Self.agrees(y[row], weights, x), "\(type) \(columns) \(row)")
                }
            }
        }
    }

    /// Kernels may go through several rows side by side.
    @Test(arguments: CPUKind.detected)
    func aRowsBitsDoNotDependOnTheRowsBesideIt(cpu: CPUKind) throws {
        var random = RandomNumbers(seed: 16)
        let kernels = Kernels(cpu)
        let columns = 1100
        for type in [TensorType.f32, .f16, .bf16] {
            let values = random.normals(11 * columns)
            let x = random.normals(columns)
            let bytes = try values.withUnsafeBufferPointer {
                try Quantizer.quantize($0, rowLength: columns, to: type)
            }
            let rowBytes = bytes.count / 11
            let alone = (0..<11).map { row in
                kernels.dotRows(
                    Array(bytes[row * rowBytes..<(row + 1) * rowBytes]), type, rows: 1,
                    columns: columns, x: x)[0]
            }
            for rows in 2...11 {
                let y = kernels.dotRows(bytes, type, rows: rows, columns: columns, x: x)
                #expect(Array(y.prefix(rows)) == Array(alone.prefix(rows)), "\(type) \(rows)")
            }
        }
    }

    @Test(arguments: CPUKind.detected)
    func everySmallMatrixProductMatches(cpu: CPUKind) {
        var random = RandomNumbers(seed: 13)
        let kernels = Kernels(cpu)
        for rows in 1...9 {
            for tokens in 1...13 {
                let columns = random.uniform(1..<100)
                let w = random.normals(rows * columns)
                let x = random.normals(tokens * columns)
                var y = [Float](repeating: 0, count: tokens * rows)
                kernels.table.gemm_f32(
                    w, columns, rows, x, columns, tokens, columns, &y, rows)
                for token in 0..<tokens {
                    for row in 0..<rows {
                        let a = Array(w[row * columns..<(row + 1) * columns])
                        let b = Array(x[token * columns..<(token + 1) * columns])
                        #expect(Self.agrees(y[token * rows + row], a, b))
                    }
                }
            }
        }
    }

    @Test(arguments: CPUKind.detected)
    func matrixProductsRespectStridesAndAddToWhatIsThere(cpu: CPUKind) {
        var random = RandomNumbers(seed: 14)
        let (rows, tokens, columns) = (7, 8, 37)
        let w = random.normals(rows * 50)
        let x = random.normals(tokens * 41)
        var y = [Float](repeating: 3, count: tokens * 9)
        Kernels(cpu).table.gemm_f32(w, 50, rows, x, 41, tokens, columns, &y, 9)
        for token in 0..<tokens {
            for column in 0..<9 {
                guard column < rows else {
                    #expect(y[token * 9 + column] == 3)
                    continue
                }
                let a = Array(w[column * 50..<column * 50 + columns])
                let b = Array(x[token * 41..<token * 41 + columns])
                let expected = Self.exact(a, b).sum + 3
                #expect(abs(Double(y[token * 9 + column]) - expected) < 1e-4)
            }
        }
    }

    @Test(arguments: CPUKind.detected)
    func weightedSumsOfRowsMatchForEveryWidth(cpu: CPUKind) {
        var random = RandomNumbers(seed: 15)
        for width in Array(1...70) + [128, 257] {
            let (m, j) = (1 + width % 7, random.uniform(0..<20))
            let p = random.normals(m * 20)
            let v = random.normals(20 * width)
            let factors = random.normals(m)
            let before = random.normals(m * width)
            var out = before
            Kernels(cpu).table.weighted_rows_f32(
                p, 20, m, factors, v, width, j, width, &out, width)
            for row in 0..<m {
                for column in 0..<width {
                    var sum = Double(factors[row]) * Double(before[row * width + column])
                    for index in 0..<j {
                        sum += Double(p[row * 20 + index]) * Double(v[index * width + column])
                    }
                    #expect(abs(Double(out[row * width + column]) - sum) < 1e-4)
                }
            }
        }
    }
}
