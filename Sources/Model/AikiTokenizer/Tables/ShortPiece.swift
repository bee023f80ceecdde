/// Up to 15 bytes as two words: what most pieces of a text fit in.
///
/// The bytes stand in order from the lowest, zeros behind them, and the length in the highest byte:
/// equal pieces are equal words, and the other way round.
struct ShortPiece: BitwiseCopyable, Equatable {
    /// The longest piece in bytes.
    static let bytesMax = 15
    /// How many bytes behind a piece's first are read, whatever its length.
    static let bytesRead = 16

    /// The first eight bytes.
    var low: UInt64
    /// The others, and the length.
    var high: UInt64

    /// No piece: the length is beyond the longest.
    static let none = ShortPiece(low: 0, high: .max)

    init(low: UInt64, high: UInt64) {
        (self.low, self.high) = (low, high)
    }

    /// Takes a piece from memory.
    ///
    /// - Precondition: the count is in 1 ... 15, and 16 bytes may be read.
    @inline(__always)
    init(_ address: UnsafeRawPointer, count: Int) {
        let first = UInt64(littleEndian: address.loadUnaligned(as: UInt64.self))
        let second = UInt64(littleEndian: address.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
        // Shifts are masked to 63, so the halves are told apart by hand.
        let bits = UInt64(truncatingIfNeeded: count) &* 8
        let isLong = count > 8
        let lowMask: UInt64 = count < 8 ? (1 &<< bits) &- 1 : .max
        let highMask: UInt64 = isLong ? (1 &<< (bits &- 64)) &- 1 : 0
        low = first & lowMask
        high = (second & highMask) | UInt64(truncatingIfNeeded: count) &<< 56
    }

    /// Takes a piece byte by byte, where the text may end within 16.
    init(slowly address: UnsafeRawPointer, count: Int) {
        var (low, high): (UInt64, UInt64) = (0, 0)
        for index in 0..<count {
            let byte = UInt64(address.load(fromByteOffset: index, as: UInt8.self))
            if index < 8 {
                low |= byte << UInt64(index * 8)
            } else {
                high |= byte << UInt64(index * 8 - 64)
            }
        }
        (self.low, self.high) = (low, high | UInt64(count) << 56)
    }

    /// How many bytes it has.
    var count: Int { Int(high >> 56) }

    /// A hash: the halves of one product (Wang 2021, wyhash), from seeds that differ from process to
    /// process, so that nobody can write a text whose pieces collide.
    @inline(__always)
    func hash(_ seeds: Seeds) -> UInt64 {
        let product = (low ^ seeds.first).multipliedFullWidth(by: high ^ seeds.second)
        return product.high ^ product.low
    }

    /// Appends its bytes.
    func append(to bytes: inout [UInt8]) {
        for index in 0..<count {
            let word = index < 8 ? low >> UInt64(index * 8) : high >> UInt64(index * 8 - 64)
            bytes.append(UInt8(truncatingIfNeeded: word))
        }
    }

    /// What a hash starts from.
    struct Seeds {
        let first: UInt64
        let second: UInt64

        /// The seeds of this process.
        static let process = Seeds(
            first: UInt64.random(in: .min ... .max) | 1,
            second: UInt64.random(in: .min ... .max) | 1)
    }
}
