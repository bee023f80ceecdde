import AikiTensor
import CAikiKernels
import Testing

/// Goal: products with activations as integers are right for every type and CPU kind. Method: the
/// same quants multiplied in double; equal bits for panels of every kind, and for equal tokens in
/// any company.
struct IntegerMultiplyTests {
    static let types = TensorType.allCases.filter { ![.f32, .f16, .bf16].contains($0) }
    static let cases = CPUKind.detected.flatMap { cpu in types.map { (cpu, $0) } }
    static let group = Int(AIKI_GROUP)

    @Test(arguments: CPUKind.detected)
    func activationsBecomeTheNearestIntegers(cpu: CPUKind) {
        var random = RandomNumbers(seed: 41)
        let scalar = Kernels(.scalar)
        for columns in [1, 15, 16, 31, 64, 127, 128, 129, 384, 896, 1000] {
            var x = random.normals(columns, scale: 3)
            if columns > 64 { x[random.uniform(0..<columns)] = 1000 }
            if columns > 300 { x.replaceSubrange(0..<128, with: repeatElement(0, count: 128)) }
            let found = IntegerRows(Kernels(cpu), x, tokens: 1)
            for index in found.quants.indices {
                let first = index / Self.group * Self.group
                let largest = x[first..<min(first + Self.group, columns)].map(abs).max() ?? 0
                let wanted = index < columns ? x[index] : 0
                let value = Float(found.quants[index]) * found.scales[index / Self.group]
                #expect(abs(value - wanted) <= largest / 127 * 0.5001)
            }
            let reference = IntegerRows(scalar, x, tokens: 1)
            #expect(found.quants == reference.quants)
            #expect(found.scales == reference.scales)
            #expect(found.sums == reference.sums)
        }
    }

    @Test(arguments: CPUKind.detected)
    func activationsThatAreNotNumbersMakeTheirGroupNotANumber(cpu: CPUKind) {
        for odd in [Float.nan, -.nan, .infinity, -.infinity] {
            for place in [0, 5, 63, 100, 127] {
                var x = [Float](repeating: 1, count: 300)
                x[128 + place] = odd
                let found = IntegerRows(Kernels(cpu), x, tokens: 1)
                #expect(found.scales[0].isFinite && found.scales[1].isNaN)
                #expect(found.scales[2].isFinite)
                #expect(found.quants[128..<256].allSatisfy { $0 == 0 })
            }
        }
        let small = IntegerRows(
            Kernels(cpu), [0x1p-101, -0x1p-120, 0], tokens: 1)
        #expect(small.scales == [0] && small.quants.allSatisfy { $0 == 0 })
    }

