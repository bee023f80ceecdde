import CAikiKernels

/// The left factor of products, converted and packed once and then used in several.
///
///     let left = LeftFactor()
///     left.load(compute, x, rows: tokens, summed: width, stride: width, precision: .bfloat16)
///     compute.product(left, RightFactor(weight), into: y, stride: outputs, accumulate: false)
///
/// Letters: M rows, S summed columns. Its memory grows to the largest factor so far, M · S numbers of
/// four bytes (BF16: two), and is kept. It belongs to one user at a time.
package final class LeftFactor {
    private var buffer = ScratchBuffer()
    private var factor = AikiLeftFactor()

    /// A factor without numbers.
    package init() {}

    deinit { buffer.free() }

    /// M.
    package var rows: Int { factor.rows }
    /// S.
    package var summed: Int { factor.summed }

    var packed: AikiLeftFactor { factor }

    /// Takes up x (M, S).
    ///
    /// - Parameters:
    ///   - compute: Where the work is done.
    ///   - x: (M, S).
    ///   - rows: M.
    ///   - summed: S.
    ///   - stride: Numbers from one row of x to the next.
    ///   - precision: What its numbers are rounded to.
    /// - Complexity: O(M · S).
    package func load(
        _ compute: Compute, _ x: UnsafePointer<Float>, rows: Int, summed: Int, stride: Int,
        precision: ProductPrecision
    ) {
        precondition(stride >= summed || rows <= 1, "A stride of \(stride) for \(summed) numbers")
        pack(compute, x, rows: rows, summed: summed, stride: stride, precision, across: false)
    }

    /// Takes up the transpose of x (S, M).
    ///
    /// - Parameters:
    ///   - compute: Where the work is done.
    ///   - x: (S, M).
    ///   - rows: M.
    ///   - summed: S.
    ///   - stride: Numbers from one row of x to the next.
    ///   - precision: What its numbers are rounded to.
    /// - Complexity: O(M · S).
    package func loadTransposed(
        _ compute: Compute, _ x: UnsafePointer<Float>, rows: Int, summed: Int, stride: Int,
        precision: ProductPrecision
    ) {
        precondition(stride >= rows || summed <= 1, "A stride of \(stride) for \(rows) numbers")
        pack(compute, x, rows: rows, summed: summed, stride: stride, precision, across: true)
    }

    private func pack(
        _ compute: Compute, _ x: UnsafePointer<Float>, rows: Int, summed: Int, stride: Int,
        _ precision: ProductPrecision, across: Bool
    ) {
        precondition(rows >= 0 && summed >= 0)
        let training = compute.table.kernels.pointee.training
        let isShort = precision == .bfloat16 && training.product_bf16.unit > 0
        let unit = isShort ? training.product_bf16.unit : training.product_f32.unit
        let units = (summed + unit - 1) / unit
        let height = Int(AIKI_STRIP)
        let strips = (rows + height - 1) / height
        factor = AikiLeftFactor(
            strips: buffer.floats(strips * height * units), rows: rows, summed: summed,
            units: units, bf16: isShort)
        let group = max(1, Self.numbersPerTile / max(1, height * summed))
        withUnsafePointer(to: factor) { left in
            compute.pool.run(
                tiles: (strips + group - 1) / group,
                PackWork(
                    kernels: compute.table.kernels, left: left, x: x, stride: stride,
                    across: across, strips: strips, group: group))
        }
    }

    /// Numbers worth handing to a thread.
    private static let numbersPerTile = 65536
}

/// Packing of a left factor: a tile is some strips.
private struct PackWork: TileWork {
    let kernels: UnsafePointer<AikiKernels>
    let left: UnsafePointer<AikiLeftFactor>
    let x: UnsafePointer<Float>
    let stride: Int
    let across: Bool
    let strips: Int
    let group: Int

    func run(tile: Int, scratch: UnsafeMutablePointer<Float>) {
        let first = tile * group
        aiki_pack_left(kernels, left, x, stride, across, first, min(group, strips - first))
    }
}
