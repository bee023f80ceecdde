import CAikiKernels

extension Compute {
    /// Rows of one tile of a product: they pass by a panel of the right factor in the second cache.
    private static let rowsPerLargeProductTile = 1024
    /// Rows worth packing a panel for once more, so that all threads have work.
    private static let rowsPerSmallProductTile = 96
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
    ///   - adding: Added to y besides, while it is at hand.
    /// - Complexity: O(M · N · S); allocates nothing in steady use.
    package func product(
        _ left: PackedFactor, _ right: RightFactor, into y: UnsafeMutablePointer<Float>,
        stride: Int, accumulate: Bool, adding: AddedProduct? = nil
    ) {
        precondition(
            right.columns == left.summed,
            "(\(left.rows), \(left.summed)) by the transpose of (\(right.rows), \(right.columns))")
        multiply(left, right, columns: right.rows, across: false, y, stride, accumulate, adding)
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
    ///   - adding: Added to y besides, while it is at hand.
    /// - Complexity: O(M · N · S); allocates nothing in steady use.
    package func productAcross(
        _ left: PackedFactor, _ right: RightFactor, into y: UnsafeMutablePointer<Float>,
        stride: Int, accumulate: Bool, adding: AddedProduct? = nil
    ) {
        precondition(
            right.rows == left.summed,
            "(\(left.rows), \(left.summed)) by (\(right.rows), \(right.columns))")
        multiply(left, right, columns: right.columns, across: true, y, stride, accumulate, adding)
    }

    /// y (M, N) = or += left (M, S) · right (N, S)ᵀ, both packed.
    ///
    /// - Parameters:
    ///   - left: (M, S), loaded with the same kind of CPU; its precision is the product's.
    ///   - right: (N, S), loaded likewise, in panels.
    ///   - y: (M, N), distinct from what the factors were made of.
    ///   - stride: Numbers from one row of y to the next.
    ///   - accumulate: Add to y instead of replacing it.
    ///   - adding: Added to y besides, while it is at hand.
    /// - Complexity: O(M · N · S); allocates nothing.
    package func product(
        _ left: PackedFactor, _ right: PackedFactor, into y: UnsafeMutablePointer<Float>,
        stride: Int, accumulate: Bool, adding: AddedProduct? = nil
    ) {
        multiply(left, right, isFar: false, y, stride, accumulate, adding)
    }

    /// y (M, N) = or += left (M, S) · weight (N, S)ᵀ, the weight packed and in memory, not in a cache.
    ///
    /// - Parameters:
    ///   - left: (M, S).
    ///   - weight: (N, S).
    ///   - y: (M, N).
    ///   - stride: Numbers from one row of y to the next.
    ///   - accumulate: Add to y instead of replacing it.
    ///   - adding: Added to y besides, while it is at hand.
    package func product(
        _ left: PackedFactor, _ weight: FrozenFactor, into y: UnsafeMutablePointer<Float>,
        stride: Int, accumulate: Bool, adding: AddedProduct? = nil
    ) {
        multiply(left, weight.forward, isFar: true, y, stride, accumulate, adding)
    }

    /// y (M, N) = or += left (M, S) · weight (S, N), likewise.
    package func productAcross(
        _ left: PackedFactor, _ weight: FrozenFactor, into y: UnsafeMutablePointer<Float>,
        stride: Int, accumulate: Bool, adding: AddedProduct? = nil
    ) {
        multiply(left, weight.back, isFar: true, y, stride, accumulate, adding)
    }

    /// A product of packed factors; a far right one is read once for as many rows as may be.
    private func multiply(
        _ left: PackedFactor, _ right: PackedFactor, isFar: Bool,
        _ y: UnsafeMutablePointer<Float>, _ stride: Int, _ accumulate: Bool,
        _ adding: AddedProduct?
    ) {
        precondition(right.isInPanels, "The right factor is not in panels")
        precondition(
            right.summed == left.summed && right.packed.bf16 == left.packed.bf16,
            "(\(left.rows), \(left.summed)) by the transpose of (\(right.rows), \(right.summed))")
        let (rows, columns) = (left.rows, right.rows)
        precondition(stride >= columns || rows <= 1)
        guard rows > 0, columns > 0 else { return }
        guard left.summed > 0 else { return clear(y, rows, columns, stride, accumulate, adding) }
        let units = left.packed.units
        let height =
            isFar
            ? Self.rowsPerLargeProductTile
            : left.isInPanels ? Self.rowsPerPanelTile : rowsPerPackedTile(rows, units: units)
        let width =
            isFar
            ? columnsPerFarTile(columns, units: units)
            : columnsPerPackedTile(columns, units: units, rowTiles: (rows + height - 1) / height)
        let work = ProductWork(
            ProductFactors(
                kernels: table.kernels, left: left.packed, right: .packed(right.packed)),
            added: added(adding, to: left, columns), columns: columns, width: width,
            height: height, y, stride: stride, accumulate: accumulate)
        withExtendedLifetime((left, right, adding)) {
            pool.run(tiles: work.tiles, floats: work.scratch, work)
        }
    }

    /// y (M, N) = or += left (M, S) · weight (N, S)ᵀ, as the products above; a weight of floats is packed
    /// whole before, which lets tiles have any shape.
    ///
    /// - Parameters:
    ///   - left: (M, S).
    ///   - weight: (N, S).
    ///   - packing: Takes up the weight, where it is packed.
    ///   - y: (M, N).
    ///   - stride: Numbers from one row of y to the next.
    ///   - accumulate: Add to y instead of replacing it.
    ///   - adding: Added to y besides, while it is at hand.
    package func product(
        _ left: PackedFactor, _ weight: Tensor, packing: PackedFactor,
        into y: UnsafeMutablePointer<Float>, stride: Int, accumulate: Bool,
        adding: AddedProduct? = nil
    ) {
        if pack(weight, across: false, left.precision, into: packing) {
            product(
                left, packing, into: y, stride: stride, accumulate: accumulate, adding: adding)
        } else {
            product(
                left, RightFactor(weight), into: y, stride: stride, accumulate: accumulate,
                adding: adding)
        }
    }

    /// y (M, N) = or += left (M, S) · weight (S, N), likewise.
    package func productAcross(
        _ left: PackedFactor, _ weight: Tensor, packing: PackedFactor,
        into y: UnsafeMutablePointer<Float>, stride: Int, accumulate: Bool,
        adding: AddedProduct? = nil
    ) {
        if pack(weight, across: true, left.precision, into: packing) {
            product(
                left, packing, into: y, stride: stride, accumulate: accumulate, adding: adding)
        } else {
            productAcross(
                left, RightFactor(weight), into: y, stride: stride, accumulate: accumulate,
                adding: adding)
        }
    }

    /// Packs a weight of floats that is not too large; false where it is something else.
    func pack(
        _ weight: Tensor, across: Bool, _ precision: ProductPrecision, into factor: PackedFactor
    ) -> Bool {
        guard weight.type == .f32, weight.elementCount <= Self.numbersPackedWhole,
            let base = weight.bytes.baseAddress?.assumingMemoryBound(to: Float.self)
        else { return false }
        let (rows, columns) = (weight.rows, weight.columns)
        if across {
            factor.loadTransposed(
                self, base, rows: columns, summed: rows, stride: columns, precision: precision,
                isRight: true)
        } else {
            factor.load(
                self, base, rows: rows, summed: columns, stride: columns, precision: precision,
                inPanels: true)
        }
        return true
    }

    /// Numbers of the largest weight that is packed whole: 64 MiB of BF16.
    private static let numbersPackedWhole = 32 << 20

    /// Rows of a tile of a product of packed factors, about: more where they are long, and the right
    /// factor comes from far away (a summed extent of 32,000: 207 GFLOP/s by 114 rows, 214 by 256), and
    /// where they stand in panels, so that each panel of the right factor is worth its way.
    private static let rowsPerPackedTile = 120
    private static let longRowsPerPackedTile = 256
    private static let rowsPerPanelTile = 3 * Int(AIKI_PANEL)
    private static let longUnits = 4096
    /// Of a tile of AMX, the kind that takes most at once.
    private static let rowsMultipliedAtOnce = 16

    /// As many tiles for each thread, each of whole sets of the rows that are multiplied at once.
    private func rowsPerPackedTile(_ rows: Int, units: Int) -> Int {
        let wanted = units > Self.longUnits ? Self.longRowsPerPackedTile : Self.rowsPerPackedTile
        let round = wanted * pool.threads
        let parts = max(1, (rows + round / 2) / round) * pool.threads
        let set = Self.rowsMultipliedAtOnce
        return ((rows + parts - 1) / parts + set - 1) / set * set
    }

    /// As many as stay in the second cache, a block of units deep; fewer where threads would have too
    /// little to share.
    private func columnsPerPackedTile(_ columns: Int, units: Int, rowTiles: Int) -> Int {
        let panel = Int(AIKI_PANEL)
        let most = Self.unitsPerPackedTile / min(units, Int(AIKI_UNIT_BLOCK)) / panel * panel
        var width = min((columns + panel - 1) / panel * panel, most)
        let wanted = pool.threads == 1 ? 1 : 2 * Self.productTilesPerThread * pool.threads
        while width > panel, rowTiles * ((columns + width - 1) / width) < wanted {
            width = (width / 2 + panel - 1) / panel * panel
        }
        return width
    }

    /// A panel, so that threads end together; a share for each thread where rows of the left factor are
    /// long, and come from memory for each tile.
    private func columnsPerFarTile(_ columns: Int, units: Int) -> Int {
        let panel = Int(AIKI_PANEL)
        guard units > Self.longUnits else { return panel }
        let share = ((columns + panel - 1) / panel + pool.threads - 1) / pool.threads
        return min(share, Self.unitsPerPackedTile / Int(AIKI_UNIT_BLOCK) / panel) * panel
    }

    /// Units of the right factor that a tile passes by: half a second cache.
    private static let unitsPerPackedTile = 128 << 10

    /// The product of factors without a summed extent.
    private func clear(
        _ y: UnsafeMutablePointer<Float>, _ rows: Int, _ columns: Int, _ stride: Int,
        _ accumulate: Bool, _ adding: AddedProduct?
    ) {
        precondition(adding == nil, "What is added needs a product to be added to")
        guard !accumulate else { return }
        for row in 0..<rows { (y + row * stride).update(repeating: 0, count: columns) }
    }

    private func multiply(
        _ left: PackedFactor, _ right: RightFactor, columns: Int, across: Bool,
        _ y: UnsafeMutablePointer<Float>, _ stride: Int, _ accumulate: Bool,
        _ adding: AddedProduct?
    ) {
        precondition(stride >= columns || left.rows <= 1)
        guard left.rows > 0, columns > 0 else { return }
        guard left.summed > 0, let stored = right.stored else {
            return clear(y, left.rows, columns, stride, accumulate, adding)
        }
        let width = withUnsafePointer(to: stored) { aiki_product_columns($0, across) }
        let work = ProductWork(
            ProductFactors(
                kernels: table.kernels, left: left.packed, right: .stored(stored, across: across)),
            added: added(adding, to: left, columns), columns: columns, width: width,
            height: rowsPerProductTile(left.rows, (columns + width - 1) / width), y,
            stride: stride, accumulate: accumulate)
        withExtendedLifetime((left, right, adding)) {
            pool.run(tiles: work.tiles, floats: work.scratch, work)
        }
    }

    /// The factors of what is added to a product (M, N).
    private func added(
        _ adding: AddedProduct?, to left: PackedFactor, _ columns: Int
    ) -> ProductFactors? {
        guard let adding else { return nil }
        let (small, right) = (adding.left, adding.right)
        precondition(
            small.rows == left.rows && right.columns == columns && right.rows == small.summed
                && small.packed.bf16 == left.packed.bf16 && !small.isInPanels,
            "(\(small.rows), \(small.summed)) by (\(right.rows), \(right.columns))")
        guard small.summed > 0, let stored = right.stored else { return nil }
        return ProductFactors(
            kernels: table.kernels, left: small.packed, right: .stored(stored, across: true))
    }

    /// Many, unless there would be too few tiles for the threads, or a few more than they can share.
    private func rowsPerProductTile(_ rows: Int, _ columnTiles: Int) -> Int {
        let panel = Int(AIKI_PANEL)
        let wanted = pool.threads == 1 ? 1 : Self.productTilesPerThread * pool.threads
        var parts = min(
            (wanted + columnTiles - 1) / columnTiles, max(1, rows / Self.rowsPerSmallProductTile))
        while parts > 1, columnTiles * parts < wanted,
            !(columnTiles * parts).isMultiple(of: pool.threads)
        {
            parts -= 1
        }
        parts = max(parts, (rows + Self.rowsPerLargeProductTile - 1) / Self.rowsPerLargeProductTile)
        return ((rows + parts - 1) / parts + panel - 1) / panel * panel
    }
}

/// A product (M, N) = left (M, R) · right (R, N) that is added to another of the same extents, as that of
/// an adapter is to its weight's.
package struct AddedProduct {
    package let left: PackedFactor
    package let right: RightFactor

    /// - Parameters:
    ///   - left: (M, R), not in panels, of the precision of the product it is added to.
    ///   - right: (R, N).
    package init(_ left: PackedFactor, _ right: RightFactor) {
        self.left = left
        self.right = right
    }
}

/// The factors of a product, of which any part of the result can be made.
struct ProductFactors {
    enum Right {
        /// Rows as they are stored, summed over their columns, or their rows where `across`.
        case stored(AikiRows, across: Bool)
        case packed(AikiPacked)
    }

