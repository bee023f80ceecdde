import CAikiKernels
import Foundation

extension Compute {
    /// Turns pairs of numbers of each head by angles that grow with the token's position, in place.
    ///
    /// Pair i of a token at position p turns by p · frequencies[i], computed in f32 as references
    /// do, and is then scaled by the magnitude. Numbers from `rotated` on stay as they are.
    ///
    /// - Parameters:
    ///   - x: (T, H, D).
    ///   - tokens: T.
    ///   - heads: H.
    ///   - headWidth: D.
    ///   - rotated: Numbers of a head that turn, even, at most D.
    ///   - positions: T positions.
    ///   - frequencies: rotated / 2 angles per position, any scaling already inside.
    ///   - magnitude: Scales what turns; 1 unless the scaling method asks for more (YaRN §3.4).
    ///   - pairing: Which numbers turn together.
    /// - SeeAlso: Su 2021 §3.2, "RoFormer".
    public func rope(
        _ x: UnsafeMutablePointer<Float>, tokens: Int, heads: Int, headWidth: Int, rotated: Int,
        positions: UnsafePointer<Int32>, frequencies: UnsafePointer<Float>,
        magnitude: Float = 1, pairing: RotaryPairing
    ) {
        precondition(rotated >= 0 && rotated <= headWidth && rotated.isMultiple(of: 2))
        let pairs = rotated / 2
        let kernels = table.kernels.pointee
        let turn =
            pairing == .adjacent ? kernels.rope_adjacent_f32 : kernels.rope_halves_f32
        let group = max(1, Self.elementsPerTile / 8 / max(heads * headWidth, 1))
        pool.runWithScratch(
            tiles: (tokens + group - 1) / group, floats: rotated
        ) { tile, scratch in
            let (cosines, sines) = (scratch, scratch + pairs)
            for token in tile * group..<min((tile + 1) * group, tokens) {
                let position = Float(positions[token])
                for pair in 0..<pairs {
                    let angle = position * frequencies[pair]
                    cosines[pair] = cos(angle) * magnitude
                    sines[pair] = sin(angle) * magnitude
                }
                turn?(x + token * heads * headWidth, heads, headWidth, pairs, cosines, sines)
            }
        }
    }
}
