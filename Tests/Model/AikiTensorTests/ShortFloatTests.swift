import AikiTensor
import Testing

/// Goal: short floats are rounded to nearest, ties to even. Method: Swift's own conversion, and
/// integer arithmetic for bfloat16, over every exponent.
struct ShortFloatTests {
    /// Numbers of every exponent and sign, among them ties, and the neighbours of each.
    static let numbers: [Float] = (0...255).flatMap { exponent -> [Float] in
        var random = RandomNumbers(seed: UInt64(exponent))
        let fractions = (0..<40).map { _ in UInt32(random.uniform(0..<1 << 23)) }
        let ties: [UInt32] = [0, 0x1000, 0x3000, 0x0fff, 0x1001, 0x8000, 0x18000, 0x7fffff]
        return (fractions + ties).flatMap { fraction in
            let bits = UInt32(exponent) << 23 | fraction
            return [Float(bitPattern: bits), Float(bitPattern: bits | 1 << 31)]
        }
    }

    static func halves(_ values: [Float], _ type: TensorType) throws -> [UInt16] {
        let bytes = try values.withUnsafeBufferPointer {
            try Quantizer.quantize($0, rowLength: values.count, to: type)
        }
        return stride(from: 0, to: bytes.count, by: 2).map {
            UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8
        }
    }

    @Test func halvesAreRoundedAsSwiftRounds() throws {
        let values = Self.numbers.filter { $0.magnitude <= Quantizer.magnitudeMax }
        let expected = values.map { Float16($0).bitPattern }
        #expect(try Self.halves(values, .f16) == expected)
    }

    @Test func upperHalvesAreRoundedToEven() throws {
        let values = Self.numbers.filter { !$0.isNaN }
        let expected = values.map { value in
            let bits = UInt64(value.bitPattern)
            return UInt16((bits + 0x7fff + (bits >> 16 & 1)) >> 16)
        }
        #expect(try Self.halves(values, .bf16) == expected)
        let nothing = try Self.halves([.nan], .bf16)
        #expect(Float(bitPattern: UInt32(nothing[0]) << 16).isNaN)
    }

    @Test(arguments: CPUKind.detected)
    func cachesRoundHalvesTheSameWay(cpu: CPUKind) {
        let values = Self.numbers.filter(\.isFinite)
        var halves = [UInt16](repeating: 0, count: values.count)
        halves.withUnsafeMutableBytes { bytes in
            guard let base = bytes.baseAddress else { return }
            Compute(pool: WorkerPool(threads: 1), cpu: cpu).storeKeyValue(
                values, rows: 1, width: values.count, type: .f16, into: base, strideBytes: 0)
        }
        #expect(halves == values.map { Float16($0).bitPattern })
    }
}
