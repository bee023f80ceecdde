import CAikiKernels

extension Compute {
    /// Moves parameters by one step of AdamW.
    ///
    /// - Parameters:
    ///   - step: Rates and shares.
    ///   - parameters: count numbers, moved.
    ///   - gradients: count numbers.
    ///   - firstMoments: count numbers, zeros before the first step.
    ///   - secondMoments: count numbers, zeros before the first step.
    ///   - count: Count of numbers.
    /// - SeeAlso: Loshchilov and Hutter 2019, algorithm 2.
    package func adamW(
        _ step: AdamWStep, parameters: UnsafeMutablePointer<Float>,
        gradients: UnsafePointer<Float>, firstMoments: UnsafeMutablePointer<Float>,
        secondMoments: UnsafeMutablePointer<Float>, count: Int
    ) {
        precondition(count >= 0)
        let length = Self.elementsPerTile
        pool.run(
            tiles: (count + length - 1) / length,
            AdamWWork(
                kernels: table.kernels, step: step.kernelStep, parameters: parameters,
                gradients: gradients, firstMoments: firstMoments, secondMoments: secondMoments,
                count: count, length: length))
    }
}

/// A step of AdamW: a tile is some parameters.
private struct AdamWWork: TileWork {
    let kernels: UnsafePointer<AikiKernels>
    let step: AikiAdamW
    let parameters: UnsafeMutablePointer<Float>
    let gradients: UnsafePointer<Float>
    let firstMoments: UnsafeMutablePointer<Float>
    let secondMoments: UnsafeMutablePointer<Float>
    let count: Int
    let length: Int

    func run(tile: Int, scratch: UnsafeMutablePointer<Float>) {
        let first = tile * length
        withUnsafePointer(to: step) { step in
            kernels.pointee.training.adam_w_f32(
                step, gradients + first, min(length, count - first), parameters + first,
                firstMoments + first, secondMoments + first)
        }
    }
}
