import CAikiKernels

/// A matrix that stays as it is, packed once as a right factor for both directions in place of once in
/// every product: W (N, K) for X · Wᵀ and for dY · W.
package final class FrozenFactor {
    /// (N, K), in panels.
    let forward = PackedFactor()
    /// (K, N), in panels.
    let back = PackedFactor()

    /// Bytes of a matrix that are packed before their memory is given back.
    private static let bytesAtOnce = 8 << 20

    /// Packs a matrix; where it is part of a mapped file, the memory of that part is given back.
    ///
    /// - Parameters:
    ///   - compute: Where the work is done.
    ///   - weight: (N, K) of any type.
    ///   - precision: What its numbers are rounded to.
    /// - Complexity: O(N · K); of memory four bytes a number in BF16, eight in F32.
    package init(_ compute: Compute, _ weight: Tensor, precision: ProductPrecision) {
        let (rows, width) = (weight.rows, weight.columns)
        forward.reserve(compute, rows: rows, summed: width, precision, inPanels: true)
        back.reserve(compute, rows: width, summed: rows, precision, inPanels: true)
        weight.advise(rows: 0..<rows, .wanted)
        let group = Int(AIKI_PACK_STEP)
        let step = max(1, Self.bytesAtOnce / max(1, weight.bytesPerRow * group)) * group
        for first in stride(from: 0, to: rows, by: step) {
            let part = first..<min(first + step, rows)
            compute.pool.run(
                tiles: (part.count + group - 1) / group, floats: group * width,
                FreezeWork(
                    kernels: compute.table.kernels, forward: forward.packed, back: back.packed,
                    weight: weight, rows: part, group: group))
            weight.advise(rows: part, .done)
        }
    }
}

/// Packing of a matrix: a tile is some of its rows.
private struct FreezeWork: TileWork {
    let kernels: UnsafePointer<AikiKernels>
    let forward: AikiPacked
    let back: AikiPacked
    let weight: Tensor
    let rows: Range<Int>
    let group: Int

    func run(tile: Int, scratch: UnsafeMutablePointer<Float>) {
        let (first, width) = (rows.lowerBound + tile * group, weight.columns)
        let count = min(group, rows.upperBound - first)
        guard width > 0, let bytes = weight.bytes.baseAddress,
            let dequantize = aiki_dequantize(kernels, weight.type.rawValue)
        else { return }
        dequantize(bytes + first * weight.bytesPerRow, count * width, scratch)
        let numbers = scratch - first * width
        withUnsafePointer(to: forward) {
            aiki_pack(kernels, $0, numbers, width, false, first, count)
        }
        withUnsafePointer(to: back) { aiki_pack(kernels, $0, numbers, width, true, first, count) }
    }
}
