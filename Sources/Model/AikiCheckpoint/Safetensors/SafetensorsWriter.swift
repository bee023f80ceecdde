import AikiBase

/// Writes a safetensors file in one pass: a header of everything planned, then the numbers.
///
///     var writer = try SafetensorsWriter(path: "adapter.safetensors", tensors: plans)
///     try writer.append(bytes)          // in the plans' order
///     try writer.finish()
///
/// The file appears under its name only when it is whole.
public struct SafetensorsWriter: ~Copyable {
    /// A tensor that is going to be written.
    public struct Plan: Sendable, Equatable {
        /// The name in the file.
        public var name: String
        /// How its numbers are stored.
        public var type: SafetensorsType
        /// Sizes, outermost first.
        public var shape: [Int]

        /// Plans a tensor.
        ///
        /// - Precondition: no size is negative and the bytes fit an `Int`.
        public init(name: String, type: SafetensorsType, shape: [Int]) {
            precondition(shape.allSatisfy { $0 >= 0 })
            self.name = name
            self.type = type
            self.shape = shape
        }

        /// Bytes of the data.
        public var byteCount: Int { shape.reduce(type.byteCount, *) }
    }

    private let sink: FileSink
    private var bytesLeft: Int

    /// Writes the header.
    ///
    /// - Parameters:
    ///   - path: the file to make.
    ///   - tensors: what will be appended, in this order.
    ///   - metadata: free text for `__metadata__`.
    /// - Throws: ``CheckpointError/unwritable(path:reason:)``;
    ///   ``CheckpointError/conversionFailed(tensor:reason:)`` where two tensors share a name.
    public init(
        path: String, tensors: [Plan], metadata: [String: String] = [:]
    ) throws(CheckpointError) {
        var header = JSONObject()
        if !metadata.isEmpty {
            let pairs = metadata.sorted { $0.key < $1.key }.map {
                ($0.key, JSONValue.string($0.value))
            }
            header["__metadata__"] = .object(JSONObject(pairs))
        }
        var offset = 0
        for tensor in tensors {
            guard header[tensor.name] == nil, tensor.name != "__metadata__" else {
                throw .conversionFailed(tensor: tensor.name, reason: "the name appears twice")
            }
            header[tensor.name] = [
                "dtype": .string(tensor.type.rawValue),
                "shape": .array(tensor.shape.map { .integer(Int64($0)) }),
                "data_offsets": [
                    .integer(Int64(offset)), .integer(Int64(offset + tensor.byteCount)),
                ],
            ]
            offset += tensor.byteCount
        }
        var text = Array(JSONValue.object(header).encoded().utf8)
        while text.count % 8 != 0 { text.append(UInt8(ascii: " ")) }
        let sink = try FileSink(path: path)
        let length = UInt64(text.count)
        try sink.write((0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * UInt64($0))) })
        try sink.write(text)
        self.sink = sink
        bytesLeft = offset
    }

    /// Adds the next bytes of the data.
    ///
    /// - Precondition: no more than was planned.
    public mutating func append(_ bytes: UnsafeRawBufferPointer) throws(CheckpointError) {
        precondition(bytes.count <= bytesLeft, "more bytes than planned")
        try sink.write(bytes)
        bytesLeft -= bytes.count
    }

    /// Adds numbers in single precision.
    public mutating func append(_ values: [Float]) throws(CheckpointError) {
        try values.withUnsafeBufferPointer { buffer throws(CheckpointError) in
            try append(UnsafeRawBufferPointer(buffer))
        }
    }

    /// Gives the file its name.
    ///
    /// - Precondition: everything that was planned was appended.
    public consuming func finish() throws(CheckpointError) {
        precondition(bytesLeft == 0, "\(bytesLeft) planned bytes are missing")
        try sink.publish()
    }
}
