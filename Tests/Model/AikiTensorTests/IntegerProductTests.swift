import AikiTensor
import CAikiKernels
import Testing

/// Goal: products with activations of 8 bits are right for every CPU kind. Method: sums in double
/// over the same numbers, every count of tokens, rows that end within a group.
struct IntegerProductTests {
    static let quantised = DequantizeTests.cases.filter { ![.f32, .f16, .bf16].contains($0.1) }

    /// Integers are summed exactly; what is left is the rounding of at most 80 groups' floats, whose
    /// terms are no larger than were all of a row's weights as large as its largest. One wrong
    /// integer would be 2^-14 of that or more.
    static let tolerance = 0x1p-19

    /// 1024 numbers of a type: random blocks, but for MXFP4, whose random exponents overflow sums.
    static func weights(_ type: TensorType) throws -> (bytes: [UInt8], numbers: [Float]) {
        guard type == .mxfp4 else { return try Fixtures.blocks(type) }
        var random = RandomNumbers(seed: 30)
        let bytes = try random.normals(1024).withUnsafeBufferPointer {
            try Quantizer.quantize($0, rowLength: 1024, to: type)
        }
        return (bytes, Kernels(.scalar).dequantize(bytes, type, count: 1024))
    }

    @Test(arguments: quantised)
    func rowsOfEveryTypeMatchTheirNumbers(cpu: CPUKind, type: TensorType) throws {
        let (bytes, numbers) = try Self.weights(type)
        let kernels = Kernels(cpu)
        var random = RandomNumbers(seed: 31)
        let block = type.elementsPerBlock
        for columns in stride(from: block, through: 1024, by: block == 32 ? 96 : 256) {
            let rows = min(3, 1024 / columns)
            var x = IntegerRows(kernels, random.normals(8 * columns), tokens: 8)
            let y = x.dot(kernels, bytes, type, rows: rows, tokens: 8)
            for token in 0..<8 {
                for row in 0..<rows {
                    var (sum, largest, magnitude) = (0.0, 0.0, 0.0)
                    for column in 0..<columns {
                        let weight = Double(numbers[row * columns + column])
                        sum += weight * x.number(token, column)
                        largest = max(largest, abs(weight))
                        magnitude += abs(x.number(token, column))
                    }
                    let error = abs(Double(y[token * (rows + 1) + row]) - sum)
                    #expect(error <= Self.tolerance * largest * magnitude, "\(columns) \(token)")
                }
                #expect(y[token * (rows + 1) + rows] == 0)
            }
        }
    }

    @Test(arguments: quantised)
    func aTokensBitsDoNotDependOnItsNeighbours(cpu: CPUKind, type: TensorType) throws {
        let (bytes, _) = try Self.weights(type)
        let kernels = Kernels(cpu)
        var random = RandomNumbers(seed: 32)
        let columns = type.elementsPerBlock == 32 ? 480 : 512
        var x = IntegerRows(kernels, random.normals(8 * columns), tokens: 8)
        let all = x.dot(kernels, bytes, type, rows: 2, tokens: 8)
        for tokens in 1..<8 {
            let some = x.dot(kernels, bytes, type, rows: 2, tokens: tokens)
            #expect(some == Array(all.prefix(tokens * 3)), "\(tokens)")
        }
    }

    /// Kernels may go through several rows side by side.
    @Test(arguments: quantised)
    func aRowsBitsDoNotDependOnTheRowsBesideIt(cpu: CPUKind, type: TensorType) throws {
        let (bytes, _) = try Self.weights(type)
        let kernels = Kernels(cpu)
        var random = RandomNumbers(seed: 34)
        let columns = type.elementsPerBlock == 32 ? 160 : 256
        let rowBytes = try #require(type.byteCount(elements: columns))
        for tokens in [1, 2, 4, 5] {
            var x = IntegerRows(kernels, random.normals(tokens * columns), tokens: tokens)
            let alone = (0..<1024 / columns).map { row in
                x.dot(
                    kernels, Array(bytes[row * rowBytes..<(row + 1) * rowBytes]), type, rows: 1,
                    tokens: tokens)
            }
            for rows in 2...alone.count {
                let y = x.dot(kernels, bytes, type, rows: rows, tokens: tokens)
                for token in 0..<tokens {
                    for row in 0..<rows {
                        #expect(y[token * (rows + 1) + row] == alone[row][token * 2])
                    }
                }
            }
        }
    }

