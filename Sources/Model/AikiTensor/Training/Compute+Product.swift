import CAikiKernels

extension Compute {
    /// Rows of one tile of a product: they pass by a panel of the right factor in the second cache.
    private static let rowsPerLargeProductTile = 85 * Int(AIKI_STRIP)
    /// Rows worth packing a panel for once more, so that all threads have work.
    private static let rowsPerSmallProductTile = 8 * Int(AIKI_STRIP)
    /// Tiles for each thread, so that uneven ones balance.
    private static let productTilesPerThread = 4

    /// y (M, N) = or += left (M, S) · right (N, S)ᵀ: the forward pass of a linear layer, X (T, K) by
    /// W (N, K).
    ///
    /// - Parameters:
    ///   - left: (M, S), loaded with the same kind of CPU; its precision is the product's.
    ///   - right: (N, S).
    ///   - y: (M, N), distinct from what the factors were made of.
    ///   - stride: Numbers from one row of y to the next.
    ///   - accumulate: Add to y instead of replacing it.
    /// - Complexity: O(M · N · S); allocates nothing in steady use.
    package func product(
        _ left: LeftFactor, _ right: RightFactor, into y: UnsafeMutablePointer<Float>, stride: Int,
        accumulate: Bool
    ) {
        precondition(
            right.columns == left.summed,
            "(\(left.rows), \(left.summed)) by the transpose of (\(right.rows), \(right.columns))")
        multiply(left, right, columns: right.rows, across: false, y, stride, accumulate)
    }

    /// y (M, N) = or += left (M, S) · right (S, N): the gradients of a linear layer, dX (T, K) =
    /// dY (T, N) · W (N, K) and dW (N, K) = dYᵀ (N, T) · X (T, K).
    ///
    /// - Parameters:
    ///   - left: (M, S), loaded with the same kind of CPU; its precision is the product's.
    ///   - right: (S, N).
    ///   - y: (M, N), distinct from what the factors were made of.
    ///   - stride: Numbers from one row of y to the next.
    ///   - accumulate: Add to y instead of replacing it.
    /// - Complexity: O(M · N · S); allocates nothing in steady use.
    package func productAcross(
        _ left: LeftFactor, _ right: RightFactor, into y: UnsafeMutablePointer<Float>, stride: Int,
        accumulate: Bool
    ) {
        precondition(
            right.rows == left.summed,
            "(\(left.rows), \(left.summed)) by (\(right.rows), \(right.columns))")
        multiply(left, right, columns: right.columns, across: true, y, stride, accumulate)
    }

    private func multiply(
        _ left: LeftFactor, _ right: RightFactor, columns: Int, across: Bool,
        _ y: UnsafeMutablePointer<Float>, _ stride: Int, _ accumulate: Bool
    ) {
        precondition(stride >= columns || left.rows <= 1)
        guard left.rows > 0, columns > 0 else { return }
        guard left.summed > 0, let stored = right.stored else {
            guard !accumulate else { return }
            for row in 0..<left.rows { (y + row * stride).update(repeating: 0, count: columns) }
            return
        }
        withExtendedLifetime((left, right)) {
            withUnsafePointer(to: left.packed) { left in
                withUnsafePointer(to: stored) { right in
                    let width = aiki_product_columns(right, across)
                    let rows = left.pointee.rows
                    let columnTiles = (columns + width - 1) / width
                    let group = rowsPerProductTile(rows, columnTiles)
                    pool.run(
                        tiles: columnTiles * ((rows + group - 1) / group),
                        floats: aiki_product_scratch(right, across),
                        ProductWork(
                            kernels: table.kernels, left: left, right: right, across: across,
                            columns: columns, width: width, columnTiles: columnTiles, group: group,
                            y: y, stride: stride, accumulate: accumulate))
                }
            }
        }
    }

    /// Many, unless there would be too few tiles for the threads, or a few more than they can share.
    private func rowsPerProductTile(_ rows: Int, _ columnTiles: Int) -> Int {
        let strip = Int(AIKI_STRIP)
        let wanted = pool.threads == 1 ? 1 : Self.productTilesPerThread * pool.threads
        var parts = min(
            (wanted + columnTiles - 1) / columnTiles, max(1, rows / Self.rowsPerSmallProductTile))
        while parts > 1, columnTiles * parts < wanted,
            !(columnTiles * parts).isMultiple(of: pool.threads)
        {
            parts -= 1
        }
        let share = ((rows + parts - 1) / parts + strip - 1) / strip * strip
        return min(share, Self.rowsPerLargeProductTile)
    }
}

/// A product: a tile is some rows by some columns of the result. Tiles of the same rows follow each
/// other, so that their part of the left factor stays in a cache.
private struct ProductWork: TileWork {
    let kernels: UnsafePointer<AikiKernels>
    let left: UnsafePointer<AikiLeftFactor>
    let right: UnsafePointer<AikiRows>
    let across: Bool
    let columns: Int
    let width: Int
    let columnTiles: Int
    let group: Int
    let y: UnsafeMutablePointer<Float>
    let stride: Int
    let accumulate: Bool

    func run(tile: Int, scratch: UnsafeMutablePointer<Float>) {
        let (row, column) = (tile / columnTiles * group, tile % columnTiles * width)
        let part = AikiProductPart(
            first_row: row, rows: min(group, left.pointee.rows - row), first_column: column,
            columns: min(width, columns - column))
        aiki_multiply_part(
            kernels, left, right, across, part, y, stride, accumulate, scratch)
    }
}
