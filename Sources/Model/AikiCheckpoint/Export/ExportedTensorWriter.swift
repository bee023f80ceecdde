import AikiTensor

/// Streams tensors of a GGUF file into safetensors: some rows at a time, reordered and converted.
struct ExportedTensorWriter {
    /// Numbers that are converted at once; bounds the memory of an export.
    private static let chunkElements = 1 << 20

    /// How a tensor is stored outside: its own float type or the one asked for.
    ///
    /// A vector takes the matrices' type where that loses nothing (a model that was trained in BF16
    /// comes out as it was), and stays F32 where it would.
    static func type(
        of tensor: ExportedTensor, precision: HuggingFaceImporter.Precision?,
        matrices: TensorType
    ) throws(CheckpointError) -> SafetensorsType {
        let stored = tensor.source.type
        guard tensor.source.shape.count == 1 else {
            return safetensorsType(precision?.tensorType ?? Self.floatType(of: stored))
        }
        let wanted = precision?.tensorType ?? matrices
        let values = tensor.source.dequantized()
        guard wanted != .f32 else { return .float32 }
        let rounded = try convert(values, rowLength: values.count, to: wanted, tensor.name)
        var back = [Float](repeating: 0, count: values.count)
        rounded.withUnsafeBytes { bytes in
            back.withUnsafeMutableBufferPointer {
                Quantizer.dequantize(bytes, type: wanted, into: $0)
            }
        }
        return back == values ? safetensorsType(wanted) : .float32
    }

    /// The type that a stored tensor's numbers are written in: quantised ones become F32, which
    /// holds them exactly.
    static func floatType(of stored: TensorType) -> TensorType {
        [.f16, .bf16].contains(stored) ? stored : .f32
    }

    /// Adds one tensor to the file.
    static func write(
        _ tensor: ExportedTensor, as type: SafetensorsType, to writer: inout SafetensorsWriter
    ) throws(CheckpointError) {
        let target = tensorType(type)
        let rows = tensor.rows
        let columns = tensor.source.elementCount / max(rows, 1)
        if case .none = tensor.change, tensor.source.type == target {
            return try writer.append(tensor.source.bytes)
        }
        let rowsAtOnce = max(1, chunkElements / max(columns, 1))
        var values = [Float](repeating: 0, count: rowsAtOnce * columns)
        var start = 0
        while start < rows {
            let count = min(rowsAtOnce, rows - start)
            values.withUnsafeMutableBufferPointer { buffer in
                for row in 0..<count {
                    copyRow(
                        tensor.sourceRow(start + row), columns, tensor.source,
                        into: UnsafeMutableBufferPointer(
                            rebasing: buffer[row * columns..<(row + 1) * columns]))
                }
            }
            let bytes = try convert(
                Array(values[..<(count * columns)]), rowLength: columns, to: target, tensor.name)
            try bytes.withUnsafeBufferPointer { buffer throws(CheckpointError) in
                try writer.append(UnsafeRawBufferPointer(buffer))
            }
            start += count
        }
    }

    /// One row of numbers; a tensor whose rows are single numbers is a vector in F32.
    private static func copyRow(
        _ row: Int, _ columns: Int, _ source: Tensor,
        into target: UnsafeMutableBufferPointer<Float>
    ) {
        let bytes = source.bytes.count / (source.elementCount / columns)
        Quantizer.dequantize(
            UnsafeRawBufferPointer(rebasing: source.bytes[row * bytes..<(row + 1) * bytes]),
            type: source.type, into: target)
    }

    private static func convert(
        _ values: [Float], rowLength: Int, to type: TensorType, _ name: String
    ) throws(CheckpointError) -> [UInt8] {
        do {
            return try values.withUnsafeBufferPointer { buffer throws(TensorError) in
                try Quantizer.quantize(buffer, rowLength: rowLength, to: type)
            }
        } catch {
            throw .conversionFailed(tensor: name, reason: error.message)
        }
    }

    private static func safetensorsType(_ type: TensorType) -> SafetensorsType {
        switch type {
        case .f16: .float16
        case .bf16: .bfloat16
        default: .float32
        }
    }

    private static func tensorType(_ type: SafetensorsType) -> TensorType {
        switch type {
        case .float16: .f16
        case .bfloat16: .bf16
        default: .f32
        }
    }
}
