/// Scalars in and out of UTF-8 that is known to be valid, because it came from a `String`.
package enum UTF8Scalars {
    /// The scalar that starts at a position, and how many bytes it takes.
    ///
    /// - Precondition: the bytes are UTF-8 and the position is a boundary. Bytes that are not are
    ///   read as they stand, within bounds.
    @inline(__always)
    static func decode(
        _ bytes: UnsafeBufferPointer<UInt8>, at position: Int
    ) -> (scalar: UInt32, length: Int) {
        let first = UInt32(bytes[position])
        if first < 0x80 { return (first, 1) }
        let left = bytes.count - position
        if first < 0xE0 || left == 2 {
            guard left >= 2 else { return (0xFFFD, 1) }
            return ((first & 0x1F) << 6 | UInt32(bytes[position + 1]) & 0x3F, 2)
        }
        guard left >= 3 else { return (0xFFFD, 1) }
        let second = UInt32(bytes[position + 1]) & 0x3F
        let third = UInt32(bytes[position + 2]) & 0x3F
        if first < 0xF0 || left == 3 { return ((first & 0x0F) << 12 | second << 6 | third, 3) }
        let fourth = UInt32(bytes[position + 3]) & 0x3F
        let scalar = (first & 0x07) << 18 | second << 12 | third << 6 | fourth
        return (min(scalar, 0x10FFFF), 4)
    }

    /// Where the scalar before a boundary starts.
    @inline(__always)
    static func start(before position: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var start = position - 1
        while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
        return start
    }

    /// How many bytes a scalar takes by its first byte.
    @inline(__always)
    static func length(first: UInt8) -> Int {
        first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    }

    /// Appends a scalar in UTF-8.
    static func append(_ scalar: UInt32, to bytes: inout [UInt8]) {
        let character = Unicode.Scalar(scalar) ?? "\u{FFFD}"
        bytes.append(contentsOf: UTF8.encode(character) ?? UTF8.encodedReplacementCharacter)
    }

    /// Scalars as UTF-8.
    static func encode(_ scalars: [UInt32]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(scalars.count)
        for scalar in scalars { append(scalar, to: &bytes) }
        return bytes
    }
}
