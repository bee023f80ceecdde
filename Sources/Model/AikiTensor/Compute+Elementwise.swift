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
        let gated = table.kernels.pointee.gated_f32
        forParts(of: count, costPerElement: 8) { part in
            let first = part.lowerBound
            gated?(gate + first, up + first, part.count, activation.number, out + first)
        }
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
        let gated = table.kernels.pointee.gated_f32
        forParts(of: count, costPerElement: 8) { part in
            let first = part.lowerBound
            gated?(x + first, nil, part.count, activation.number, out + first)
        }
    }

    /// out = a + b, number by number; out may be either.
    public func add(
        _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, count: Int,
        into out: UnsafeMutablePointer<Float>
    ) {
        let add = table.kernels.pointee.add_f32
        forParts(of: count) { part in
            let first = part.lowerBound
            add?(a + first, b + first, part.count, out + first)
        }
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
        let scale = table.kernels.pointee.scale_f32
        forParts(of: count) { part in
            scale?(a + part.lowerBound, factor, part.count, out + part.lowerBound)
        }
    }

    /// Squeezes each number into −limit ... limit: limit · tanh(x / limit), in place.
    ///
    /// - SeeAlso: Gemma Team 2024 §2, "Logit soft-capping".
    public func softcap(_ x: UnsafeMutablePointer<Float>, count: Int, limit: Float) {
        precondition(limit > 0)
        let softcap = table.kernels.pointee.softcap_f32
        forParts(of: count, costPerElement: 8) { part in
            softcap?(x + part.lowerBound, part.count, limit)
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