    let kernels: UnsafePointer<AikiKernels>
    let left: AikiPacked
    let right: Right

    /// Numbers of float scratch.
    var scratch: Int {
        guard case .stored(let rows, let across) = right else { return 0 }
        return withUnsafePointer(to: rows) { aiki_product_scratch($0, across) }
    }

    /// A part of y (M, N) = or += left · right; y is that of row 0, column 0.
    func multiply(
        _ part: AikiProductPart, into y: UnsafeMutablePointer<Float>, stride: Int,
        accumulate: Bool, _ scratch: UnsafeMutablePointer<Float>
    ) {
        var left = left
        switch right {
        case .stored(var right, let across):
            aiki_multiply_part(
                kernels, &left, &right, across, part, y, stride, accumulate, scratch)
        case .packed(var right):
            aiki_multiply_packed(kernels, &left, &right, part, y, stride, accumulate)
        }
    }
}

/// A product: a tile is some rows by some columns of the result. Tiles of the same rows follow each
/// other, so that their part of the left factor stays in a cache.
private struct ProductWork: TileWork {
    let factors: ProductFactors
    /// What is added to each tile at the end, while it is in a cache.
    let added: ProductFactors?
    let columns: Int
    /// Columns of a tile, and their count.
    let width: Int
    let columnTiles: Int
    /// Rows of a tile.
    let height: Int
    let y: UnsafeMutablePointer<Float>
    let stride: Int
    let accumulate: Bool

    init(
        _ factors: ProductFactors, added: ProductFactors?, columns: Int, width: Int, height: Int,
        _ y: UnsafeMutablePointer<Float>, stride: Int, accumulate: Bool
    ) {
        self.factors = factors
        self.added = added
        self.columns = columns
        self.width = width
        columnTiles = (columns + width - 1) / width
        self.height = height
        self.y = y
        self.stride = stride
        self.accumulate = accumulate
    }

    /// Numbers of float scratch.
    var scratch: Int { max(factors.scratch, added?.scratch ?? 0) }

    var tiles: Int { columnTiles * ((factors.left.rows + height - 1) / height) }

    func run(tile: Int, scratch: UnsafeMutablePointer<Float>) {
        let (row, column) = (tile / columnTiles * height, tile % columnTiles * width)
        let part = AikiProductPart(
            first_row: row, rows: min(height, factors.left.rows - row), first_column: column,
            columns: min(width, columns - column))
        factors.multiply(part, into: y, stride: stride, accumulate: accumulate, scratch)
        added?.multiply(part, into: y, stride: stride, accumulate: true, scratch)
    }
}
