import CAikiKernels

extension Compute {
    /// Scales each row to a root mean square of 1: x / √(mean(x²) + ε) · weight.
    ///
    /// - Parameters:
    ///   - x: (rows, width).
    ///   - rows: Count of rows.
    ///   - width: Numbers in a row.
    ///   - weight: width numbers, or nil for ones.
    ///   - epsilon: Added to the mean square.
    ///   - out: (rows, width); may be x.
    /// - SeeAlso: Zhang and Sennrich 2019 §3.
    public func rmsNorm(
        _ x: UnsafePointer<Float>, rows: Int, width: Int, weight: UnsafePointer<Float>?,
        epsilon: Float, into out: UnsafeMutablePointer<Float>
    ) {
        let norm = table.kernels.pointee.rms_norm_f32
        forRows(rows, width: width) { part in
            for row in part { norm?(x + row * width, weight, width, epsilon, out + row * width) }
        }
    }

    /// Shifts and scales each row to mean 0 and variance 1: (x − mean) / √(variance + ε) · weight
    /// + bias.
    ///
    /// - Parameters:
    ///   - x: (rows, width).
    ///   - rows: Count of rows.
    ///   - width: Numbers in a row.
    ///   - weight: width numbers, or nil for ones.
    ///   - bias: width numbers, or nil for zeros.
    ///   - epsilon: Added to the variance.
    ///   - out: (rows, width); may be x.
    /// - SeeAlso: Ba 2016 §3.
    public func layerNorm(
        _ x: UnsafePointer<Float>, rows: Int, width: Int, weight: UnsafePointer<Float>?,
        bias: UnsafePointer<Float>?, epsilon: Float, into out: UnsafeMutablePointer<Float>
    ) {
        let norm = table.kernels.pointee.layer_norm_f32
        forRows(rows, width: width) { part in
            for row in part {
                norm?(x + row * width, weight, bias, width, epsilon, out + row * width)
            }
        }
    }

    /// Turns each row into probabilities: exp(x) / Σ exp(x), in place.
    ///
    /// - Parameters:
    ///   - x: (rows, width). A row of nothing but −∞ becomes zeros.
    ///   - rows: Count of rows.
    ///   - width: Numbers in a row.
    public func softmax(_ x: UnsafeMutablePointer<Float>, rows: Int, width: Int) {
        let kernels = table.kernels
        forRows(rows, width: width) { part in
            for row in part { Self.softmaxRow(kernels, x + row * width, width) }
        }
    }

    private static func softmaxRow(
        _ kernels: UnsafePointer<AikiKernels>, _ x: UnsafeMutablePointer<Float>, _ width: Int
    ) {
        let largest = kernels.pointee.maximum_f32(x, width)
        guard largest > -.infinity else {
            x.update(repeating: 0, count: width)
            return
        }
        let sum = kernels.pointee.exp_shifted_f32(x, width, largest)
        kernels.pointee.scale_f32(x, 1 / sum, width, x)
    }
}
