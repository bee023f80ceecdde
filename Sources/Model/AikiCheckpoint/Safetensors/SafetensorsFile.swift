import AikiBase

/// A safetensors file, mapped into memory.
///
/// Layout: the header's length in eight bytes (little-endian), a JSON object of as many bytes that
/// maps each name to `dtype`, `shape` and `data_offsets` (begin and end, from the end of the
/// header), then the data. A file is valid where the ranges tile the data without gap or overlap
/// and each has the size that its shape asks for.
public final class SafetensorsFile: Sendable {
    /// Bytes of the header, at most; the reference implementation has the same limit.
    public static let headerBytesMax = 100_000_000

    /// The file that was opened.
    public let path: String
    /// Names in the order of their data.
    public let names: [String]
    /// Free text under `__metadata__`.
    public let metadata: [String: String]

    private struct Entry {
        let name: String
        let typeName: String
        let shape: [Int]
        let range: Range<Int>
    }

    private let source: ByteSource
    private let entries: [String: Entry]

    /// Maps a file and reads its header.
    ///
    /// - Throws: ``CheckpointError/unreadable(path:reason:)``,
    ///   ``CheckpointError/malformed(path:offset:reason:)``.
    public convenience init(path: String) throws(CheckpointError) {
        try self.init(ByteSource(path: path))
    }

    /// Parses a file that is in memory.
    package convenience init(bytes: [UInt8], name: String = "memory") throws(CheckpointError) {
        try self.init(ByteSource(bytes: bytes, name: name))
    }

    private init(_ source: ByteSource) throws(CheckpointError) {
        var cursor = ByteCursor(bytes: source.bytes, path: source.path)
        let headerBytes = try cursor.readByteString("the header")
        guard headerBytes.count <= Self.headerBytesMax else {
            throw .malformed(
                path: source.path, offset: 0,
                reason: "the header takes \(headerBytes.count) bytes, more than "
                    + "\(Self.headerBytesMax)")
        }
        guard headerBytes.first == UInt8(ascii: "{") else {
            throw .malformed(path: source.path, offset: 8, reason: "the header is no JSON object")
        }
        let header: JSONValue
        do {
            header = try JSONValue(parsing: Array(headerBytes))
        } catch {
            throw .malformed(path: source.path, offset: 8, reason: error.message)
        }
        let (entries, metadata) = try Self.parse(
            header.object ?? JSONObject(), dataStart: cursor.offset, source)
        let ordered = try Self.checkTiling(entries, dataStart: cursor.offset, source)
        path = source.path
        self.source = source
        self.metadata = metadata
        names = ordered.map(\.name)
        self.entries = try Self.table(entries, source)
    }

    /// Entries by their names, of which no two may be the same text in another spelling (é in one
    /// scalar, and in two).
    private static func table(
        _ entries: [Entry], _ source: ByteSource
    ) throws(CheckpointError) -> [String: Entry] {
        var table: [String: Entry] = [:]
        for entry in entries {
            guard table.updateValue(entry, forKey: entry.name) == nil else {
                throw .malformed(
                    path: source.path, offset: 8, reason: "two tensors are called \(entry.name)")
            }
        }
        return table
    }

    /// Whether the file has a tensor of this name.
    public func contains(_ name: String) -> Bool { entries[name] != nil }

    /// The shape of a tensor, nil where there is none of this name.
    public func shape(of name: String) -> [Int]? { entries[name]?.shape }

    /// A tensor as a view of the file.
    ///
    /// - Throws: ``CheckpointError/missingTensor(name:path:)``, or
    ///   ``CheckpointError/unsupportedTensorType(name:type:path:)`` for a dtype that is not known.
    public func tensor(_ name: String) throws(CheckpointError) -> SafetensorsTensor {
        guard let entry = entries[name] else { throw .missingTensor(name: name, path: path) }
        guard let type = SafetensorsType(rawValue: entry.typeName) else {
            throw .unsupportedTensorType(name: name, type: entry.typeName, path: path)
        }
        return SafetensorsTensor(
            name: name, type: type, shape: entry.shape,
            bytes: source.slice(entry.range.lowerBound, entry.range.count), path: path,
            owner: source.owner)
    }

    private static func parse(
        _ header: JSONObject, dataStart: Int, _ source: ByteSource
    ) throws(CheckpointError) -> ([Entry], [String: String]) {
        var entries: [Entry] = []
        var metadata: [String: String] = [:]
        for (key, value) in header.pairs {
            if key == "__metadata__" {
                for (name, text) in value.object?.pairs ?? [] { metadata[name] = text.text }
            } else {
                entries.append(try entry(key, value, dataStart: dataStart, source))
            }
        }
        return (entries, metadata)
    }

    private static func entry(
        _ name: String, _ value: JSONValue, dataStart: Int, _ source: ByteSource
    ) throws(CheckpointError) -> Entry {
        func fail(_ reason: String) -> CheckpointError {
            .malformed(path: source.path, offset: 8, reason: "the tensor \(name) \(reason)")
        }
        guard let typeName = value["dtype"]?.text else { throw fail("has no dtype") }
        var shape: [Int] = []
        var elements = 1
        guard let sizes = value["shape"]?.elements else { throw fail("has no shape") }
        for size in sizes {
            guard let size = size.wholeNumber, size >= 0 else { throw fail("has no valid shape") }
            let (product, overflow) = elements.multipliedReportingOverflow(by: size)
            guard !overflow else { throw fail("has too many elements") }
            elements = product
            shape.append(size)
        }
        let offsets = value["data_offsets"]?.elements?.compactMap(\.wholeNumber) ?? []
        let available = source.bytes.count - dataStart
        guard offsets.count == 2, offsets[0] >= 0, offsets[0] <= offsets[1],
            offsets[1] <= available
        else { throw fail("lies at \(offsets), outside the \(available) bytes of data") }
        if let type = SafetensorsType(rawValue: typeName) {
            let (bytes, overflow) = elements.multipliedReportingOverflow(by: type.byteCount)
            guard !overflow, bytes == offsets[1] - offsets[0] else {
                throw fail("holds \(offsets[1] - offsets[0]) bytes, \(typeName) \(shape) differs")
            }
        }
        let range = dataStart + offsets[0]..<dataStart + offsets[1]
        return Entry(name: name, typeName: typeName, shape: shape, range: range)
    }

    private static func checkTiling(
        _ entries: [Entry], dataStart: Int, _ source: ByteSource
    ) throws(CheckpointError) -> [Entry] {
        let ordered = entries.sorted {
            ($0.range.lowerBound, $0.range.upperBound, $0.name)
                < ($1.range.lowerBound, $1.range.upperBound, $1.name)
        }
        var end = dataStart
        for entry in ordered {
            guard entry.range.lowerBound == end else {
                throw .malformed(
                    path: source.path, offset: entry.range.lowerBound,
                    reason: "the data of \(entry.name) overlaps or leaves a gap")
            }
            end = entry.range.upperBound
        }
        guard end == source.bytes.count else {
            throw .malformed(
                path: source.path, offset: end,
                reason: "\(source.bytes.count - end) bytes belong to no tensor")
        }
        return ordered
    }
}
