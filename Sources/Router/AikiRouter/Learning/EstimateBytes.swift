/// Writes numbers one after the other, and at last a hash of them.
struct EstimateWriter {
    private var bytes: [UInt8]

    init(_ magic: [UInt8]) { bytes = magic }

    mutating func number(_ value: some FixedWidthInteger) {
        withUnsafeBytes(of: value.littleEndian) { bytes += $0 }
    }

    mutating func array(_ values: [some FixedWidthInteger]) {
        number(UInt32(values.count))
        for value in values { number(value) }
    }

    consuming func finished() -> [UInt8] {
        number(EstimateReader.hash(bytes[...]))
        return bytes
    }
}

/// Reads what ``EstimateWriter`` wrote; every count is held against the bytes that are left.
struct EstimateReader {
    private let bytes: ArraySlice<UInt8>
    private var position: Int

    init(_ bytes: [UInt8], magic: [UInt8]) throws(RouterError) {
        guard bytes.count <= SufficiencyEstimate.fileBytesMax else {
            throw .badEstimate(
                reason: "it is larger than \(SufficiencyEstimate.fileBytesMax) bytes")
        }
        guard bytes.starts(with: magic), bytes.count >= magic.count + 8 else {
            throw .badEstimate(reason: "it is no file of an estimate")
        }
        self.bytes = bytes.dropLast(8)
        position = magic.count
        let kept = bytes.suffix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard kept == Self.hash(self.bytes) else { throw .badEstimate(reason: "it is damaged") }
    }

    mutating func number<Number: FixedWidthInteger>(
        _ type: Number.Type
    ) throws(RouterError) -> Number {
        let size = Number.bitWidth / 8
        guard bytes.count - position >= size else { throw .badEstimate(reason: "it is cut off") }
        defer { position += size }
        var value = Number.zero
        for index in 0..<size {
            value |= Number(truncatingIfNeeded: bytes[position + index]) << (8 * index)
        }
        return value
    }

    mutating func array<Number: FixedWidthInteger>(
        _ type: Number.Type
    ) throws(RouterError) -> [Number] {
        let count = Int(try number(UInt32.self))
        guard count <= (bytes.count - position) / (Number.bitWidth / 8) else {
            throw .badEstimate(reason: "it is cut off")
        }
        var values: [Number] = []
        values.reserveCapacity(count)
        for _ in 0..<count { values.append(try number(type)) }
        return values
    }

    mutating func floats(count: Int? = nil) throws(RouterError) -> [Float] {
        let values = try array(UInt32.self).map { Float(bitPattern: $0) }
        guard values.count == count ?? values.count, values.allSatisfy(\.isFinite) else {
            throw .badEstimate(reason: "its numbers are too few, too many or not finite")
        }
        return values
    }

    func end() throws(RouterError) {
        guard position == bytes.count else { throw .badEstimate(reason: "it goes on too long") }
    }

    /// FNV-1a.
    static func hash(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}
