import CAikiKernels

/// Products of many short rows with one vector, on the caller's thread: what searching by nearness is
/// made of.
package struct VectorKernels: Sendable {
    let table: KernelTable

    /// Rows of bytes are filled with zeros to a multiple of this.
    package static let byteColumnsStep = Int(AIKI_BYTES_STEP)

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

    /// The product of a row of 16-bit floats with a vector.
    ///
    /// - Parameters:
    ///   - halves: as many as the vector has numbers.
    ///   - vector: numbers.
    /// - Returns: the sum.
    package func dot(
        halves: UnsafePointer<UInt16>, with vector: UnsafeBufferPointer<Float>
    ) -> Float {
        guard let dotRows = aiki_dot_rows(table.kernels, TensorType.f16.rawValue) else { return 0 }
        var sum: Float = 0
        dotRows(halves, vector.count * 2, 1, vector.baseAddress, vector.count, &sum)
        return sum
    }

    /// The nearest 16-bit floats.
    package func round(_ numbers: [Float], to halves: UnsafeMutablePointer<UInt16>) {
        aiki_store(table.kernels, TensorType.f16.rawValue)?(numbers, numbers.count, halves)
    }

    /// 16-bit floats as numbers.
    package func widen(_ halves: UnsafePointer<UInt16>, count: Int) -> [Float] {
        var numbers = [Float](repeating: 0, count: count)
        aiki_dequantize(table.kernels, TensorType.f16.rawValue)?(halves, count, &numbers)
        return numbers
    }

    /// Numbers as bytes: each is near to the scale times its byte.
    ///
    /// - Parameters:
    ///   - numbers: finite ones.
    ///   - codes: room for `columns` bytes; those behind the numbers become zeros.
    ///   - columns: a multiple of ``byteColumnsStep``, at least the count of numbers.
    /// - Returns: the scale.
    package func quantize(
        _ numbers: [Float], to codes: UnsafeMutablePointer<Int8>, columns: Int
    ) -> Float {
        precondition(numbers.count <= columns && columns.isMultiple(of: Self.byteColumnsStep))
        return aiki_quantize_bytes(numbers, numbers.count, columns, codes)
    }
}
