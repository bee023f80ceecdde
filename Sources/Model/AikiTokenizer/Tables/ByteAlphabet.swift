/// GPT-2's way to spell any byte as a printable character: `Ġ` is a space.
///
/// Bytes that print in Latin-1 stand for themselves; the other 68 take U+0100 onward in order.
enum ByteAlphabet {
    /// The scalar of each byte.
    static let scalars: [UInt32] = {
        var next: UInt32 = 0x100
        return (UInt32(0)..<256).map { byte in
            if (0x21...0x7E).contains(byte) || (0xA1...0xAC).contains(byte) || byte >= 0xAE {
                return byte
            }
            defer { next += 1 }
            return next
        }
    }()

    /// The byte of each scalar below U+0144; -1 where there is none.
    private static let bytes: [Int16] = {
        var table = [Int16](repeating: -1, count: 0x144)
        for (byte, scalar) in scalars.enumerated() { table[Int(scalar)] = Int16(byte) }
        return table
    }()

    /// Decodes a spelling into memory of at least its size.
    ///
    /// - Returns: how many bytes it stands for; nil where a character is not of the alphabet.
    static func decode(
        _ spelling: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>
    ) -> Int? {
        var (index, count) = (0, 0)
        while index < spelling.count {
            var scalar = Int(spelling[index])
            index += 1
            if scalar >= 0x80 {
                guard scalar & 0xE0 == 0xC0, index < spelling.count,
                    spelling[index] & 0xC0 == 0x80
                else { return nil }
                scalar = (scalar & 0x1F) << 6 | Int(spelling[index] & 0x3F)
                index += 1
            }
            guard scalar < bytes.count, bytes[scalar] >= 0 else { return nil }
            output[count] = UInt8(truncatingIfNeeded: bytes[scalar])
            count += 1
        }
        return count
    }

    /// The bytes of a spelling; nil where a character is not of the alphabet.
    static func bytes(ofSpelling spelling: String) -> [UInt8]? {
        let utf8 = Array(spelling.utf8)
        return utf8.withUnsafeBufferPointer { source in
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: utf8.count + 1) { output in
                decode(source, into: output).map { Array(output[..<$0]) }
            }
        }
    }

    /// How bytes are spelled.
    static func spelling(of text: some Sequence<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        for byte in text { UTF8Scalars.append(scalars[Int(byte)], to: &output) }
        return output
    }
}
