import AikiTensor

/// The first page of a ``VectorFile`` as values.
struct VectorHeader: Equatable {
    /// Where a section stands.
    struct Section: Equatable {
        var offset: Int
        var byteCount: Int
    }

    var shape: VectorShape
    var slots: Int
    var extent: VectorGraph.Extent
    var contentHash: UInt64

    /// Ids, scales, codes, halves, levels, uppers, links, upper links, twins.
    var sections: [Section] {
        let sizes = [
            8 * slots, 4 * slots, shape.columns * slots, 2 * shape.dimensions * slots, slots,
            4 * slots, 4 * shape.degree * slots, 2 * shape.degree * extent.upperRows,
            4 * slots,
        ]
        var offset = VectorFile.alignment
        return sizes.map { size in
            defer { offset = VectorFile.aligned(offset + size) }
            return Section(offset: offset, byteCount: size)
        }
    }

    /// Where the log begins.
    var logOffset: Int {
        let last = sections[8]
        return VectorFile.aligned(last.offset + last.byteCount)
    }

    /// The page's bytes, without what fills it up.
    var bytes: [UInt8] {
        var bytes = VectorFile.magic
        let numbers: [UInt32] = [
            VectorFile.version, UInt32(shape.dimensions), UInt32(shape.degree), UInt32(slots),
            UInt32(extent.nodes), UInt32(extent.upperRows),
            extent.entry.map { UInt32($0) } ?? VectorGraph.noNode, UInt32(extent.level),
        ]
        for number in numbers { Self.append(number, to: &bytes) }
        Self.append(contentHash, to: &bytes)
        let hash = bytes.withUnsafeBytes { RunningHash.of($0, seed: 0) }
        Self.append(hash, to: &bytes)
        return bytes
    }

    static func append<Number: FixedWidthInteger>(_ number: Number, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: number.littleEndian) { bytes += $0 }
    }

    /// Values of a new file.
    init(shape: VectorShape) {
        self.init(
            shape: shape, slots: 0, extent: VectorGraph.Extent(),
            contentHash: RunningHash(seed: 0).value)
    }

    /// All values.
    init(shape: VectorShape, slots: Int, extent: VectorGraph.Extent, contentHash: UInt64) {
        self.shape = shape
        self.slots = slots
        self.extent = extent
        self.contentHash = contentHash
    }

    /// Reads and checks the first page of a file.
    ///
    /// - Throws: ``VectorError/damaged(path:detail:)`` for what no index has written;
    ///   ``VectorError/tooNew(path:version:)``.
    init(reading file: OpenFile) throws(VectorError) {
        let bytes = try file.read(VectorFile.headerBytes, at: 0)
        func refusal(_ detail: String) -> VectorError { .damaged(path: file.path, detail: detail) }
        guard bytes.count == VectorFile.headerBytes, bytes.starts(with: VectorFile.magic) else {
            throw refusal("it does not begin as an index of vectors does")
        }
        let hash = bytes[..<48].withUnsafeBytes { RunningHash.of($0, seed: 0) }
        guard hash == Self.number(bytes, 48, UInt64.self) else {
            throw refusal("the hash of its first page is wrong")
        }
        func value(_ index: Int) -> Int { Int(Self.number(bytes, 8 + 4 * index, UInt32.self)) }
        guard value(0) == Int(VectorFile.version) else {
            throw .tooNew(path: file.path, version: value(0))
        }
        shape = VectorShape(dimensions: value(1), degree: value(2))
        slots = value(3)
        extent = VectorGraph.Extent()
        extent.nodes = value(4)
        extent.upperRows = value(5)
        extent.entry = value(6) == Int(VectorGraph.noNode) ? nil : value(6)
        extent.level = value(7)
        contentHash = Self.number(bytes, 40, UInt64.self)
        guard isPlausible else { throw refusal("its sizes contradict each other") }
        guard let size = file.status?.byteCount, size >= logOffset else {
            throw refusal("it is shorter than its first page says")
        }
    }

    private var isPlausible: Bool {
        (1...VectorShape.dimensionsMax).contains(shape.dimensions)
            && shape.degree > 0 && shape.degree.isMultiple(of: 2)
            && shape.degree <= VectorGraph.degreeMax
            && slots <= VectorIndex.slotsMax && extent.nodes <= slots
            && extent.upperRows <= slots * VectorGraph.levelMax
            && extent.level <= VectorGraph.levelMax
            && (extent.entry.map { $0 < extent.nodes } ?? (extent.nodes == 0))
    }

    static func number<Number: FixedWidthInteger>(
        _ bytes: [UInt8], _ offset: Int, _: Number.Type
    ) -> Number {
        precondition(offset + MemoryLayout<Number>.size <= bytes.count)
        return bytes.withUnsafeBytes {
            Number(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: Number.self))
        }
    }
}
