import CAikiKernels

extension Compute {
    /// The gradients of ``gated(gate:up:count:activation:into:)``.
    ///
    /// - Parameters:
    ///   - gate: count numbers.
    ///   - up: count numbers.
    ///   - dy: count numbers, the gradient of activation(gate) · up.
    ///   - count: Count of numbers.
    ///   - activation: As it was.
    ///   - dGate: count numbers, replaced; may be gate.
    ///   - dUp: count numbers, replaced; may be up.
    /// - SeeAlso: Shazeer 2020, "GLU Variants Improve Transformer".
    package func gatedBackward(
        gate: UnsafePointer<Float>, up: UnsafePointer<Float>, dy: UnsafePointer<Float>, count: Int,
        activation: Activation, dGate: UnsafeMutablePointer<Float>,
        dUp: UnsafeMutablePointer<Float>
    ) {
        run(.gate(gate, up, dy, activation.number, dGate, dUp), count: count, costPerElement: 8)
    }

    /// The gradient of ``activate(_:count:activation:into:)``.
    ///
    /// - Parameters:
    ///   - x: count numbers, the arguments.
    ///   - dy: count numbers, the gradient of the results.
    ///   - count: Count of numbers.
    ///   - activation: As it was.
    ///   - dx: count numbers, replaced; may be x or dy.
    package func activateBackward(
        x: UnsafePointer<Float>, dy: UnsafePointer<Float>, count: Int, activation: Activation,
        dx: UnsafeMutablePointer<Float>
    ) {
        run(.gate(x, nil, dy, activation.number, dx, dx), count: count, costPerElement: 8)
    }

    /// The gradient of ``softcap(_:count:limit:)``.
    ///
    /// - Parameters:
    ///   - y: count numbers, the results.
    ///   - dy: count numbers, the gradient of the results.
    ///   - count: Count of numbers.
    ///   - limit: As it was.
    ///   - dx: count numbers, replaced; may be y or dy.
    /// - SeeAlso: Gemma Team 2024 §2.
    package func softcapBackward(
        y: UnsafePointer<Float>, dy: UnsafePointer<Float>, count: Int, limit: Float,
        dx: UnsafeMutablePointer<Float>
    ) {
        precondition(limit > 0)
        run(.softcap(y, dy, limit, dx), count: count)
    }

    /// y += factor · a, number by number.
    package func addScaled(
        _ a: UnsafePointer<Float>, by factor: Float, count: Int,
        into y: UnsafeMutablePointer<Float>
    ) {
        run(.addScaled(a, factor, y), count: count)
    }

    /// Keeps each number with a probability, scaled so that its mean stays, and makes zeros of the
    /// others.
    ///
    /// Which numbers are kept is a function of the seed and their place in its stream alone: the
    /// gradient takes the same seed and offset with dy in place of x.
    ///
    /// - Parameters:
    ///   - x: count numbers.
    ///   - count: Count of numbers.
    ///   - keep: The probability, above 0 and at most 1.
    ///   - seed: Which stream.
    ///   - offset: The place of x[0] in the stream.
    ///   - out: count numbers; may be x.
    /// - SeeAlso: Srivastava 2014 §4; Salmon 2011 §3.3 on Philox-4x32-10.
    package func dropout(
        _ x: UnsafePointer<Float>, count: Int, keep: Float, seed: UInt64, offset: UInt64,
        into out: UnsafeMutablePointer<Float>
    ) {
        precondition(keep > 0 && keep <= 1, "A share of \(keep)")
        run(.dropout(x, keep, seed, offset, out), count: count, costPerElement: 8)
    }

    private func run(
        _ operation: GradientWork.Operation, count: Int, costPerElement: Int = 1
    ) {
        precondition(count >= 0)
        let length = partLength(costPerElement: costPerElement)
        let work = GradientWork(
            operation: operation, kernels: table.kernels, count: count, length: length)
        pool.run(tiles: (count + length - 1) / length, work)
    }
}

/// An operation on numbers, a part of them a tile.
private struct GradientWork: TileWork {
    typealias Numbers = UnsafePointer<Float>
    typealias Results = UnsafeMutablePointer<Float>

    enum Operation {
        case gate(Numbers, Numbers?, Numbers, AikiActivation, Results, Results)
        case softcap(Numbers, Numbers, Float, Results)
        case addScaled(Numbers, Float, Results)
        case dropout(Numbers, Float, UInt64, UInt64, Results)
    }

    let operation: Operation
    let kernels: UnsafePointer<AikiKernels>
    let count: Int
    /// Numbers of a part.
    let length: Int

    func run(tile: Int, scratch: UnsafeMutablePointer<Float>) {
        let first = tile * length
        let size = min(length, count - first)
        let training = kernels.pointee.training
        switch operation {
        case .gate(let gate, let up, let dy, let activation, let dGate, let dUp):
            training.gated_backward_f32(
                gate + first, up.map { $0 + first }, dy + first, size, Int32(activation.rawValue),
                dGate + first, dUp + first)
        case .softcap(let y, let dy, let limit, let dx):
            training.softcap_backward_f32(y + first, dy + first, size, limit, dx + first)
        case .addScaled(let a, let factor, let y):
            training.add_scaled_f32(a + first, factor, size, y + first)
        case .dropout(let x, let keep, let seed, let offset, let out):
            training.dropout_f32(
                x + first, size, keep, seed, offset &+ UInt64(first), out + first)
        }
    }
}
