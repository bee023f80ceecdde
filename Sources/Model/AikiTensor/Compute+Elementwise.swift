import CAikiKernels

extension Compute {
    /// The gate of a feed-forward layer: activation(gate) · up.
    ///
    /// - Parameters:
    ///   - gate: count numbers.
    ///   - up: count numbers.
    ///   - count: Count of numbers.
    ///   - activation: Applied to the gate.
    ///   - out: count numbers; may be gate or up.
    /// - SeeAlso: Shazeer 2020, "GLU Variants Improve Transformer".
    public func gated(
        gate: UnsafePointer<Float>, up: UnsafePointer<Float>, count: Int, activation: Activation,
        into out: UnsafeMutablePointer<Float>
    ) {
        run(.gate(gate, up, activation.number), count: count, costPerElement: 8, into: out)
    }

    /// Applies an activation to each number.
    ///
    /// - Parameters:
    ///   - x: count numbers.
    ///   - count: Count of numbers.
    ///   - activation: What to apply.
    ///   - out: count numbers; may be x.
    public func activate(
        _ x: UnsafePointer<Float>, count: Int, activation: Activation,
        into out: UnsafeMutablePointer<Float>
    ) {
        run(.gate(x, nil, activation.number), count: count, costPerElement: 8, into: out)
    }

    /// out = a + b, number by number; out may be either.
    public func add(
        _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, count: Int,
        into out: UnsafeMutablePointer<Float>
    ) {
        run(.add(a, b), count: count, into: out)
    }

    /// Adds one row of width numbers to each of the rows of x (rows, width), in place.
    public func addBias(
        _ x: UnsafeMutablePointer<Float>, rows: Int, width: Int, bias: UnsafePointer<Float>
    ) {
        let add = table.kernels.pointee.add_f32
        forRows(rows, width: width) { part in
            for row in part { add?(x + row * width, bias, width, x + row * width) }
        }
    }

    /// out = a · factor, number by number; out may be a.
    public func scale(
        _ a: UnsafePointer<Float>, by factor: Float, count: Int,
        into out: UnsafeMutablePointer<Float>
    ) {
        run(.scale(a, factor), count: count, into: out)
    }

    /// Squeezes each number into −limit ... limit: limit · tanh(x / limit), in place.
    ///
    /// - SeeAlso: Gemma Team 2024 §2, "Logit soft-capping".
    public func softcap(_ x: UnsafeMutablePointer<Float>, count: Int, limit: Float) {
        precondition(limit > 0)
        run(.softcap(limit), count: count, costPerElement: 8, into: x)
    }

    private func run(
        _ operation: ElementwiseWork.Operation, count: Int, costPerElement: Int = 1,
        into out: UnsafeMutablePointer<Float>
    ) {
        let length = partLength(costPerElement: costPerElement)
        let work = ElementwiseWork(
            operation: operation, kernels: table.kernels, count: count, length: length, out: out)
        pool.run(tiles: (count + length - 1) / length, work)
    }
}

/// An operation on numbers, a part of them a tile.
private struct ElementwiseWork: TileWork {
    enum Operation {
        case gate(UnsafePointer<Float>, UnsafePointer<Float>?, AikiActivation)
        case add(UnsafePointer<Float>, UnsafePointer<Float>)
        case scale(UnsafePointer<Float>, Float)
        case softcap(Float)
    }

    let operation: Operation
    let kernels: UnsafePointer<AikiKernels>
    let count: Int
    /// Numbers of a part.
    let length: Int
    let out: UnsafeMutablePointer<Float>

    func run(tile: Int, scratch: UnsafeMutablePointer<Float>) {
        let first = tile * length
        let size = min(length, count - first)
        switch operation {
        case .gate(let gate, let up, let activation):
            kernels.pointee.gated_f32(
                gate + first, up.map { $0 + first }, size, activation, out + first)
        case .add(let a, let b): kernels.pointee.add_f32(a + first, b + first, size, out + first)
        case .scale(let a, let factor):
            kernels.pointee.scale_f32(a + first, factor, size, out + first)
        case .softcap(let limit): kernels.pointee.softcap_f32(out + first, size, limit)
        }
    }
}

extension Activation {
    var number: AikiActivation {
        switch self {
        case .silu: AIKI_SILU
        case .geluTanh: AIKI_GELU_TANH
        case .geluErf: AIKI_GELU_ERF
        }
    }
}
