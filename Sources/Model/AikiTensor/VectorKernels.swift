import CAikiKernels

/// Products of many short rows with one vector, on the caller's thread: what searching by nearness is
/// made of.
package struct VectorKernels: Sendable {
    private let table: KernelTable

    /// The kernels of a CPU kind.
    package init(cpu: CPUKind) {
        table = KernelTable.table(for: cpu)
    }

    /// The product of each of some rows with a vector.
    ///
    /// - Parameters:
    ///   - rows: (R, K), row-major.
    ///   - columns: K.
    ///   - vector: K numbers.
    /// - Returns: R sums.
    package func dots(
        rows: UnsafeBufferPointer<Float>, columns: Int, with vector: [Float]
    ) -> [Float] {
        precondition(vector.count == columns && rows.count.isMultiple(of: columns))
        guard let dotRows = aiki_dot_rows(table.kernels, TensorType.f32.rawValue),
            let base = rows.baseAddress
        else { return [] }
        let count = rows.count / columns
        var sums = [Float](repeating: 0, count: count)
        dotRows(base, columns * MemoryLayout<Float>.stride, count, vector, columns, &sums)
        return sums
    }
}
