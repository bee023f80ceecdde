import AikiTensor
import Testing

struct TensorTypeTests {
    @Test(arguments: TensorType.allCases)
    func aTypeIsFoundByItsNameInAnyCase(type: TensorType) {
        #expect(TensorType(name: type.name) == type)
        #expect(TensorType(name: type.name.lowercased()) == type)
    }

    @Test func unknownNamesAreNoType() {
        for name in ["", "Q9_K", "F32 ", "f"] { #expect(TensorType(name: name) == nil) }
    }

    @Test(arguments: TensorType.allCases)
    func bytesAreCountedForWholeBlocksOnly(type: TensorType) {
        let block = type.elementsPerBlock
        for elements in -1...block * 3 {
            let whole = elements >= 0 && elements % block == 0
            let expected = whole ? elements / block * type.bytesPerBlock : nil
            #expect(type.byteCount(elements: elements) == expected)
        }
    }

    @Test func countsThatDoNotFitAreRefused() {
        #expect(TensorType.f32.byteCount(elements: Int.max) == nil)
        #expect(TensorType.f32.byteCount(elements: Int.max / 4) == Int.max / 4 * 4)
        #expect(TensorType.f32.byteCount(elements: Int.max / 4 + 1) == nil)
        #expect(Tensor.byteCount(type: .f32, shape: [Int.max, Int.max]) == nil)
        #expect(Tensor.byteCount(type: .q4_K, shape: [Int.max / 4, 256]) == nil)
        #expect(Tensor.byteCount(type: .q8_0, shape: [1 << 40, 1 << 40, 32]) == nil)
        #expect(Tensor.byteCount(type: .f32, shape: [-1, 4]) == nil)
        #expect(Tensor.byteCount(type: .f32, shape: [2, -4]) == nil)
        #expect(Tensor.byteCount(type: .f32, shape: []) == 4)
        #expect(Tensor.byteCount(type: .f32, shape: [0, 4]) == 0)
    }

    @Test func filesHaveNoTypesOfMemory() {
        for type in TensorType.allCases { #expect(TensorType(fileNumber: type.rawValue) == type) }
        #expect(TensorType(fileNumber: TensorType.compactBF16.rawValue) == nil)
        #expect(TensorType(name: TensorType.compactBF16.name) == nil)
        #expect(TensorType(fileNumber: 4) == nil)
    }
}
