import AikiTensor
import Testing

struct TensorTests {
    @Test func shapesGiveRowsAndColumns() {
        let cases = [([], 1, 1), ([3], 1, 3), ([2, 3], 2, 3), ([4, 2, 3], 8, 3)]
        for (shape, rows, columns) in cases {
            let count = rows * columns
            let tensor = Tensor(f32: (0..<count).map(Float.init), shape: shape)
            #expect(tensor.rows == rows && tensor.columns == columns)
            #expect(tensor.elementCount == count && tensor.bytes.count == 4 * count)
            #expect(tensor.dequantized() == (0..<count).map(Float.init))
        }
    }

    @Test func slicesAreTheOutermostParts() {
        let tensor = Tensor(f32: (0..<24).map(Float.init), shape: [4, 2, 3])
        for index in 0..<4 {
            let slice = tensor.slice(outermost: index)
            #expect(slice.shape == [2, 3])
            #expect(slice.dequantized() == (index * 6..<index * 6 + 6).map(Float.init))
        }
    }

    @Test func slicesOfBlocksFallOnWholeRows() throws {
        let weight = try ComputeMultiplyTests.weight(.q4_K, rows: 6, columns: 512, seed: 1)
        let experts = Tensor(type: .q4_K, shape: [3, 2, 512], bytes: weight.bytes, owner: nil)
        let all = weight.dequantized()
        for index in 0..<3 {
            #expect(
                experts.slice(outermost: index).dequantized()
                    == Array(all[index * 1024..<(index + 1) * 1024]))
        }
        withExtendedLifetime(weight) {}
    }

    @Test func emptyTensorsHoldNothing() {
        let tensor = Tensor(f32: [], shape: [0, 5])
        #expect(tensor.elementCount == 0 && tensor.dequantized().isEmpty)
    }
}
