package import AikiTensor

/// The numbers that training changes, and their gradients: two blocks of f32.
///
/// Frozen parts of a model stay in its file. `@unchecked Sendable`: one session owns a store and its
/// passes run one after another; tensors that view it are read only while nothing writes.
package final class ParameterStore: @unchecked Sendable {
    /// What is in it.
    package let arrays: [TrainedArray]
    /// Numbers of all arrays, padding between them included.
    package let count: Int
    /// The numbers.
    package let values: UnsafeMutablePointer<Float>
    /// Their gradients, summed over the passes of a step.
    package let gradients: UnsafeMutablePointer<Float>

    private static let alignment = 64
    private static let numbersPerLine = 16

    /// Makes a store of zeros.
    package init(_ parts: [(name: String, shape: [Int], kind: TrainedArray.Kind)]) {
        var offset = 0
        arrays = parts.map { part in
            let array = TrainedArray(
                name: part.name, shape: part.shape, kind: part.kind, offset: offset)
            offset +=
                (array.count + Self.numbersPerLine - 1) / Self.numbersPerLine
                * Self.numbersPerLine
            return array
        }
        count = offset
        values = Self.allocate(offset)
        gradients = Self.allocate(offset)
    }

    deinit {
        values.deallocate()
        gradients.deallocate()
    }

    /// Zeros, aligned for the kernels.
    package static func allocate(_ count: Int) -> UnsafeMutablePointer<Float> {
        let numbers = reserve(count)
        numbers.initialize(repeating: 0, count: max(count, 1))
        return numbers
    }

    /// Memory aligned for the kernels, with whatever stands in it.
    package static func reserve(_ count: Int) -> UnsafeMutablePointer<Float> {
        UnsafeMutableRawPointer.allocate(
            byteCount: max(count, 1) * MemoryLayout<Float>.stride, alignment: alignment
        ).bindMemory(to: Float.self, capacity: max(count, 1))
    }

    /// Where an array's numbers are.
    package func values(_ index: Int) -> UnsafeMutablePointer<Float> {
        values + arrays[index].offset
    }

    /// Where an array's gradient is.
    package func gradients(_ index: Int) -> UnsafeMutablePointer<Float> {
        gradients + arrays[index].offset
    }

    /// An array's numbers, as a buffer.
    package func buffer(_ index: Int) -> UnsafeMutableBufferPointer<Float> {
        UnsafeMutableBufferPointer(start: values(index), count: arrays[index].count)
    }

    /// A view of an array as it is at any time.
    package func tensor(_ index: Int) -> Tensor {
        Tensor(
            type: .f32, shape: arrays[index].shape,
            bytes: UnsafeRawBufferPointer(buffer(index)), owner: self)
    }

    /// Forgets the gradients.
    package func clearGradients() {
        gradients.update(repeating: 0, count: count)
    }
}
