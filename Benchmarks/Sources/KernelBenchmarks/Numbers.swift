import AikiTensor

/// Numbers without a pattern, the same in each run, in memory that kernels take.
final class Numbers {
    let values: UnsafeMutableBufferPointer<Float>
    var start: UnsafeMutablePointer<Float> { values.baseAddress.unsafelyUnwrapped }

    /// - Parameters:
    ///   - count: how many; memory is taken for one at least.
    ///   - seed: chooses them; 0 gives zeros.
    init(_ count: Int, seed: UInt64 = 0) {
        values = .allocate(capacity: max(count, 1))
        var state = seed &* 0x9E37_79B9_7F4A_7C15
        values.initialize(repeating: 0)
        guard seed > 0 else { return }
        for index in values.indices {
            // About normal: the sum of four uniform numbers, of variance 1.
            var sum: Float = 0
            for _ in 0..<4 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                sum += Float(state >> 40) / Float(1 << 24) - 0.5
            }
            values[index] = sum * 1.732
        }
    }

    deinit { values.deallocate() }

    /// The largest difference, as a share of the largest number; infinite where one is not finite.
    func difference(from reference: Numbers, count: Int) -> Double {
        var largest: Float = 0
        var difference: Float = 0
        for index in 0..<count {
            guard values[index].isFinite else { return .infinity }
            largest = max(largest, abs(reference.values[index]))
            difference = max(difference, abs(values[index] - reference.values[index]))
        }
        return largest > 0 ? Double(difference / largest) : Double(difference)
    }
}

/// Bytes of a weight, kept as long as a tensor of them.
final class WeightBytes: Sendable {
    // Safe to share: written by the initialiser, only read afterwards.
    nonisolated(unsafe) let bytes: UnsafeMutableRawBufferPointer

    private init(count: Int) { bytes = .allocate(byteCount: count, alignment: 4096) }

    deinit { bytes.deallocate() }

    /// A weight of so many rows, the first 64 of which are quantised and then repeated.
    static func tensor(_ type: TensorType, rows: Int, columns: Int) throws -> Tensor {
        let some = min(rows, 64)
        let numbers = Numbers(some * columns, seed: 3)
        let blocks = try Quantizer.quantize(
            UnsafeBufferPointer(numbers.values), rowLength: columns, to: type)
        let rowBytes = blocks.count / some
        let weight = WeightBytes(count: rows * rowBytes)
        for row in 0..<rows {
            let source = blocks[row % some * rowBytes..<(row % some + 1) * rowBytes]
            UnsafeMutableRawBufferPointer(
                rebasing: weight.bytes[row * rowBytes..<(row + 1) * rowBytes]
            ).copyBytes(from: source)
        }
        return Tensor(
            type: type, shape: [rows, columns], bytes: UnsafeRawBufferPointer(weight.bytes),
            owner: weight)
    }
}
