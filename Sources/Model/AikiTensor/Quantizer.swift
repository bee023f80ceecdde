import CAikiKernels

/// Conversion between floats and stored blocks, on the calling thread.
public enum Quantizer {
    /// The largest magnitude that types with 16-bit scales take: that of binary16.
    public static let magnitudeMax: Float = 65504

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
    /// - Throws: ``TensorError`` where rows are not whole, or a number is not finite or beyond
    ///   ``magnitudeMax``. F32 and BF16 take any number.
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
        try check(values, type)
        let rows = values.count / rowLength
        return [UInt8](unsafeUninitializedCapacity: rows * rowBytes) { bytes, count in
            count = rows * rowBytes
            guard let source = values.baseAddress, let target = bytes.baseAddress else { return }
            let known = aiki_quantize_rows(
                type.rawValue, source, rows, rowLength, importance?.baseAddress, target)
            precondition(known, "\(type.name) has no quantiser")
        }
    }

    /// Refuses what a type cannot hold, rather than store an infinity.
    private static func check(
        _ values: UnsafeBufferPointer<Float>, _ type: TensorType
    ) throws(TensorError) {
        if type == .f32 || type == .bf16 { return }
        for (index, value) in values.enumerated() where !(value.magnitude <= magnitudeMax) {
            guard value.isFinite else { throw .notFinite(index: index) }
            throw .tooLarge(index: index, type: type)
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