    @Test(arguments: CPUKind.detected)
    func activationsAreTheNearestIntegers(cpu: CPUKind) {
        let kernels = Kernels(cpu)
        var random = RandomNumbers(seed: 33)
        for columns in Array(1...300) {
            let x = random.normals(columns, scale: columns % 7 == 0 ? 1e-35 : 3)
            let rows = IntegerRows(kernels, x, tokens: 1)
            for group in 0..<rows.padded / 128 {
                let values = Array(x[group * 128..<min(columns, group * 128 + 128)])
                let largest = values.reduce(0) { max($0, abs($1)) }
                let inverse = largest >= 0x1p-100 ? 127 / largest : 0
                #expect(rows.scales[group] == (inverse > 0 ? largest / 127 : 0))
                let wanted =
                    values.map { Int8(($0 * inverse).rounded(.toNearestOrEven)) }
                    + [Int8](repeating: 0, count: 128 - values.count)
                #expect(Array(rows.quants[group * 128..<group * 128 + 128]) == wanted)
            }
            for index in 0..<rows.padded / 16 {
                let sum = rows.quants[index * 16..<index * 16 + 16].reduce(0) { $0 + Int16($1) }
                #expect(rows.sums[index] == sum)
            }
        }
    }

    @Test(arguments: CPUKind.detected)
    func activationsThatAreNotFiniteMakeTheirGroupNotANumber(cpu: CPUKind) {
        for bad in [Float.nan, .infinity, -.infinity] {
            for place in [0, 5, 127, 128, 130] {
                var x = [Float](repeating: 1, count: 131)
                x[place] = bad
                let rows = IntegerRows(Kernels(cpu), x, tokens: 1)
                let group = place / 128
                #expect(rows.scales[group].isNaN)
                #expect(rows.scales[1 - group] == Float(1) / 127)
                #expect(rows.quants[group * 128..<group * 128 + 128].allSatisfy { $0 == 0 })
                #expect(rows.sums[group * 8..<group * 8 + 8].allSatisfy { $0 == 0 })
            }
        }
    }

    /// Scale and sum as the header says, so that every kind gives the same bits.
    @Test(arguments: CPUKind.detected)
    func panelsHoldTheProductsOfTheirIntegers(cpu: CPUKind) {
        let kernels = Kernels(cpu)
        let table = kernels.table
        var random = RandomNumbers(seed: 34)
        let rows = table.panel_rows
        let numbers = (0..<rows).flatMap { random.normals(128, scale: $0 % 5 == 4 ? 0 : 1) }
        let weights = IntegerRows(kernels, numbers, tokens: rows)
        let panel = UnsafeMutableRawBufferPointer.allocate(
            byteCount: table.panel_bytes, alignment: 64)
        defer { panel.deallocate() }
        for first in stride(from: 0, to: rows, by: 16) {
            numbers.withUnsafeBufferPointer {
                let start = $0.baseAddress.map { $0 + first * 128 }
                table.pack_panel(start, 128, first, panel.baseAddress)
            }
        }
        for tokens in 1...20 {
            let x = IntegerRows(kernels, random.normals(tokens * 128), tokens: tokens)
            let sums = (0..<tokens).map { token in
                x.sums[token * 8..<token * 8 + 8].reduce(Int32(0)) { $0 + Int32($1) }
            }
            let before = random.normals(tokens * rows)
            var y = before
            table.multiply_panel(panel.baseAddress, x.quants, x.scales, sums, tokens, &y)
            for token in 0..<tokens {
                for row in 0..<rows {
                    var sum: Int32 = 0
                    for column in 0..<128 {
                        sum +=
                            Int32(weights.quants[row * 128 + column])
                            * Int32(x.quants[token * 128 + column])
                    }
                    let scale = weights.scales[row] * x.scales[token]
                    let wanted = before[token * rows + row].addingProduct(Float(sum), scale)
                    #expect(y[token * rows + row] == wanted, "\(tokens) \(token) \(row)")
                }
            }
        }
    }
}
