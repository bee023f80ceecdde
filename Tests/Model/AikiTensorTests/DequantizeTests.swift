import AikiTensor
import CAikiKernels
import Testing

/// Goal: stored blocks mean what other programs mean by them. Method: random blocks whose numbers
/// were computed by the gguf package, every CPU kind.
struct DequantizeTests {
    static let cases = CPUKind.detected.flatMap { cpu in TensorType.allCases.map { (cpu, $0) } }

    /// Every kind rounds each product as the reference does, so nothing may differ.
    @Test(arguments: cases)
    func blocksMeanWhatTheReferenceSays(cpu: CPUKind, type: TensorType) throws {
        let (bytes, expected) = try Fixtures.blocks(type)
        let numbers = Kernels(cpu).dequantize(bytes, type, count: expected.count)
        for (index, number) in numbers.enumerated() {
            #expect(number == expected[index], "\(index)")
        }
    }

    @Test func everyHalfIsTheFloatThatSwiftReads() throws {
        let halves = (0...UInt16.max).map { $0 }
        let bytes = halves.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
        for cpu in CPUKind.detected {
            let numbers = Kernels(cpu).dequantize(bytes, .f16, count: halves.count)
            for (half, number) in zip(halves, numbers) {
                let expected = Float(Float16(bitPattern: half))
                #expect(number == expected || number.isNaN && expected.isNaN)
            }
        }
    }

    @Test(arguments: CPUKind.detected)
    func everyLengthIsFilledAndNothingBeyond(cpu: CPUKind) throws {
        for type in TensorType.allCases {
            let (bytes, _) = try Fixtures.blocks(type)
            let whole = Kernels(cpu).dequantize(bytes, type, count: 1024)
            let block = type.elementsPerBlock
            for length in stride(from: 0, through: min(1024, block * 37), by: block) {
                let part = Kernels(cpu).dequantize(bytes, type, count: length, guardCount: 32)
                #expect(Array(part.prefix(length)) == Array(whole.prefix(length)))
                #expect(part.dropFirst(length).allSatisfy { $0 == 1234.5 })
            }
        }
    }
}
