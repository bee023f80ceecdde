import CAikiKernels

/// A factor of products, converted and packed once and then used in several.
///
///     let left = PackedFactor()
///     left.load(compute, x, rows: tokens, summed: width, stride: width, precision: .bfloat16)
///     compute.product(left, RightFactor(weight), into: y, stride: outputs, accumulate: false)
///
/// It is a left factor; loaded in panels it is a right one, too, whose columns its rows are, on most kinds
/// of CPU as good a left one.
///
/// Letters: M rows, S summed columns. Its memory grows to the largest factor so far, M · S numbers of
/// four bytes (BF16: two) and some padding, and is kept. It belongs to one user at a time.
package final class PackedFactor {
    private var buffer = ScratchBuffer()
    private var factor = AikiPacked()

    /// A factor without numbers.
    package init() {}

    deinit { buffer.free() }

    /// M.
    package var rows: Int { factor.rows }
    /// S.
    package var summed: Int { factor.summed }
    /// Whether it may be a right factor.
    package var isInPanels: Bool { factor.panels }

    /// What its numbers are rounded to.
    var precision: ProductPrecision { factor.bf16 ? .bfloat16 : .float32 }

    var packed: AikiPacked { factor }

    /// Takes up x (M, S).
    ///
    /// - Parameters:
    ///   - compute: Where the work is done.
    ///   - x: (M, S).
    ///   - rows: M.
    ///   - summed: S.
    ///   - stride: Numbers from one row of x to the next.
    ///   - precision: What its numbers are rounded to.
    ///   - inPanels: Whether it shall serve as a right factor.
    /// - Complexity: O(M · S).
    package func load(
        _ compute: Compute, _ x: UnsafePointer<Float>, rows: Int, summed: Int, stride: Int,
        precision: ProductPrecision, inPanels: Bool = false
    ) {
        precondition(stride >= summed || rows <= 1, "A stride of \(stride) for \(summed) numbers")
        reserve(compute, rows: rows, summed: summed, precision, inPanels: inPanels)
        pack(compute, x, stride: stride, across: false, sourceRows: rows, width: summed)
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
    ///   - isRight: Whether it shall serve as a right factor.
    /// - Complexity: O(M · S).
    package func loadTransposed(
        _ compute: Compute, _ x: UnsafePointer<Float>, rows: Int, summed: Int, stride: Int,
        precision: ProductPrecision, isRight: Bool = false
    ) {
        precondition(stride >= rows || summed <= 1, "A stride of \(stride) for \(rows) numbers")
        let inPanels = isRight || compute.productKernels(precision).load_across == nil
        reserve(compute, rows: rows, summed: summed, precision, inPanels: inPanels)
        pack(compute, x, stride: stride, across: true, sourceRows: summed, width: rows)
    }

    /// Takes memory for (M, S), to be filled by whoever asked.
    func reserve(
        _ compute: Compute, rows: Int, summed: Int, _ precision: ProductPrecision, inPanels: Bool
    ) {
        precondition(rows >= 0 && summed >= 0)
        let unit = compute.productKernels(precision).unit
        let units = (summed + unit - 1) / unit
        let panel = Int(AIKI_PANEL)
        let floats =
            inPanels ? (rows + panel - 1) / panel * panel * units : rows * aiki_row_units(units)
        factor = AikiPacked(
            memory: buffer.floats(floats), rows: rows, summed: summed, units: units,
            bf16: compute.hasShortProducts(precision),
            panels: inPanels)
    }

    private func pack(
        _ compute: Compute, _ x: UnsafePointer<Float>, stride: Int, across: Bool, sourceRows: Int,
        width: Int
    ) {
        let step = Int(AIKI_PACK_STEP)
        let group = max(step, Self.numbersPerTile / max(1, width) / step * step)
        withUnsafePointer(to: factor) { factor in
            compute.pool.run(
                tiles: (sourceRows + group - 1) / group,
                PackWork(
                    kernels: compute.table.kernels, factor: factor, x: x, stride: stride,
                    across: across, rows: sourceRows, group: group))
        }
    }

    /// Numbers worth handing to a thread.
    private static let numbersPerTile = 65536
}

extension Compute {
    /// What products of such numbers are made by.
    fileprivate func productKernels(_ precision: ProductPrecision) -> AikiProduct {
        let training = table.kernels.pointee.training
        return hasShortProducts(precision) ? training.product_bf16 : training.product_f32
    }
}

/// Packing of a factor: a tile is some rows of its source.
private struct PackWork: TileWork {
    let kernels: UnsafePointer<AikiKernels>
    let factor: UnsafePointer<AikiPacked>
    let x: UnsafePointer<Float>
    let stride: Int
    let across: Bool
    let rows: Int
    let group: Int

    func run(tile: Int, scratch: UnsafeMutablePointer<Float>) {
        let first = tile * group
        aiki_pack(kernels, factor, x, stride, across, first, min(group, rows - first))
    }
}
