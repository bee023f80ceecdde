import CAikiKernels

/// Conversion between floats and stored blocks, on the calling thread.
public enum Quantizer {
    /// Turns rows of floats into stored blocks.
    ///
    /// Scales and levels are chosen to make the weighted squared error small, so converting to the
    /// K types takes far longer than back. Rows are independent: callers may share them out.
    ///
    /// - Parameters:
    ///   - values: Rows of `rowLength` finite numbers.
    ///   - rowLength: Numbers in a row; fills whole blocks of the type.
    ///   - type: The stored type.
    ///   - importance: How much each column's error counts, one non-negative weight a column; nil
    ///     lets larger numbers count more, as is usual where nothing is known of the inputs.
    /// - Returns: The rows' blocks.
    /// - Throws: ``TensorError`` where rows are not whole or a number is not finite.
    /// - Precondition: `importance` is nil or has `rowLength` numbers.
    public static func quantize(
        _ values: UnsafeBufferPointer<Float>, rowLength: Int, to type: TensorType,
        importance: UnsafeBufferPointer<Float>? = nil
    ) throws(TensorError) -> [UInt8] {
        guard rowLength > 0, let rowBytes = type.byteCount(elements: rowLength) else {
            throw .rowNotWholeBlocks(type: type, rowLength: rowLength)
        }
        guard values.count.isMultiple(of: rowLength) else {
            throw .rowsNotWhole(count: values.count, rowLength: rowLength)
        }
        precondition(importance == nil || importance?.count == rowLength)
        if let index = values.firstIndex(where: { !$0.isFinite }), type.elementsPerBlock > 1 {
            throw .notFinite(index: index)
        }
        let rows = values.count / rowLength
        return [UInt8](unsafeUninitializedCapacity: rows * rowBytes) { bytes, count in
            count = rows * rowBytes
            guard let source = values.baseAddress, let target = bytes.baseAddress else { return }
            let known = aiki_quantize_rows(
                type.rawValue, source, rows, rowLength, importance?.baseAddress, target)
            precondition(known, "\(type.name) has no quantiser")
        }
    }

    /// Turns stored blocks into floats.
    ///
    /// - Parameters:
    ///   - bytes: Whole blocks.
    ///   - type: The stored type.
    ///   - values: As many numbers as the blocks hold.
    /// - Precondition: The counts agree.
    public static func dequantize(
        _ bytes: UnsafeRawBufferPointer, type: TensorType,
        into values: UnsafeMutableBufferPointer<Float>
    ) {
        precondition(
            type.byteCount(elements: values.count) == bytes.count,
            "\(bytes.count) bytes of \(type.name) are not \(values.count) numbers")
        guard let source = bytes.baseAddress, let target = values.baseAddress else { return }
        let table = KernelTable.table(for: .best)
        aiki_dequantize(table.kernels, type.rawValue)?(source, values.count, target)
    }
}
