import CAikiKernels

extension Compute {
    /// Rows of a weight that one tile covers where tokens are many, a multiple of 8.
    private static let rowsPerTile = 64
    /// Bytes of weight that a thread reads in one go where tokens are few. Memory is read at its full
    /// speed only in long runs: two threads reach 27 GB/s in runs of 32 KiB, 40 in runs of 256 KiB.
    private static let bytesPerTile = 256 << 10
    /// From so many tokens on, weights are dequantised once and used for all.
    private static let tokensForScratch = 2

    /// Multiplies activations by a weight: y = x · weightᵀ, or y += x · weightᵀ.
    ///
    /// Letters: T tokens, N rows of the weight, K columns. Sums are taken in f32, over 1024
    /// columns at a time.
    ///
    /// - Parameters:
    ///   - weight: (N, K), any type; outer extents count as rows.
    ///   - x: (T, K).
    ///   - tokens: T.
    ///   - y: (T, N), distinct from x.
    ///   - accumulate: Add to y instead of replacing it.
    /// - Complexity: O(T · N · K); each weight is read once.
    public func multiply(
        _ weight: Tensor, _ x: UnsafePointer<Float>, tokens: Int,
        into y: UnsafeMutablePointer<Float>, accumulate: Bool = false
    ) {
        precondition(tokens >= 0)
        guard tokens > 0, let bytes = weight.bytes.baseAddress else { return }
        if !accumulate { y.update(repeating: 0, count: tokens * weight.rows) }
        if tokens < Self.tokensForScratch {
            multiplyFew(weight, bytes, x, tokens: tokens, into: y)
        } else {
            multiplyMany(weight, bytes, x, tokens: tokens, into: y)
        }
    }

    /// Straight from the blocks: each row is dequantised in registers for each token.
    private func multiplyFew(
        _ weight: Tensor, _ bytes: UnsafeRawPointer, _ x: UnsafePointer<Float>, tokens: Int,
        into y: UnsafeMutablePointer<Float>
    ) {
        guard let dot = aiki_dot_rows(table.kernels, weight.type.rawValue) else { return }
        let (rows, columns, rowBytes) = (weight.rows, weight.columns, weight.bytesPerRow)
        let group = rowsPerDotTile(rows, rowBytes)
        let work = DotRowsWork(
            dot: dot, bytes: bytes, rowBytes: rowBytes, rows: rows, columns: columns, group: group,
            x: x, tokens: tokens, y: y)
        pool.run(tiles: (rows + group - 1) / group, work)
    }

    /// Some rows of a weight by each token.
    private struct DotRowsWork: TileWork {
        let dot: DotWeight.DotRows
        let bytes: UnsafeRawPointer
        let rowBytes: Int
        let rows: Int
        let columns: Int
        /// Rows of a tile.
        let group: Int
        let x: UnsafePointer<Float>
        let tokens: Int
        let y: UnsafeMutablePointer<Float>

        func run(tile: Int, scratch: UnsafeMutablePointer<Float>) {
            let first = tile * group
            let count = min(group, rows - first)
            for token in 0..<tokens {
                dot(
                    bytes + first * rowBytes, rowBytes, count, x + token * columns, columns,
                    y + token * rows + first)
            }
        }
    }

    /// By blocks: some rows and columns of the weight become floats in a thread's scratch, which
    /// all tokens are then multiplied by.
    private func multiplyMany(
        _ weight: Tensor, _ bytes: UnsafeRawPointer, _ x: UnsafePointer<Float>, tokens: Int,
        into y: UnsafeMutablePointer<Float>
    ) {
        guard let dequantize = aiki_dequantize(table.kernels, weight.type.rawValue) else { return }
        let (rows, columns, rowBytes) = (weight.rows, weight.columns, weight.bytesPerRow)
        let kernels = table.kernels
        let depth = Int(AIKI_COLUMN_BLOCK)
        let blockBytes = depth / weight.type.elementsPerBlock * weight.type.bytesPerBlock
        let group = rowsPerTile(rows)
        pool.runWithScratch(
            tiles: (rows + group - 1) / group, floats: group * depth
        ) { tile, scratch in
            let first = tile * group
            let count = min(group, rows - first)
            for block in 0..<(columns + depth - 1) / depth {
                let width = min(depth, columns - block * depth)
                for row in 0..<count {
                    dequantize(
                        bytes + (first + row) * rowBytes + block * blockBytes, width,
                        scratch + row * depth)
                }
                kernels.pointee.gemm_f32(
                    scratch, depth, count, x + block * depth, columns, tokens, width, y + first,
                    rows)
            }
        }
    }

    /// Rows of a weight that are worth handing to a thread where tokens are few.
    func rowsPerDotTile(_ rows: Int, _ rowBytes: Int) -> Int {
        let share = rows / (pool.threads * 2)
        let most = Self.bytesPerTile / max(rowBytes, 1)
        return min(rows, max(8, min(share, most) / 8 * 8))
    }

    /// Fewer rows than usual where the weight is small for the threads.
    private func rowsPerTile(_ rows: Int) -> Int {
        let share = rows / (pool.threads * 2) / 8 * 8
        return min(Self.rowsPerTile, max(8, share))
    }

    /// Copies rows of a table as floats: token embeddings.
    ///
    /// - Parameters:
    ///   - table: (V, K), any type.
    ///   - ids: Rows, each in 0 ..< V.
    ///   - count: Count of ids.
    ///   - out: (count, K).
    public func gatherRows(
        _ table: Tensor, ids: UnsafePointer<Int32>, count: Int,
        into out: UnsafeMutablePointer<Float>
    ) {
        guard let bytes = table.bytes.baseAddress,
            let dequantize = aiki_dequantize(self.table.kernels, table.type.rawValue)
        else { return }
        let (rows, columns, rowBytes) = (table.rows, table.columns, table.bytesPerRow)
        for index in 0..<count {
            let row = Int(ids[index])
            precondition(row >= 0 && row < rows, "Row \(row) of a table of \(rows)")
            dequantize(bytes + row * rowBytes, columns, out + index * columns)
        }
    }
}
