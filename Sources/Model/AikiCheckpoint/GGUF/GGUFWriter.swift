public import AikiTensor

/// Writes a GGUF file, version 3, in one pass: metadata first, then tensor after tensor.
///
///     let plans = [try TensorPlan(name: "token_embd.weight", type: .f16, shape: [512, 64])]
///     var writer = try GGUFWriter(path: "model.gguf", metadata: metadata, tensors: plans)
///     try writer.append(bytes)                     // as often as it takes, in the plans' order
///     let paths = try writer.finish()
///
/// Files appear under their names only when they are whole; a writer that is dropped before
/// ``finish()`` leaves nothing behind. Memory: the metadata, and a buffer of 1 MiB.
public struct GGUFWriter: ~Copyable {
    private let paths: [String]
    private let headers: [[UInt8]]
    private let parts: [ArraySlice<TensorPlan>]
    private let alignment: Int
    private var sinks: [FileSink] = []
    private var partIndex = 0
    private var tensorIndex = 0
    private var tensorBytesDone = 0

    /// Plans a file and writes its metadata.
    ///
    /// - Parameters:
    ///   - path: the file to make; `model.gguf` becomes `model-00001-of-0000n.gguf` where split.
    ///   - metadata: keys and values in the order they shall have.
    ///   - tensors: what will be appended, in this order.
    ///   - alignment: bytes; a power of two.
    ///   - splitBytesMax: a new part is begun where a part's tensors would exceed this many bytes.
    /// - Throws: ``CheckpointError/unwritable(path:reason:)``;
    ///   ``CheckpointError/conversionFailed(tensor:reason:)`` where two tensors share a name.
    public init(
        path: String, metadata: MetadataList, tensors: [TensorPlan], alignment: Int = 32,
        splitBytesMax: Int? = nil
    ) throws(CheckpointError) {
        precondition(alignment > 0 && alignment & (alignment - 1) == 0)
        var names = Set<String>()
        for tensor in tensors where !names.insert(tensor.name).inserted {
            throw .conversionFailed(tensor: tensor.name, reason: "the name appears twice")
        }
        let parts = Self.split(tensors, bytesMax: splitBytesMax)
        guard parts.count <= GGUFSplit.partsMax else {
            throw .unwritable(path: path, reason: "it would take \(parts.count) parts")
        }
        let paths = Self.names(path, count: parts.count)
        let headers = parts.indices.map { index in
            let list = Self.metadata(
                metadata, part: index, of: parts.count, tensorCount: tensors.count,
                alignment: alignment)
            return Self.header(list, parts[index], alignment: alignment)
        }
        let sink = try FileSink(path: paths[0])
        try sink.write(headers[0])
        self.alignment = alignment
        self.parts = parts
        self.paths = paths
        self.headers = headers
        sinks = [sink]
    }

    /// Adds bytes of the current tensor; where it is complete, the next one begins.
    ///
    /// - Precondition: the bytes do not reach past the current tensor.
    public mutating func append(_ bytes: UnsafeRawBufferPointer) throws(CheckpointError) {
        precondition(tensorIndex < parts[partIndex].endIndex, "every planned tensor is written")
        let plan = parts[partIndex][tensorIndex]
        precondition(tensorBytesDone + bytes.count <= plan.byteCount, "more bytes than planned")
        try sinks[partIndex].write(bytes)
        tensorBytesDone += bytes.count
        guard tensorBytesDone == plan.byteCount else { return }
        try sinks[partIndex].pad(to: alignment)
        tensorBytesDone = 0
        tensorIndex += 1
        if tensorIndex == parts[partIndex].endIndex, partIndex + 1 < parts.count {
            partIndex += 1
            try beginPart()
        }
    }

    /// Adds bytes of the current tensor.
    ///
    /// - Precondition: the bytes do not reach past the current tensor.
    public mutating func append(bytes: [UInt8]) throws(CheckpointError) {
        try bytes.withUnsafeBufferPointer { buffer throws(CheckpointError) in
            try append(UnsafeRawBufferPointer(buffer))
        }
    }

    /// Adds a whole tensor.
    ///
    /// - Precondition: it is as planned.
    public mutating func append(_ tensor: Tensor) throws(CheckpointError) {
        try append(tensor.bytes)
    }

    /// Gives the files their names, the first part last.
    ///
    /// - Returns: the paths written, in order.
    /// - Precondition: every planned tensor was appended.
    public consuming func finish() throws(CheckpointError) -> [String] {
        precondition(partIndex == parts.count - 1 && tensorIndex == parts[partIndex].endIndex)
        for sink in sinks.reversed() { try sink.publish() }
        return paths
    }

    private mutating func beginPart() throws(CheckpointError) {
        let sink = try FileSink(path: paths[partIndex])
        try sink.write(headers[partIndex])
        sinks.append(sink)
        tensorIndex = parts[partIndex].startIndex
    }

    private static func split(_ tensors: [TensorPlan], bytesMax: Int?) -> [ArraySlice<TensorPlan>] {
        guard let bytesMax, !tensors.isEmpty else { return [tensors[...]] }
        var parts: [ArraySlice<TensorPlan>] = []
        var start = 0
        var bytes = 0
        for (index, tensor) in tensors.enumerated() {
            if index > start, bytes + tensor.byteCount > bytesMax {
                parts.append(tensors[start..<index])
                start = index
                bytes = 0
            }
            bytes += tensor.byteCount
        }
        parts.append(tensors[start...])
        return parts
    }

    private static func names(_ path: String, count: Int) -> [String] {
        guard count > 1 else { return [path] }
        let stem = path.hasSuffix(".gguf") ? String(path.dropLast(5)) : path
        return (1...count).map { GGUFSplit.partPath(stem: stem, number: $0, count: count) }
    }

    private static func metadata(
        _ metadata: MetadataList, part: Int, of count: Int, tensorCount: Int, alignment: Int
    ) -> MetadataList {
        var list = part == 0 ? metadata : MetadataList()
        for key in [GGUFSplit.numberKey, GGUFSplit.countKey, GGUFSplit.tensorCountKey] {
            list[key] = nil
        }
        list["general.alignment"] = alignment == 32 ? nil : .uint32(UInt32(alignment))
        guard count > 1 else { return list }
        list[GGUFSplit.numberKey] = .uint16(UInt16(part))
        list[GGUFSplit.countKey] = .uint16(UInt16(count))
        list[GGUFSplit.tensorCountKey] = .int32(Int32(clamping: tensorCount))
        return list
    }

    private static func header(
        _ metadata: MetadataList, _ tensors: ArraySlice<TensorPlan>, alignment: Int
    ) -> [UInt8] {
        var encoder = GGUFEncoder()
        for byte in GGUFPart.magic { encoder.put(byte) }
        encoder.put(UInt32(3))
        encoder.put(UInt64(tensors.count))
        encoder.put(UInt64(metadata.keys.count))
        for key in metadata.keys {
            if let value = metadata[key] { encoder.put(key: key, value: value) }
        }
        var offset = 0
        for tensor in tensors {
            encoder.put(tensor, offset: offset)
            offset += (tensor.byteCount + alignment - 1) / alignment * alignment
        }
        while encoder.bytes.count % alignment != 0 { encoder.put(UInt8(0)) }
        return encoder.bytes
    }
}
