import CAikiKernels

extension Compute {
    /// Adds the sum of each column: the gradient of a bias.
    ///
    /// - Parameters:
    ///   - dy: (rows, width).
    ///   - rows: Count of rows.
    ///   - width: Numbers in a row.
    ///   - sums: width numbers, added to.
    /// - Complexity: O(rows · width).
    package func columnSums(
        _ dy: UnsafePointer<Float>, rows: Int, width: Int, into sums: UnsafeMutablePointer<Float>
    ) {
        guard rows > 0, width > 0 else { return }
        pool.run(
            tiles: (width + Self.columnsPerTile - 1) / Self.columnsPerTile,
            floats: Self.columnsPerTile,
            ColumnSumsWork(
                kernels: table.kernels, dy: dy, rows: rows, width: width, sums: sums))
    }

    /// Adds rows to the rows of a table that were looked up: the gradient of token embeddings.
    ///
    /// Rows of the same id are added in order of their place.
    ///
    /// - Parameters:
    ///   - dy: (T, W).
    ///   - ids: T rows of the table, each in 0 ..< V; a negative one is passed over.
    ///   - count: T.
    ///   - width: W.
    ///   - table: (V, W), added to.
    /// - Complexity: O(T · W).
    package func scatterAddRows(
        _ dy: UnsafePointer<Float>, ids: UnsafePointer<Int32>, count: Int, width: Int,
        into table: UnsafeMutablePointer<Float>
    ) {
        guard count > 0, width > 0 else { return }
        // Threads share out columns: rows of one id never meet.
        let part = max(Self.columnsPerTile, width / pool.threads / 16 * 16)
        pool.run(
            tiles: (width + part - 1) / part,
            ScatterWork(
                kernels: self.table.kernels, dy: dy, ids: ids, count: count, width: width,
                part: part, table: table))
    }

    /// The sum of squares, in double.
    ///
    /// - Parameters:
    ///   - x: count numbers.
    ///   - count: Count of numbers.
    /// - Returns: The sum; not finite exactly where a number is not.
    package func squaredNorm(_ x: UnsafePointer<Float>, count: Int) -> Double {
        precondition(count >= 0)
        let length = Self.numbersPerPartialSum
        let parts = (count + length - 1) / length
        return withUnsafeTemporaryAllocation(of: Double.self, capacity: parts) { sums in
            guard let base = sums.baseAddress, parts > 0 else { return 0 }
            pool.run(
                tiles: parts,
                SquaredNormWork(
                    kernels: table.kernels, x: x, count: count, length: length, sums: base))
            return sums.reduce(0, +)
        }
    }

    /// Whether no number is infinite or not a number.
    ///
    /// The square of the largest f32 is far from the largest double, and so is a sum of as many
    /// as memory holds: the sum of squares is finite exactly where all numbers are.
    package func allFinite(_ x: UnsafePointer<Float>, count: Int) -> Bool {
        squaredNorm(x, count: count).isFinite
    }

    /// Numbers whose squares are summed by one thread in one go.
    private static let numbersPerPartialSum = 32768
}

/// Sums of columns: a tile is some columns, over all rows in order.
private struct ColumnSumsWork: TileWork {
    let kernels: UnsafePointer<AikiKernels>
    let dy: UnsafePointer<Float>
    let rows: Int
    let width: Int
    let sums: UnsafeMutablePointer<Float>

    func run(tile: Int, scratch: UnsafeMutablePointer<Float>) {
        let first = tile * Compute.columnsPerTile
        let count = min(Compute.columnsPerTile, width - first)
        scratch.update(repeating: 0, count: count)
        for row in 0..<rows {
            kernels.pointee.add_f32(dy + row * width + first, scratch, count, scratch)
        }
        kernels.pointee.add_f32(sums + first, scratch, count, sums + first)
    }
}

/// Addition of rows to a table: a tile is some columns.
private struct ScatterWork: TileWork {
    let kernels: UnsafePointer<AikiKernels>
    let dy: UnsafePointer<Float>
    let ids: UnsafePointer<Int32>
    let count: Int
    let width: Int
    /// Columns of a tile.
    let part: Int
    let table: UnsafeMutablePointer<Float>

    func run(tile: Int, scratch: UnsafeMutablePointer<Float>) {
        let first = tile * part
        let columns = min(part, width - first)
        for index in 0..<count where ids[index] >= 0 {
            let row = table + Int(ids[index]) * width + first
            kernels.pointee.add_f32(row, dy + index * width + first, columns, row)
        }
    }
}

/// Partial sums of squares.
private struct SquaredNormWork: TileWork {
    let kernels: UnsafePointer<AikiKernels>
    let x: UnsafePointer<Float>
    let count: Int
    let length: Int
    let sums: UnsafeMutablePointer<Double>

    func run(tile: Int, scratch: UnsafeMutablePointer<Float>) {
        let first = tile * length
        sums[tile] = kernels.pointee.training.squared_norm_f32(
            x + first, min(length, count - first))
    }
}
