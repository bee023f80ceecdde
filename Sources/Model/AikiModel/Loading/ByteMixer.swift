/// A 64-bit checksum, eight bytes at a time: finds damage, resists nobody.
///
/// Source: the xor-multiply step of FNV-1a (Fowler, Noll, Vo 1991) over words instead of bytes, with
/// a shift that carries high bits down.
struct ByteMixer {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    /// Mixes bytes in, and their count.
    mutating func add(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { add($0) }
    }

    /// Mixes bytes in, and their count.
    mutating func add(_ bytes: UnsafeRawBufferPointer) {
        let words = bytes.count / 8
        for index in 0..<words {
            mix(bytes.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self).littleEndian)
        }
        var tail: UInt64 = 0
        for byte in bytes[(words * 8)...] { tail = tail << 8 | UInt64(byte) }
        mix(tail)
        mix(UInt64(bytes.count))
    }

    private mutating func mix(_ word: UInt64) {
        value = (value ^ word) &* 0x0000_0100_0000_01B3
        value ^= value >> 29
    }
}
