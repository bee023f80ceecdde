/// Walks the fields of a protocol-buffers message within its bounds.
///
/// Wire format: a field is a varint `number << 3 | type`, then by type: 0 a varint, 1 eight bytes,
/// 2 a varint length and that many bytes, 5 four bytes. Groups (3, 4) are not used and refused.
struct ProtobufReader {
    /// What a field holds.
    enum Value {
        case varint(UInt64)
        case fixed64(UInt64)
        case bytes(ArraySlice<UInt8>)
        case fixed32(UInt32)
    }

    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

    /// The next field, or nil at the end.
    ///
    /// - Throws: ``TokenizerError`` where a field does not fit.
    mutating func next() throws(TokenizerError) -> (number: Int, value: Value)? {
        guard !rest.isEmpty else { return nil }
        let key = try varint()
        guard key >> 3 > 0, key >> 3 < 1 << 29 else { throw malformed("a field has no number") }
        let number = Int(key >> 3)
        switch key & 7 {
        case 0: return (number, .varint(try varint()))
        case 1: return (number, .fixed64(try fixed(8)))
        case 2:
            let length = try varint()
            guard length <= UInt64(rest.count) else {
                throw malformed("a field of \(length) bytes in \(rest.count)")
            }
            return (number, .bytes(take(Int(length))))
        case 5: return (number, .fixed32(UInt32(truncatingIfNeeded: try fixed(4))))
        default: throw malformed("wire type \(key & 7)")
        }
    }

    private func malformed(_ reason: String) -> TokenizerError {
        .malformed(part: "SentencePiece model", reason: reason)
    }

    private mutating func take(_ count: Int) -> ArraySlice<UInt8> {
        let taken = rest.prefix(count)
        rest = rest.dropFirst(count)
        return taken
    }

    private mutating func varint() throws(TokenizerError) -> UInt64 {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 70, by: 7) {
            guard let byte = rest.popFirst() else { throw malformed("it ends inside a number") }
            value |= UInt64(byte & 0x7F) << shift
            if byte & 0x80 == 0 { return value }
        }
        throw malformed("a number has more than ten bytes")
    }

    private mutating func fixed(_ count: Int) throws(TokenizerError) -> UInt64 {
        guard rest.count >= count else { throw malformed("it ends inside a number") }
        return take(count).reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}
