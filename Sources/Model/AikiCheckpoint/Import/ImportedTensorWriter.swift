import AikiTensor

/// Streams imported tensors into a file: some rows at a time, changed and converted.
struct ImportedTensorWriter {
    /// Numbers that are converted at once; bounds the memory of an import.
    private static let chunkElements = 1 << 20

    /// Adds one tensor to the file.
    static func write(
        _ tensor: ImportedTensor, to writer: inout GGUFWriter
    ) throws(CheckpointError) {
        switch tensor.source {
        case .values(let values): try append(values, tensor.plan, columns: values.count, &writer)
        case .tensor(let source): try write(source, tensor, to: &writer)
        case .stacked(let sources):
            for source in sources { try write(source, tensor, to: &writer) }
        }
    }

    private static func write(
        _ source: SafetensorsTensor, _ tensor: ImportedTensor, to writer: inout GGUFWriter
    ) throws(CheckpointError) {
        if case .none = tensor.change, isStoredAlike(source.type, tensor.plan.type) {
            return try writer.append(source.bytes)
        }
        // A vector is a column when its order changes, else one row.
        let isColumn =
            if case .pairRotaryHalves = tensor.change { source.shape.count == 1 } else { false }
        let columns = isColumn ? 1 : (source.shape.last ?? 1)
        let rows = source.elementCount / columns
        let rowsPerChunk = max(1, chunkElements / columns)
        var start = 0
        while start < rows {
            let count = min(rowsPerChunk, rows - start)
            let values = try read(source, rows: start..<start + count, columns, tensor.change)
            try append(values, tensor.plan, columns: isColumn ? count : columns, &writer)
            start += count
        }
    }

    private static func read(
        _ source: SafetensorsTensor, rows: Range<Int>, _ columns: Int,
        _ change: ImportedTensor.Change
    ) throws(CheckpointError) -> [Float] {
        var values = [Float](repeating: 0, count: rows.count * columns)
        try values.withUnsafeMutableBufferPointer { buffer throws(CheckpointError) in
            guard case .pairRotaryHalves(let headWidth) = change else {
                return try source.copyFloats(from: rows.lowerBound * columns, into: buffer)
            }
            for row in rows {
                let place = (row - rows.lowerBound) * columns
                let target = UnsafeMutableBufferPointer(rebasing: buffer[place..<place + columns])
                let from = halvesRow(row, headWidth: headWidth)
                try source.copyFloats(from: from * columns, into: target)
            }
        }
        if case .addOne = change { for index in values.indices { values[index] += 1 } }
        return values
    }

    /// Which row of a head in halves becomes a row of the head in pairs: pair i is (i, i + D / 2).
    static func halvesRow(_ row: Int, headWidth: Int) -> Int {
        let head = row / headWidth
        let place = row % headWidth
        return head * headWidth + place / 2 + place % 2 * (headWidth / 2)
    }

    private static func append(
        _ values: [Float], _ plan: TensorPlan, columns: Int, _ writer: inout GGUFWriter
    ) throws(CheckpointError) {
        let bytes: [UInt8]
        do {
            bytes = try values.withUnsafeBufferPointer { buffer throws(TensorError) in
                try Quantizer.quantize(buffer, rowLength: columns, to: plan.type, importance: nil)
            }
        } catch {
            throw .conversionFailed(tensor: plan.name, reason: error.message)
        }
        try writer.append(bytes: bytes)
    }

    private static func isStoredAlike(_ source: SafetensorsType, _ target: TensorType) -> Bool {
        switch (source, target) {
        case (.float32, .f32), (.float16, .f16), (.bfloat16, .bf16): true
        default: false
        }
    }
}
