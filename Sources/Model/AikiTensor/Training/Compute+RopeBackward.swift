import CAikiKernels

extension Compute {
    /// The gradient of ``rope(_:tokens:heads:headWidth:rotated:table:pairing:)``: turns back, in
    /// place. A table's magnitude scales once more, as it does in the gradient.
    ///
    /// - Parameters:
    ///   - dx: (T, H, D), the gradient of the turned heads; becomes that of the heads before.
    ///   - tokens: T.
    ///   - heads: H.
    ///   - headWidth: D.
    ///   - rotated: Numbers of a head that turn, even, at most D.
    ///   - table: The table the heads were turned by.
    ///   - pairing: Which numbers turn together.
    /// - SeeAlso: Su 2021 §3.2, "RoFormer".
    package func ropeBackward(
        _ dx: UnsafeMutablePointer<Float>, tokens: Int, heads: Int, headWidth: Int, rotated: Int,
        table: UnsafePointer<Float>, pairing: RotaryPairing
    ) {
        precondition(rotated >= 0 && rotated <= headWidth && rotated.isMultiple(of: 2))
        guard tokens > 0, rotated > 0 else { return }
        let group = max(1, Self.elementsPerTile / max(heads * headWidth, 1))
        pool.run(
            tiles: (tokens + group - 1) / group, floats: rotated / 2,
            RotaryBackwardWork(
                kernels: self.table.kernels, pairing: pairing, dx: dx, tokens: tokens,
                group: group, heads: heads, headWidth: headWidth, pairs: rotated / 2,
                table: table))
    }
}

/// Rotation of gradients by the negative angles: a tile is some tokens.
private struct RotaryBackwardWork: TileWork {
    let kernels: UnsafePointer<AikiKernels>
    let pairing: RotaryPairing
    let dx: UnsafeMutablePointer<Float>
    let tokens: Int
    let group: Int
    let heads: Int
    let headWidth: Int
    let pairs: Int
    let table: UnsafePointer<Float>

    func run(tile: Int, scratch sines: UnsafeMutablePointer<Float>) {
        for token in tile * group..<min((tile + 1) * group, tokens) {
            let row = dx + token * heads * headWidth
            let cosines = table + token * 2 * pairs
            kernels.pointee.scale_f32(cosines + pairs, -1, pairs, sines)
            switch pairing {
            case .adjacent:
                kernels.pointee.rope_adjacent_f32?(row, heads, headWidth, pairs, cosines, sines)
            case .halves:
                kernels.pointee.rope_halves_f32?(row, heads, headWidth, pairs, cosines, sines)
            }
        }
    }
}
