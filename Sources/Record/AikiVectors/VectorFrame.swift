/// A frame of the log of a ``VectorFile``.
struct VectorFrame {
    let kind: VectorFile.FrameKind
    let ids: [Int64]
    /// (ids, D) f16; nothing for removals.
    let halves: [UInt16]

    init(kind: VectorFile.FrameKind, ids: [Int64], halves: [UInt16] = []) {
        precondition(ids.count <= VectorFile.frameItemsMax)
        self.kind = kind
        self.ids = ids
        self.halves = halves
    }

    /// How many bytes it takes.
    var byteCount: Int { VectorFile.frameHeadBytes + 8 * ids.count + 2 * halves.count }

    /// Its bytes for a place in the file, which its hash covers: a frame found elsewhere is none.
    func bytes(at offset: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(byteCount)
        VectorHeader.append(kind.rawValue, to: &bytes)
        VectorHeader.append(UInt32(ids.count), to: &bytes)
        VectorHeader.append(UInt64(0), to: &bytes)
        // The machine's order is the file's, here as where the file is mapped.
        ids.withUnsafeBytes { bytes += $0 }
        halves.withUnsafeBytes { bytes += $0 }
        let hash = Self.hash(bytes, at: offset)
        withUnsafeBytes(of: hash.littleEndian) { bytes.replaceSubrange(8..<16, with: $0) }
        return bytes
    }

    /// How long a frame with such a head is; nil for a head that no frame has.
    static func byteCount(head: [UInt8], shape: VectorShape) -> Int? {
        let kind = VectorHeader.number(head, 0, UInt32.self)
        let count = Int(VectorHeader.number(head, 4, UInt32.self))
        guard let kind = VectorFile.FrameKind(rawValue: kind), count > 0,
            count <= VectorFile.frameItemsMax
        else { return nil }
        let item = kind == .removals ? 8 : shape.logItemBytes
        return VectorFile.frameHeadBytes + count * item
    }

    /// Reads a frame; nil for one that was not written to its end.
    init?(_ bytes: [UInt8], at offset: Int, shape: VectorShape) {
        guard bytes.count >= VectorFile.frameHeadBytes,
            Self.byteCount(head: bytes, shape: shape) == bytes.count,
            Self.hash(bytes, at: offset) == VectorHeader.number(bytes, 8, UInt64.self),
            let kind = VectorFile.FrameKind(rawValue: VectorHeader.number(bytes, 0, UInt32.self))
        else { return nil }
        self.kind = kind
        let count = Int(VectorHeader.number(bytes, 4, UInt32.self))
        let numbers = VectorFile.frameHeadBytes + 8 * count
        ids = Self.array(bytes[VectorFile.frameHeadBytes..<numbers])
        halves = Self.array(bytes[numbers...])
    }

    private static func array<Number: FixedWidthInteger>(_ bytes: ArraySlice<UInt8>) -> [Number] {
        let count = bytes.count / MemoryLayout<Number>.size
        return Array(unsafeUninitializedCapacity: count) { buffer, initialized in
            initialized = count
            bytes.withUnsafeBytes { UnsafeMutableRawBufferPointer(buffer).copyMemory(from: $0) }
        }
    }

    /// The hash of all but the hash.
    private static func hash(_ bytes: [UInt8], at offset: Int) -> UInt64 {
        var hash = RunningHash(seed: UInt64(offset))
        bytes.withUnsafeBytes { buffer in
            hash.add(UnsafeRawBufferPointer(rebasing: buffer[..<8]))
            hash.add(UnsafeRawBufferPointer(rebasing: buffer[16...]))
        }
        return hash.value
    }
}
