import AikiTensor

/// One GGUF file, parsed: what it declares, not yet what the numbers are.
///
/// Layout (all little-endian), offsets from the start of the file:
///
///     0   "GGUF"
///     4   version, u32: 2 or 3
///     8   tensor count, u64
///     16  metadata count, u64
///     24  metadata: key (u64 length, bytes), type (u32), value; again and again
///     …   tensors: name (u64 length, bytes), dimension count (u32), dimensions innermost first
///         (u64 each), type (u32), offset from the start of the data (u64); again and again
///     …   zeros up to a multiple of the alignment; then the data, each tensor aligned
///
/// A file is valid where every count, length and offset lies inside it, no key and no tensor
/// appears twice, and each tensor's rows are whole blocks of its type.
struct GGUFPart: Sendable {
    /// Where a metadata value lies.
    struct Location: Sendable {
        let type: MetadataType
        let offset: Int
    }

    /// A tensor's entry before its place in the file is known to be right.
    private struct Entry {
        let name: String
        let typeNumber: UInt32
        let shape: [Int]
        let relativeOffset: UInt64
        /// Where the entry stands, for errors.
        let position: Int
    }

    static let magic: [UInt8] = [0x47, 0x47, 0x55, 0x46]
    /// Bytes of a metadata key, at most; the format's own limit.
    static let keyBytesMax = 65_535
    /// Bytes of a tensor's name, at most; the format's own limit.
    static let tensorNameBytesMax = 64
    /// Dimensions of a tensor, at most; the format's own limit.
    static let dimensionsMax = 4
    /// What tensors are aligned to where the file does not say.
    static let alignmentDefault = 32
    /// The largest alignment in bytes; anything above a page is an accident or an attack.
    static let alignmentMax = 1 << 20

    let source: ByteSource
    let version: Int
    let alignment: Int
    let keys: [String]
    let locations: [String: Location]
    let tensors: [TensorDescription]

    init(_ source: ByteSource, file: Int) throws(CheckpointError) {
        var cursor = ByteCursor(bytes: source.bytes, path: source.path)
        self.source = source
        version = try Self.readVersion(&cursor)
        let tensorCount = try cursor.readCount(unitBytes: 24, "the tensor count")
        let metadataCount = try cursor.readCount(unitBytes: 13, "the metadata count")
        (keys, locations) = try Self.readMetadata(metadataCount, &cursor)
        alignment = try Self.readAlignment(locations, source)
        let entries = try Self.readEntries(tensorCount, &cursor)
        tensors = try Self.place(
            entries, headerEnd: cursor.offset, alignment: alignment, source, file: file)
    }

    private static func readVersion(_ cursor: inout ByteCursor) throws(CheckpointError) -> Int {
        try cursor.require(4, "the magic")
        guard cursor.bytes.prefix(4).elementsEqual(magic) else {
            throw cursor.malformed("the file does not start with GGUF")
        }
        try cursor.skip(4, "the magic")
        let version = try cursor.read(UInt32.self, "the version")
        if version != 0, version & 0xffff == 0 {
            throw .unsupported(path: cursor.path, what: "big-endian byte order")
        }
        guard version == 2 || version == 3 else {
            throw .unsupported(path: cursor.path, what: "GGUF version \(version)")
        }
        return Int(version)
    }

    private static func readMetadata(
        _ count: Int, _ cursor: inout ByteCursor
    ) throws(CheckpointError) -> ([String], [String: Location]) {
        var keys: [String] = []
        var locations: [String: Location] = [:]
        for _ in 0..<count {
            let start = cursor.offset
            let bytes = try cursor.readByteString("a key")
            guard !bytes.isEmpty, bytes.count <= keyBytesMax, bytes.allSatisfy({ $0 < 0x80 }) else {
                throw .malformed(
                    path: cursor.path, offset: start,
                    reason: "a key is empty, longer than \(keyBytesMax) bytes or not ASCII")
            }
            let key = String(decoding: bytes, as: UTF8.self)
            let number = try cursor.read(UInt32.self, "the type of \(key)")
            guard let type = MetadataType(rawValue: number) else {
                throw cursor.malformed(
                    "\(key) has the metadata type \(number), which does not exist")
            }
            let location = Location(type: type, offset: cursor.offset)
            guard locations.updateValue(location, forKey: key) == nil else {
                throw .malformed(
                    path: cursor.path, offset: start, reason: "the key \(key) appears twice")
            }
            keys.append(key)
            try GGUFMetadataReader.skip(type, &cursor)
        }
        return (keys, locations)
    }

