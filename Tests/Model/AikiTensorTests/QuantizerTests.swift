import AikiTensor
import Foundation
import Testing

/// Goal: what is quantised loses no more than it must. Method: the error against that of the
/// reference on the same rows, and properties that need no reference.
struct QuantizerTests {
    /// How much larger than the reference's an error may be.
    static let errorRatioMax = 1.02

    static func quantized(
        _ values: [Float], row: Int, _ type: TensorType, importance: [Float]? = nil
    ) throws -> [Float] {
        let bytes = try values.withUnsafeBufferPointer { values in
            if let importance {
                return try importance.withUnsafeBufferPointer {
                    try Quantizer.quantize(values, rowLength: row, to: type, importance: $0)
                }
            }
            return try Quantizer.quantize(values, rowLength: row, to: type)
        }
        var back = [Float](repeating: 0, count: values.count)
        bytes.withUnsafeBytes { bytes in
            back.withUnsafeMutableBufferPointer {
                Quantizer.dequantize(bytes, type: type, into: $0)
            }
        }
        return back
    }

    static func rootMeanSquare(_ a: [Float], _ b: [Float], weights: [Float]? = nil) -> Double {
        var sum = 0.0
        for index in a.indices {
            let difference = Double(a[index]) - Double(b[index])
            let weight = weights.map { Double($0[index % $0.count]) } ?? 1
            sum += weight * difference * difference
        }
        return (sum / Double(a.count)).squareRoot()
    }

    @Test(arguments: TensorType.allCases)
    func theErrorIsNoLargerThanTheReferences(type: TensorType) throws {
        let marks = try Fixtures.marks()
        let source = Fixtures.floats(try Fixtures.data("source.bin"))
        let back = try Self.quantized(source, row: marks.columns, type)
        let error = Self.rootMeanSquare(source, back)
        let mark = try #require(marks.types[type.name]).rmse
        #expect(error <= mark * Self.errorRatioMax, "\(type.name): \(error / mark)")
    }

    @Test(arguments: TensorType.allCases.filter { $0.elementsPerBlock > 1 })
    func importanceLowersTheErrorOfWhatMatters(type: TensorType) throws {
        var random = RandomNumbers(seed: 5)
        let source = random.normals(16 * 512)
        let importance = (0..<512).map { $0 % 7 == 0 ? Float(100) : 1 }
        let plain = try Self.quantized(source, row: 512, type)
        let steered = try Self.quantized(source, row: 512, type, importance: importance)
        let before = Self.rootMeanSquare(source, plain, weights: importance)
        let after = Self.rootMeanSquare(source, steered, weights: importance)
        // Q8_0 is stored by its largest number alone.
        if type == .q8_0 { #expect(after == before) } else { #expect(after < before, "\(type)") }
    }

    @Test(arguments: TensorType.allCases)
    func zerosStayZeros(type: TensorType) throws {
        let back = try Self.quantized([Float](repeating: 0, count: 512), row: 256, type)
        #expect(back.allSatisfy { $0 == 0 })
    }

    @Test(arguments: TensorType.allCases)
    func extremeNumbersStayFinite(type: TensorType) throws {
        for scale: Float in [1e-38, 1e-20, 6e-8, 1e-4, 60000] {
            for pattern in 0..<4 {
                let source = (0..<256).map { index -> Float in
                    switch pattern {
                    case 0: scale
                    case 1: index == 100 ? -scale : 0
                    case 2: index.isMultiple(of: 2) ? scale : -scale
                    default: scale * Float(index) / 255
                    }
                }
                let back = try Self.quantized(source, row: 256, type)
                let error = zip(source, back).map { abs($0 - $1) }.max() ?? 0
                // Below: two roundings to the smallest binary16.
                #expect(error <= scale * 1.001 + 0x1p-23, "\(type) \(scale) \(pattern)")
            }
        }
    }

    @Test func constantRowsAreKeptByTypesWithMinimums() throws {
        for type in [TensorType.q4_1, .q5_1, .q4_0, .q8_0, .q6_K] {
            for value: Float in [1, -1] {
                let source = [Float](repeating: value, count: 256)
                let back = try Self.quantized(source, row: 256, type)
                for number in back { #expect(abs(number - value) < 0.01, "\(type) \(value)") }
            }
        }
    }

    @Test(arguments: TensorType.allCases)
    func whatATypeCannotHoldIsRefused(type: TensorType) throws {
        var source = [Float](repeating: 1, count: 512)
        source[300] = .infinity
        let wide = type == .f32 || type == .bf16
        if wide {
            #expect(try Self.quantized(source, row: 256, type)[300] == .infinity)
        } else {
            #expect(throws: TensorError.notFinite(index: 300)) {
                try Self.quantized(source, row: 256, type)
            }
            source[300] = Quantizer.magnitudeMax.nextUp
            #expect(throws: TensorError.tooLarge(index: 300, type: type)) {
                try Self.quantized(source, row: 256, type)
            }
            source[300] = Quantizer.magnitudeMax
            #expect(try Self.quantized(source, row: 256, type).allSatisfy(\.isFinite))
        }
    }

    @Test(arguments: TensorType.allCases)
    func rowsThatAreNotWholeAreRefused(type: TensorType) throws {
        let source = [Float](repeating: 1, count: 513)
        #expect(throws: TensorError.rowsNotWhole(count: 513, rowLength: 256)) {
            try Self.quantized(source, row: 256, type)
        }
        for row in [0, -256] {
            #expect(throws: TensorError.rowNotWholeBlocks(type: type, rowLength: row)) {
                try Self.quantized(source, row: row, type)
            }
        }
        if type.elementsPerBlock > 1 {
            #expect(throws: TensorError.rowNotWholeBlocks(type: type, rowLength: 27)) {
                try Self.quantized(source, row: 27, type)
            }
        }
    }
}
