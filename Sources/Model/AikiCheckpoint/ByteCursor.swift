/// Reads little-endian fields from bytes; every read is checked against the end first.
struct ByteCursor {
    /// What is read.
    let bytes: UnsafeRawBufferPointer
    /// The file's name, for errors.
    let path: String
    /// The next byte to read.
    private(set) var offset: Int

    init(bytes: UnsafeRawBufferPointer, path: String, offset: Int = 0) {
        self.bytes = bytes
        self.path = path
        self.offset = offset
    }

    /// Bytes that are left.
    var remaining: Int { bytes.count - offset }

    /// An error at the current byte.
    func malformed(_ reason: String) -> CheckpointError {
        .malformed(path: path, offset: offset, reason: reason)
    }

    /// Refuses to go on unless as many bytes are left.
    func require(_ count: Int, _ what: @autoclosure () -> String) throws(CheckpointError) {
        guard count >= 0, count <= remaining else {
            throw malformed("\(what()) takes \(count) bytes, \(remaining) are left")
        }
    }

    /// A whole number of a fixed width.
    mutating func read<Value: FixedWidthInteger>(
        _ type: Value.Type, _ what: @autoclosure () -> String
    ) throws(CheckpointError) -> Value {
        try require(MemoryLayout<Value>.size, what())
        let value = bytes.loadUnaligned(fromByteOffset: offset, as: Value.self)
        offset += MemoryLayout<Value>.size
        return Value(littleEndian: value)
    }

    /// A count in eight bytes; `unitBytes` is the least that each counted thing takes, so that a
    /// count which cannot be true is refused before anything is reserved.
    mutating func readCount(
        unitBytes: Int, _ what: @autoclosure () -> String
    ) throws(CheckpointError) -> Int {
        let start = offset
        let raw = try read(UInt64.self, what())
        guard let count = Int(exactly: raw), count <= remaining / unitBytes else {
            throw .malformed(
                path: path, offset: start,
                reason: "\(what()) is \(raw), more than the \(remaining) bytes left can hold")
        }
        return count
    }

    /// A length in eight bytes, then as many bytes.
    mutating func readByteString(
        _ what: @autoclosure () -> String
    ) throws(CheckpointError) -> UnsafeRawBufferPointer {
        let count = try readCount(unitBytes: 1, "the length of \(what())")
        let slice = UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + count])
        offset += count
        return slice
    }

    /// Moves past byte strings, as many as are sound and at most so many; returns how many.
    ///
    /// Vocabularies hold some hundred thousand: one tight loop takes a tenth of the time of reading
    /// each. Whoever finds fewer than wanted reads the next one to learn what is wrong.
    mutating func skipByteStrings(_ wanted: Int) -> Int {
        let size = MemoryLayout<UInt64>.size
        var place = offset
        for skipped in 0..<wanted {
            guard bytes.count - place >= size else {
                offset = place
                return skipped
            }
            let count = UInt64(
                littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
            guard count <= UInt64(bytes.count - place - size) else {
                offset = place
                return skipped
            }
            place += size + Int(count)
        }
        offset = place
        return wanted
    }

    /// Moves on.
    mutating func skip(_ count: Int, _ what: @autoclosure () -> String) throws(CheckpointError) {
        try require(count, what())
        offset += count
    }
}
