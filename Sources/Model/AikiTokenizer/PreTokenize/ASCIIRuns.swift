/// Finds where a run of ASCII letters ends, eight bytes a step.
///
/// Each byte of a word is judged in its own eight bits: with the case bit set and the top bit clear,
/// one sum reaches the top bit from `a` on, another from behind `z` on, and letters are between.
/// No byte's sum carries into the next. It is plain arithmetic, so every machine runs the same.
package enum ASCIIRuns {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let tops: UInt64 = 0x8080_8080_8080_8080

    /// The top bit of each byte that is no ASCII letter.
    @inline(__always)
    package static func others(_ word: UInt64) -> UInt64 {
        let folded = (word | 0x20 &* ones) & ~tops
        let fromA = folded &+ 0x1F &* ones
        let behindZ = folded &+ 0x05 &* ones
        return (~(fromA ^ behindZ) | word) & tops
    }

    /// The top bit of each byte that is none of `A` … `Z`.
    @inline(__always)
    package static func notUpper(_ word: UInt64) -> UInt64 {
        let seven = word & ~tops
        let fromA = seven &+ 0x3F &* ones
        let behindZ = seven &+ 0x25 &* ones
        return (~(fromA ^ behindZ) | word) & tops
    }

    /// The top bit of each byte that is none of `a` … `z`.
    @inline(__always)
    package static func notLower(_ word: UInt64) -> UInt64 {
        let seven = word & ~tops
        let fromA = seven &+ 0x1F &* ones
        let behindZ = seven &+ 0x05 &* ones
        return (~(fromA ^ behindZ) | word) & tops
    }

    /// The first position of a byte from another on; the text's end where it is not there.
    ///
    /// Where a byte equals, and only from the first such on, the difference borrows into its top bit
    /// (Mycroft 1987).
    package static func first(
        _ byte: UInt8, in text: UnsafeBufferPointer<UInt8>, from start: Int
    ) -> Int {
        var position = start
        let wanted = UInt64(byte) &* ones
        while position &+ 8 <= text.count {
            let difference = load(text, position) ^ wanted
            let equal = (difference &- ones) & ~difference & tops
            if equal != 0 { return position &+ (equal.trailingZeroBitCount &>> 3) }
            position &+= 8
        }
        while position < text.count, text[position] != byte { position &+= 1 }
        return position
    }

    /// Eight bytes of a text, the first lowest.
    ///
    /// - Precondition: they are in the text, which so has an address.
    @inline(__always)
    static func load(_ text: UnsafeBufferPointer<UInt8>, _ position: Int) -> UInt64 {
        let address = UnsafeRawPointer(text.baseAddress.unsafelyUnwrapped)
        return UInt64(
            littleEndian: address.loadUnaligned(fromByteOffset: position, as: UInt64.self))
    }
}