    @Test(arguments: cases)
    func rowsMatchTheirNumbersForEveryCountOfTokens(cpu: CPUKind, type: TensorType) throws {
        let kernels = Kernels(cpu)
        let shapes = type.elementsPerBlock == 256 ? [256, 512, 2304] : [32, 96, 128, 896, 2080]
        for (columns, rows) in zip(shapes, [1, 7, 18, 5, 3]) {
            let weight = try ComputeMultiplyTests.weight(
                type, rows: rows, columns: columns, seed: 51)
            let numbers = weight.dequantized()
            var alone: [[Float]] = []
            for tokens in 1...Int(AIKI_DOT_TOKENS) {
                let x = (0..<tokens).map { token in
                    var random = RandomNumbers(seed: 60 + UInt64(token))
                    return random.normals(columns, scale: 1 + Float(token))
                }
                var rowsOfX = IntegerRows(kernels, x.flatMap { $0 }, tokens: tokens)
                let all = rowsOfX.dot(
                    kernels, Array(weight.bytes), type, rows: rows, tokens: tokens, spare: 3)
                let y = (0..<tokens).map { token in
                    let row = all[token * (rows + 3)..<(token + 1) * (rows + 3)]
                    #expect(row.suffix(3).allSatisfy { $0 == 0 })
                    return Array(row.prefix(rows))
                }
                for token in 0..<tokens {
                    Self.check(y[token], rowsOfX, token, numbers)
                    if token < alone.count { #expect(y[token] == alone[token]) }
                }
                alone = y
            }
        }
    }

    /// Sums of at most a few hundred scaled integers in f32.
    private static func check(
        _ y: [Float], _ x: IntegerRows, _ token: Int, _ numbers: [Float]
    ) {
        let columns = x.columns
        for (row, result) in y.enumerated() {
            var (sum, magnitude) = (0.0, 0.0)
            for k in 0..<columns {
                let product = x.number(token, k) * Double(numbers[row * columns + k])
                sum += product
                magnitude += abs(product)
            }
            #expect(abs(Double(result) - sum) <= magnitude * 64 * 0x1p-23 + 1e-30, "\(row)")
        }
    }

    @Test(arguments: cases)
    func panelsHaveTheBitsOfTheScalarOnes(cpu: CPUKind, type: TensorType) throws {
        let buffer = ActivationBuffer()
        let shapes = type.elementsPerBlock == 256 ? [256, 1280] : [32, 160, 896]
        for (columns, rows, tokens) in zip3(shapes, [70, 9, 129], [1, 13, 20]) {
            let weight = try ComputeMultiplyTests.weight(
                type, rows: rows, columns: columns, seed: 71)
            var random = RandomNumbers(seed: 72)
            let x = random.normals(tokens * columns)
            var expected = [Float](repeating: 0, count: tokens * rows)
            Compute(pool: WorkerPool(threads: 1), cpu: .scalar).multiply(
                weight, x, tokens: tokens, into: &expected, method: .prompt, buffer: buffer)
            var found = [Float](repeating: 5, count: tokens * rows)
            let compute = Compute(pool: WorkerPool(threads: 3), cpu: cpu)
            compute.multiply(
                weight, x, tokens: tokens, into: &found, method: .prompt, buffer: buffer)
            #expect(found == expected)
        }
    }

    /// Blocks of any bytes, with scales that are negative, tiny or zero as well, against their
    /// numbers packed.
    @Test(arguments: cases)
    func panelsFromBlocksHaveTheBitsOfThoseFromNumbers(cpu: CPUKind, type: TensorType) {
        let kernels = Kernels(cpu)
        guard let pack = Self.packer(kernels, type) else { return }
        let (step, bytes) = (Int(AIKI_PANEL_STEP), kernels.table.panel_bytes)
        var random = RandomNumbers(seed: 76)
        for groups in type.elementsPerBlock == 256 ? [2, 4] : [1, 2, 3] {
            let columns = groups * Self.group
            let rowBytes = type.byteCount(elements: columns) ?? 0
            for _ in 0..<100 {
                let blocks = Self.blocks(type, rowBytes: rowBytes, rows: step, &random)
                let first = random.uniform(0..<kernels.table.panel_rows / step) * step
                let numbers = kernels.dequantize(blocks, type, count: columns * step)
                let expected = Self.panels(numbers, groups: groups, bytes: bytes) {
                    kernels.table.pack_panel($0, columns, first, $1)
                }
                var found = Self.panels(groups: groups, bytes: bytes)
                pack(blocks, rowBytes, groups, first, &found)
                #expect(found == expected, "\(groups) groups")
            }
        }
    }

    /// Numbers that are zero to products of BF16 may stay what they are.
    @Test(arguments: CPUKind.detected, [TensorType.f16, .bf16])
    func panelsFromShortFloatsHaveTheBitsOfThoseFromNumbers(cpu: CPUKind, type: TensorType) throws {
        let kernels = Kernels(cpu)
        guard let pack = Self.packer(kernels, type) else { return }
        let (step, bytes) = (Int(AIKI_PANEL_STEP), kernels.table.bf16_panel_bytes)
        var random = RandomNumbers(seed: 78)
        for groups in 1...3 {
            let columns = groups * Self.group
            let rows = try random.normals(columns * step).withUnsafeBufferPointer {
                try Quantizer.quantize($0, rowLength: columns, to: type)
            }
            let numbers = kernels.dequantize(rows, type, count: columns * step)
            for first in stride(from: 0, to: kernels.table.panel_rows, by: step) {
                let expected = Self.panels(numbers, groups: groups, bytes: bytes) {
                    kernels.table.pack_bf16_panel($0, columns, first, $1)
                }
                var found = Self.panels(groups: groups, bytes: bytes)
                pack(rows, rows.count / step, groups, first, &found)
                #expect(found == expected, "\(groups) groups from \(first)")
            }
        }
    }

    /// Panels as they are before they are packed.
    private static func panels(groups: Int, bytes: Int) -> [UInt8] {
        [UInt8](repeating: 7, count: groups * bytes)
    }

    /// Panels packed one after the other from a group of numbers each.
    private static func panels(
        _ numbers: [Float], groups: Int, bytes: Int,
        pack: (UnsafePointer<Float>?, UnsafeMutableRawPointer?) -> Void
    ) -> [UInt8] {
        var panels = panels(groups: groups, bytes: bytes)
        numbers.withUnsafeBufferPointer { numbers in
            panels.withUnsafeMutableBytes { panels in
                for index in 0..<groups {
                    pack(
                        numbers.baseAddress.map { $0 + index * group },
                        panels.baseAddress.map { $0 + index * bytes })
                }
            }
        }
        return panels
    }

    private static func packer(_ kernels: Kernels, _ type: TensorType) -> AikiPackBlocks? {
        withUnsafePointer(to: kernels.table) { aiki_pack_blocks($0, type.rawValue) }
    }

    /// Rows of random blocks whose binary16 scales are finite.
    private static func blocks(
        _ type: TensorType, rowBytes: Int, rows: Int, _ random: inout RandomNumbers
    ) -> [UInt8] {
        let scales: [UInt16] = [
            0, 0x8000, 1, 0x8001, 0x03ff, 0x2400, 0xa400, 0x3c00, 0x7bff, 0xfbff,
        ]
        let places: [TensorType: [Int]] = [.q4_K: [0, 2], .q5_K: [0, 2], .q6_K: [208]]
        var blocks = (0..<rows * rowBytes).map { _ in UInt8(random.uniform(0..<256)) }
        for start in stride(from: 0, to: blocks.count, by: type.bytesPerBlock) {
            for place in (places[type] ?? [0]).map({ start + $0 }) {
                let half =
                    random.uniform(0..<3) == 0
                    ? scales[random.uniform(0..<scales.count)]
                    : UInt16(0x2000 + random.uniform(0..<0x800))
                blocks[place] = UInt8(half & 0xff)
                blocks[place + 1] = UInt8(half >> 8)
            }
        }
        return blocks
    }

    @Test(arguments: CPUKind.detected, types + [.f16, .bf16])
    func packedWeightsGiveTheSameBits(cpu: CPUKind, type: TensorType) throws {
        let buffer = ActivationBuffer()
        let compute = Compute(pool: WorkerPool(threads: 3), cpu: cpu)
        let shapes = type.elementsPerBlock == 256 ? [256, 1280] : [32, 160, 896]
        for (columns, rows, tokens) in zip3(shapes, [70, 9, 129], [1, 13, 20]) {
            let weight = try ComputeMultiplyTests.weight(
                type, rows: rows, columns: columns, seed: 73)
            var random = RandomNumbers(seed: 74)
            let x = random.normals(tokens * columns)
            var expected = random.normals(tokens * rows)
            var found = expected
            compute.multiply(
                weight, x, tokens: tokens, into: &expected, accumulate: true, method: .prompt,
                buffer: buffer)
            let packed = compute.pack(weight)
            compute.multiply(
                weight, x, tokens: tokens, into: &found, accumulate: true, method: .prompt,
                packed: packed, buffer: buffer)
            #expect(found == expected)
            #expect(type == .f16 || type == .bf16 || packed != nil)
            #expect((packed?.byteCount ?? 1) > 0)
        }
        let floats = try ComputeMultiplyTests.weight(.f32, rows: 8, columns: 32, seed: 75)
        #expect(compute.pack(floats) == nil)
    }

    private func zip3(_ a: [Int], _ b: [Int], _ c: [Int]) -> [(Int, Int, Int)] {
        zip(a, zip(b, c)).map { ($0, $1.0, $1.1) }
    }

    @Test(arguments: types)
    func bothMethodsAreNearTheExactProduct(type: TensorType) throws {
        let (rows, columns, tokens) = (64, 2048, 12)
        let weight = try ComputeMultiplyTests.weight(
            type, rows: rows, columns: columns, seed: 81)
        var random = RandomNumbers(seed: 82)
        let x = random.normals(tokens * columns)
        let compute = Compute(pool: WorkerPool(threads: 2))
        let buffer = ActivationBuffer()
        func product(_ method: MultiplyMethod) -> [Float] {
            var y = [Float](repeating: 0, count: tokens * rows)
            compute.multiply(
                weight, x, tokens: tokens, into: &y, method: method, buffer: buffer)
            return y
        }
        let exact = product(.exact)
        let scale = exact.reduce(0.0) { $0 + Double($1 * $1) }
        for method in [MultiplyMethod.prompt, .generation] {
            let error = zip(product(method), exact).reduce(0.0) {
                $0 + Double(($1.0 - $1.1) * ($1.0 - $1.1))
            }
            #expect((error / scale).squareRoot() < 0.012, "\(method)")
        }
    }

    @Test(arguments: types + [.f16, .bf16], [MultiplyMethod.prompt, .generation])
    func aTokensBitsDoNotDependOnItsCompany(type: TensorType, method: MultiplyMethod) throws {
        let (rows, columns, tokens) = (131, 768, 77)
        let weight = try ComputeMultiplyTests.weight(
            type, rows: rows, columns: columns, seed: 91)
        var random = RandomNumbers(seed: 92)
        let x = random.normals(tokens * columns)
        let buffer = ActivationBuffer()
        var whole = [Float](repeating: 0, count: tokens * rows)
        Compute(pool: WorkerPool(threads: 3)).multiply(
            weight, x, tokens: tokens, into: &whole, method: method, buffer: buffer)
        let compute = Compute(pool: WorkerPool(threads: 1))
        for step in [1, 2, 7, 9, 33] {
            for first in stride(from: 0, to: tokens, by: step) {
                let count = min(step, tokens - first)
                let part = Array(x[first * columns..<(first + count) * columns])
                var y = [Float](repeating: 0, count: count * rows)
                compute.multiply(
                    weight, part, tokens: count, into: &y, method: method, buffer: buffer)
                #expect(y == Array(whole[first * rows..<(first + count) * rows]))
            }
        }
    }

    /// Where the CPU has products of BF16, they are the products of the rounded numbers.
    @Test(arguments: CPUKind.detected, [TensorType.f16, .bf16])
    func promptsOfShortFloatsMatchADoubleLoop(cpu: CPUKind, type: TensorType) throws {
        let compute = Compute(pool: WorkerPool(threads: 2), cpu: cpu)
        let isRounded = Kernels(cpu).table.multiply_bf16_panels != nil
        let buffer = ActivationBuffer()
        func rounded(_ value: Float) -> Double {
            guard isRounded else { return Double(value) }
            let bits = value.bitPattern
            let kept = (bits &+ 0x7fff &+ (bits >> 16 & 1)) & 0xffff_0000
            return Double(Float(bitPattern: kept))
        }
        for (rows, columns, tokens) in [
            (1, 1, 1), (70, 200, 13), (64, 384, 6), (9, 2048, 8), (130, 1100, 77), (20, 384, 48),
        ] {
            let weight = try ComputeMultiplyTests.weight(
                type, rows: rows, columns: columns, seed: 95)
            let numbers = weight.dequantized().map(rounded)
            var random = RandomNumbers(seed: 96)
            let x = random.normals(tokens * columns)
            let values = x.map(rounded)
            var y = [Float](repeating: 5, count: tokens * rows)
            compute.multiply(
                weight, x, tokens: tokens, into: &y, method: .prompt, buffer: buffer)
            for token in 0..<tokens {
                for row in 0..<rows {
                    var (sum, magnitude) = (0.0, 0.0)
                    for k in 0..<columns {
                        let product = numbers[row * columns + k] * values[token * columns + k]
                        sum += product
                        magnitude += abs(product)
                    }
                    let error = abs(Double(y[token * rows + row]) - sum)
                    #expect(error <= magnitude * 1024 * 0x1p-24 + 1e-30)
                }
            }
        }
    }
}
