/// Up to 31 bytes as four words, made as ``ShortPiece`` is: for words of other alphabets.
struct LongPiece: BitwiseCopyable, Equatable {
    /// The longest piece in bytes.
    static let bytesMax = 31
    /// How many bytes behind a piece's first are read, whatever its length.
    static let bytesRead = 32

    /// The bytes, zeros, and in the highest byte of all the length.
    var words: SIMD4<UInt64>

    /// Takes a piece from memory.
    ///
    /// - Precondition: the count is in 1 ... 31, and 32 bytes may be read.
    @inline(__always)
    init(_ address: UnsafeRawPointer, count: Int) {
        words = .zero
        for index in 0..<4 {
            let word = address.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self)
            let left = count - index * 8
            let mask: UInt64 =
                left >= 8 ? .max : left <= 0 ? 0 : (1 << UInt64(left * 8)) - 1
            words[index] = UInt64(littleEndian: word) & mask
        }
        words.w |= UInt64(count) << 56
    }

    /// A hash, as a short piece's; the words are folded two by two.
    @inline(__always)
    func hash(_ seeds: ShortPiece.Seeds) -> UInt64 {
        let first = (words.x ^ seeds.first).multipliedFullWidth(by: words.y ^ seeds.second)
        let second = (words.z ^ seeds.second).multipliedFullWidth(by: words.w ^ seeds.first)
        return first.high ^ first.low ^ second.high &+ second.low
    }
}