    private static func readAlignment(
        _ locations: [String: Location], _ source: ByteSource
    ) throws(CheckpointError) -> Int {
        guard let location = locations["general.alignment"] else { return alignmentDefault }
        var cursor = ByteCursor(bytes: source.bytes, path: source.path, offset: location.offset)
        let value = try GGUFMetadataReader.value(location.type, &cursor).integer ?? 0
        guard value > 0, value <= alignmentMax, value & (value - 1) == 0 else {
            throw .malformed(
                path: source.path, offset: location.offset,
                reason: "general.alignment is no power of two in 1 ... \(alignmentMax)")
        }
        return value
    }

    private static func readEntries(
        _ count: Int, _ cursor: inout ByteCursor
    ) throws(CheckpointError) -> [Entry] {
        // The metadata lies behind now, so the count must hold against what is left of the file.
        guard count <= cursor.remaining / 24 else {
            throw cursor.malformed("\(count) tensors do not fit in \(cursor.remaining) bytes")
        }
        var entries: [Entry] = []
        entries.reserveCapacity(count)
        var names = Set<String>(minimumCapacity: count)
        for _ in 0..<count {
            let entry = try readEntry(&cursor)
            guard names.insert(entry.name).inserted else {
                throw .malformed(
                    path: cursor.path, offset: entry.position,
                    reason: "the tensor \(entry.name) appears twice")
            }
            entries.append(entry)
        }
        return entries
    }

    private static func readEntry(_ cursor: inout ByteCursor) throws(CheckpointError) -> Entry {
        let position = cursor.offset
        let nameBytes = try cursor.readByteString("a tensor's name")
        guard !nameBytes.isEmpty, nameBytes.count <= tensorNameBytesMax,
            let name = String(validating: nameBytes, as: UTF8.self)
        else {
            throw .malformed(
                path: cursor.path, offset: position,
                reason:
                    "a tensor's name is empty, longer than \(tensorNameBytesMax) bytes or no UTF-8")
        }
        let rank = try cursor.read(UInt32.self, "the dimension count of \(name)")
        guard rank <= dimensionsMax else {
            throw cursor.malformed(
                "\(name) has \(rank) dimensions, at most \(dimensionsMax) can be")
        }
        var innermostFirst: [Int] = []
        var elements = 1
        for _ in 0..<rank {
            let raw = try cursor.read(UInt64.self, "a dimension of \(name)")
            guard let size = Int(exactly: raw), size > 0 else {
                throw cursor.malformed("\(name) has a dimension of \(raw)")
            }
            let (product, overflow) = elements.multipliedReportingOverflow(by: size)
            guard !overflow else { throw cursor.malformed("\(name) has too many elements") }
            elements = product
            innermostFirst.append(size)
        }
        let typeNumber = try cursor.read(UInt32.self, "the type of \(name)")
        let offset = try cursor.read(UInt64.self, "the offset of \(name)")
        let shape = innermostFirst.isEmpty ? [1] : innermostFirst.reversed()
        return Entry(
            name: name, typeNumber: typeNumber, shape: shape, relativeOffset: offset,
            position: position)
    }

    private static func place(
        _ entries: [Entry], headerEnd: Int, alignment: Int, _ source: ByteSource, file: Int
    ) throws(CheckpointError) -> [TensorDescription] {
        let padding = (alignment - headerEnd % alignment) % alignment
        let dataStart = headerEnd + padding
        var tensors: [TensorDescription] = []
        tensors.reserveCapacity(entries.count)
        for entry in entries {
            func fail(_ reason: String) -> CheckpointError {
                .malformed(
                    path: source.path, offset: entry.position, reason: "\(entry.name) \(reason)")
            }
            guard let relative = Int(exactly: entry.relativeOffset), relative % alignment == 0,
                relative <= source.bytes.count - dataStart
            else { throw fail("starts at \(entry.relativeOffset), outside the file or unaligned") }
            let offset = dataStart + relative
            let type = TensorType(fileNumber: entry.typeNumber)
            var byteCount: Int?
            if let type {
                let rows = entry.shape.dropLast().reduce(1, *)
                guard let rowBytes = type.byteCount(elements: entry.shape.last ?? 1) else {
                    throw fail("has rows that are no whole blocks of \(type.name)")
                }
                let (count, overflow) = rows.multipliedReportingOverflow(by: rowBytes)
                guard !overflow, count <= source.bytes.count - offset else {
                    throw fail("runs past the end of the file")
                }
                byteCount = count
            }
            tensors.append(
                TensorDescription(
                    name: entry.name, type: type, typeNumber: entry.typeNumber, shape: entry.shape,
                    byteCount: byteCount, offset: offset, file: file))
        }
        return tensors
    }
}
