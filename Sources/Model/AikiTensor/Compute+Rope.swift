import CAikiKernels
import Foundation

extension Compute {
    /// The cosines and sines that ``rope(_:tokens:heads:headWidth:rotated:table:pairing:)`` turns by.
    ///
    /// Pair i of a token at position p turns by p · frequencies[i], computed in f32 as references
    /// do. All layers and heads of a pass share one table.
    ///
    /// - Parameters:
    ///   - tokens: T.
    ///   - rotated: Numbers of a head that turn, even.
    ///   - positions: T positions.
    ///   - frequencies: rotated / 2 angles per position, any scaling already inside.
    ///   - magnitude: Scales what turns; 1 unless the scaling method asks for more (YaRN §3.4).
    ///   - table: (T, 2, rotated / 2): a token's cosines, then its sines.
    public func rotaryTable(
        tokens: Int, rotated: Int, positions: UnsafePointer<Int32>,
        frequencies: UnsafePointer<Float>, magnitude: Float = 1,
        into table: UnsafeMutablePointer<Float>
    ) {
        precondition(rotated >= 0 && rotated.isMultiple(of: 2))
        guard tokens > 0, rotated > 0 else { return }
        let group = max(1, Self.anglesPerTile / rotated)
        pool.run(
            tiles: (tokens + group - 1) / group,
            RotaryTableWork(
                tokens: tokens, group: group, pairs: rotated / 2, positions: positions,
                frequencies: frequencies, magnitude: magnitude, table: table))
    }

    /// Numbers of the table worth handing to a thread.
    private static let anglesPerTile = 1024

    /// Turns pairs of numbers of each head by the angles of a table, in place.
    ///
    /// Numbers from `rotated` on stay as they are.
    ///
    /// - Parameters:
    ///   - x: (T, H, D).
    ///   - tokens: T.
    ///   - heads: H.
    ///   - headWidth: D.
    ///   - rotated: Numbers of a head that turn, even, at most D.
    ///   - table: As ``rotaryTable(tokens:rotated:positions:frequencies:magnitude:into:)`` made it.
    ///   - pairing: Which numbers turn together.
    /// - SeeAlso: Su 2021 §3.2, "RoFormer".
    public func rope(
        _ x: UnsafeMutablePointer<Float>, tokens: Int, heads: Int, headWidth: Int, rotated: Int,
        table: UnsafePointer<Float>, pairing: RotaryPairing
    ) {
        rotate(
            x, tokens: tokens, heads: heads, headWidth: headWidth, rotated: rotated, table: table,
            pairing: pairing, turnsBack: false)
    }

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
        rotate(
            dx, tokens: tokens, heads: heads, headWidth: headWidth, rotated: rotated, table: table,
            pairing: pairing, turnsBack: true)
    }

    private func rotate(
        _ x: UnsafeMutablePointer<Float>, tokens: Int, heads: Int, headWidth: Int, rotated: Int,
        table: UnsafePointer<Float>, pairing: RotaryPairing, turnsBack: Bool
    ) {
        precondition(rotated >= 0 && rotated <= headWidth && rotated.isMultiple(of: 2))
        guard tokens > 0, rotated > 0 else { return }
        let group = max(1, Self.elementsPerTile / max(heads * headWidth, 1))
        pool.run(
            tiles: (tokens + group - 1) / group, floats: turnsBack ? rotated / 2 : 0,
            RotaryWork(
                kernels: self.table.kernels, pairing: pairing, turnsBack: turnsBack, x: x,
                tokens: tokens, group: group, heads: heads, headWidth: headWidth,
                pairs: rotated / 2, table: table))
    }
}

/// Cosines and sines: a tile is some tokens.
private struct RotaryTableWork: TileWork {
    let tokens: Int
    let group: Int
    let pairs: Int
    let positions: UnsafePointer<Int32>
    let frequencies: UnsafePointer<Float>
    let magnitude: Float
    let table: UnsafeMutablePointer<Float>

    func run(tile: Int, scratch: UnsafeMutablePointer<Float>) {
        for token in tile * group..<min((tile + 1) * group, tokens) {
            let position = Float(positions[token])
            let cosines = table + token * 2 * pairs
            let sines = cosines + pairs
            for pair in 0..<pairs {
                let angle = position * frequencies[pair]
                cosines[pair] = cos(angle) * magnitude
                sines[pair] = sin(angle) * magnitude
            }
        }
    }
}

/// Rotation of heads: a tile is some tokens.
private struct RotaryWork: TileWork {
    let kernels: UnsafePointer<AikiKernels>
    let pairing: RotaryPairing
    /// Turns by the negative angles, whose sines are made in scratch.
    let turnsBack: Bool
    let x: UnsafeMutablePointer<Float>
    let tokens: Int
    let group: Int
    let heads: Int
    let headWidth: Int
    let pairs: Int
    let table: UnsafePointer<Float>

    func run(tile: Int, scratch: UnsafeMutablePointer<Float>) {
        for token in tile * group..<min((tile + 1) * group, tokens) {
            let row = x + token * heads * headWidth
            let cosines = table + token * 2 * pairs
            var sines = cosines + pairs
            if turnsBack {
                kernels.pointee.scale_f32(sines, -1, pairs, scratch)
                sines = UnsafePointer(scratch)
            }
            switch pairing {
            case .adjacent:
                kernels.pointee.rope_adjacent_f32?(row, heads, headWidth, pairs, cosines, sines)
            case .halves:
                kernels.pointee.rope_halves_f32?(row, heads, headWidth, pairs, cosines, sines)
            }
        }
    }
}
