/// A document that stays so far, as a segment's index has it.
///
/// An index is an array of entries of ``bytes`` bytes, little-endian:
///
/// | offset | bytes | |
/// |---|---|---|
/// | 0 | 4 | the number of its file |
/// | 4 | 4 | flags; bit 0: a conversation, bit 1: it has a sketch |
/// | 8 | 8 | the number of its record in the file |
/// | 16 | 8 | where its text begins in the segment's texts |
/// | 24 | 8 | bytes of the text |
/// | 32 | 16 | the first half of its SHA-256, as two numbers |
/// | 48 | 8 | its id |
/// | 56 | 8 | the line of the segment's lineage |
/// | 64 | 512 | its sketch |
struct SegmentEntry {
    /// Bytes of an entry.
    static let bytes = 64 + MinHash.bytes
    static let sketchOffset = 64

    var file: Int
    var record: Int
    var isConversation: Bool
    var hasSketch: Bool
    var textOffset: Int
    var textBytes: Int
    var digest: (UInt64, UInt64)
    var id: UInt64
    var line: Int

    /// Puts an entry into bytes.
    static func append(
        _ document: PreparedDocument, textOffset: Int, textBytes: Int, line: Int,
        to bytes: inout [UInt8]
    ) {
        func put(_ value: some FixedWidthInteger) {
            withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
        }
        func half(_ offset: Int) -> UInt64 {
            document.digest[offset..<(offset + 8)].reduce(0) { $0 << 8 | UInt64($1) }
        }
        var flags: UInt32 = document.sketch == nil ? 0 : 2
        if case .messages = document.body { flags |= 1 }
        put(UInt32(document.file))
        put(flags)
        put(UInt64(document.record))
        put(UInt64(textOffset))
        put(UInt64(textBytes))
        put(half(0))
        put(half(8))
        put(document.id)
        put(UInt64(line))
        for value in document.sketch ?? [UInt16](repeating: 0, count: MinHash.bins) { put(value) }
    }

    /// Reads the entry at a place of an index.
    init(_ index: UnsafeRawBufferPointer, _ number: Int) {
        let base = number * Self.bytes
        func long(_ offset: Int) -> UInt64 {
            UInt64(
                littleEndian: index.loadUnaligned(fromByteOffset: base + offset, as: UInt64.self))
        }
        let head = long(0)
        file = Int(head & 0xFFFF_FFFF)
        isConversation = head >> 32 & 1 == 1
        hasSketch = head >> 33 & 1 == 1
        record = Int(truncatingIfNeeded: long(8))
        textOffset = Int(truncatingIfNeeded: long(16))
        textBytes = Int(truncatingIfNeeded: long(24))
        digest = (long(32), long(40))
        id = long(48)
        line = Int(truncatingIfNeeded: long(56))
    }
}
