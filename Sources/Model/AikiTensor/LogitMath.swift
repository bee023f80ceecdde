import CAikiKernels

/// What choosing among the logits of a large vocabulary takes, with the kernels of a CPU kind.
///
///     let math = LogitMath()
///     let best = math.maximum(logits, count: count)
///     let sum = math.weigh(logits, count: count, best: best, factor: 1, into: weights)
///
/// Runs on the caller's thread: for 150,000 logits each call takes some hundredths of a millisecond.
package struct LogitMath: Sendable {
    private let table: KernelTable

    /// Numbers that are summed in f32 before they are added in f64.
    private static let sumCount = 1024

    /// - Precondition: This machine can run the kind.
    package init(cpu: CPUKind = .best) {
        table = KernelTable.table(for: cpu)
    }

    /// The largest of some numbers that are not NaN; −∞ for none.
    package func maximum(_ x: UnsafePointer<Float>, count: Int) -> Float {
        table.kernels.pointee.maximum_f32(x, count)
    }

    /// Where the first number is that is NaN or +∞; nil where there is none.
    package func firstInvalid(_ x: UnsafePointer<Float>, count: Int) -> Int? {
        let limit = SIMD8<Float>(repeating: .infinity)
        var valid = SIMDMask<SIMD8<Int32>>(repeating: true)
        let bytes = UnsafeRawPointer(x)
        let whole = count / SIMD8<Float>.scalarCount * SIMD8<Float>.scalarCount
        for index in stride(from: 0, to: whole, by: SIMD8<Float>.scalarCount) {
            let some = bytes.loadUnaligned(
                fromByteOffset: index * MemoryLayout<Float>.stride, as: SIMD8<Float>.self)
            valid .&= some .< limit
        }
        let isInvalid = !all(valid) || !(whole..<count).allSatisfy { x[$0] < .infinity }
        guard isInvalid else { return nil }
        return (0..<count).first { !(x[$0] < .infinity) }
    }

    /// Weights of logits: out = exp((x − best) · factor).
    ///
    /// - Parameters:
    ///   - x: count logits, −∞ among them perhaps.
    ///   - count: Count of logits.
    ///   - best: The largest of x, finite.
    ///   - factor: 1 / temperature, 10⁻³⁰ ... 10³⁰.
    ///   - out: count weights in 0 ... 1, within 3 units of the seventh digit; may be x.
    /// - Returns: their sum, in f64 over sums of 1024.
    package func weigh(
        _ x: UnsafePointer<Float>, count: Int, best: Float, factor: Float,
        into out: UnsafeMutablePointer<Float>
    ) -> Double {
        precondition(best.isFinite && (1e-30...1e30).contains(factor), "\(best), \(factor)")
        var sum = 0.0
        var first = 0
        while first < count {
            let end = min(first + Self.sumCount, count)
            for index in first..<end { out[index] = (x[index] - best) * factor }
            sum += Double(table.kernels.pointee.exp_shifted_f32(out + first, end - first, 0))
            first = end
        }
        return sum
    }
}
