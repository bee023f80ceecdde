/// A 64-bit hash of bytes that tells a torn or damaged file from a whole one; it is no protection against
/// somebody who means harm.
///
/// Four lanes of eight bytes are multiplied and turned side by side, which is as fast as memory is read.
struct RunningHash {
    private static let factor: UInt64 = 0x9E37_79B9_7F4A_7C15
    private static let blockBytes = 32

    private var lanes: (UInt64, UInt64, UInt64, UInt64)
    private var pending: [UInt8] = []
    private var byteCount: UInt64 = 0

    /// - Parameter seed: hashes of equal bytes differ with it.
    init(seed: UInt64) {
        lanes = (seed, ~seed, seed &+ Self.factor, seed ^ 0xD1B5_4A32_D192_ED03)
        pending.reserveCapacity(Self.blockBytes)
    }

    /// Adds bytes; how they are divided into calls does not matter.
    mutating func add(_ bytes: UnsafeRawBufferPointer) {
        byteCount += UInt64(bytes.count)
        var rest = bytes[...]
        if !pending.isEmpty {
            let taken = min(Self.blockBytes - pending.count, rest.count)
            pending += rest.prefix(taken)
            rest = rest.dropFirst(taken)
            guard pending.count == Self.blockBytes else { return }
            let block = pending
            pending.removeAll(keepingCapacity: true)
            block.withUnsafeBytes { mixBlocks($0) }
        }
        let whole = rest.count / Self.blockBytes * Self.blockBytes
        mixBlocks(UnsafeRawBufferPointer(rebasing: rest.prefix(whole)))
        pending += rest.dropFirst(whole)
    }

    /// The hash of all that was added.
    var value: UInt64 {
        var hash = self
        let rest = hash.pending + [UInt8](repeating: 0, count: Self.blockBytes - pending.count)
        rest.withUnsafeBytes { hash.mixBlocks($0) }
        var result = byteCount
        for lane in [hash.lanes.0, hash.lanes.1, hash.lanes.2, hash.lanes.3] {
            result = Self.mix(result, lane)
            result ^= result >> 29
        }
        return Self.mix(result, Self.factor)
    }

    /// The hash of bytes.
    static func of(_ bytes: UnsafeRawBufferPointer, seed: UInt64) -> UInt64 {
        var hash = RunningHash(seed: seed)
        hash.add(bytes)
        return hash.value
    }

    private mutating func mixBlocks(_ bytes: UnsafeRawBufferPointer) {
        guard let base = bytes.baseAddress else { return }
        var (a, b, c, d) = lanes
        for offset in stride(from: 0, to: bytes.count, by: Self.blockBytes) {
            a = Self.mix(a, base.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            b = Self.mix(b, base.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self))
            c = Self.mix(c, base.loadUnaligned(fromByteOffset: offset + 16, as: UInt64.self))
            d = Self.mix(d, base.loadUnaligned(fromByteOffset: offset + 24, as: UInt64.self))
        }
        lanes = (a, b, c, d)
    }

    @inline(__always)
    private static func mix(_ lane: UInt64, _ word: UInt64) -> UInt64 {
        let product = (lane ^ word) &* factor
        return product << 31 | product >> 33
    }
}
