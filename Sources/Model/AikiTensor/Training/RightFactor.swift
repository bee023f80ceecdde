import CAikiKernels

/// The right factor of a product: a weight as it is stored, or floats in memory the caller keeps.
package struct RightFactor {
    private enum Source {
        case tensor(Tensor)
        case floats(UnsafePointer<Float>, stride: Int)
    }

    private let source: Source
    /// R.
    package let rows: Int
    /// C.
    package let columns: Int

    /// A weight (R, C) of any type; it is unpacked panel by panel while it is used.
    package init(_ tensor: Tensor) {
        source = .tensor(tensor)
        rows = tensor.rows
        columns = tensor.columns
    }

    /// Floats (R, C).
    ///
    /// - Parameters:
    ///   - x: (R, C), valid while the factor is used.
    ///   - rows: R.
    ///   - columns: C.
    ///   - stride: Numbers from one row to the next.
    package init(_ x: UnsafePointer<Float>, rows: Int, columns: Int, stride: Int) {
        precondition(rows >= 0 && columns >= 0 && (stride >= columns || rows <= 1))
        source = .floats(x, stride: stride)
        self.rows = rows
        self.columns = columns
    }

    /// The rows as kernels take them; nil where there are no numbers.
    var stored: AikiRows? {
        switch source {
        case .tensor(let tensor):
            guard let bytes = tensor.bytes.baseAddress else { return nil }
            return AikiRows(
                bytes: bytes, row_bytes: tensor.bytesPerRow, rows: rows, columns: columns,
                type: tensor.type.rawValue, block_columns: tensor.type.elementsPerBlock,
                block_bytes: tensor.type.bytesPerBlock, packed: nil)
        case .floats(let x, let stride):
            let size = MemoryLayout<Float>.stride
            return AikiRows(
                bytes: x, row_bytes: stride * size, rows: rows, columns: columns,
                type: TensorType.f32.rawValue, block_columns: 1, block_bytes: size, packed: nil)
        }
    }
}
