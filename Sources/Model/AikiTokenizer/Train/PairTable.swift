/// Pairs of neighbouring tokens and how often each is seen.
///
/// - Complexity: O(1) a look-up; 16 bytes a slot, at most half full, and 16 a pair.
struct PairTable: ~Copyable {
    /// A pair.
    struct Record: BitwiseCopyable {
        /// The token on the left.
        var left: TokenID
        /// The token on the right.
        var right: TokenID
        /// How often they are neighbours.
        var count: Int
    }

    private struct Slot: BitwiseCopyable {
        var key: UInt64
        var pair: Int
    }

    private static let empty = Slot(key: .max, pair: -1)
    private let seed = UInt64.random(in: .min ... .max) | 1
    private var records = Slab<Record>(reserving: 1 << 12)
    private var slots = Slab(repeating: empty, count: 1 << 13)

    /// How many pairs there are.
    var count: Int { records.count }
    /// Bytes that are held.
    var bytes: Int { records.bytes + slots.bytes }

    /// A pair by its number.
    subscript(pair: Int) -> Record { records[pair] }

    @inline(__always)
    private func slot(_ key: UInt64) -> Int {
        let product = (key ^ seed).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
        return Int(truncatingIfNeeded: product.high ^ product.low) & (slots.count - 1)
    }

    @inline(__always)
    private static func key(_ left: TokenID, _ right: TokenID) -> UInt64 {
        UInt64(UInt32(bitPattern: left)) << 32 | UInt64(UInt32(bitPattern: right))
    }

    /// The number of a pair, which is new where it was not seen before.
    @inline(__always)
    mutating func find(orAdd left: TokenID, _ right: TokenID) -> Int {
        let key = Self.key(left, right)
        var slot = slot(key)
        while slots[slot].pair >= 0 {
            if slots[slot].key == key { return slots[slot].pair }
            slot = (slot + 1) & (slots.count - 1)
        }
        let pair = records.count
        slots[slot] = Slot(key: key, pair: pair)
        records.append(Record(left: left, right: right, count: 0))
        if records.count * 2 > slots.count { grow() }
        return pair
    }

    /// Changes a pair's count.
    @inline(__always)
    mutating func change(_ pair: Int, by count: Int) { records.base[pair].count += count }

    /// Lowers the count of a pair that is there.
    @inline(__always)
    mutating func lower(_ left: TokenID, _ right: TokenID, by count: Int) {
        let key = Self.key(left, right)
        var slot = slot(key)
        while slots[slot].pair >= 0 {
            if slots[slot].key == key {
                records.base[slots[slot].pair].count -= count
                return
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        assertionFailure("neighbours are counted as soon as they are neighbours")
    }

    private mutating func grow() {
        let capacity = slots.count * 2
        slots = Slab(repeating: Self.empty, count: capacity)
        for pair in 0..<records.count {
            let key = Self.key(records[pair].left, records[pair].right)
            var slot = slot(key)
            while slots[slot].pair >= 0 { slot = (slot + 1) & (capacity - 1) }
            slots[slot] = Slot(key: key, pair: pair)
        }
    }
}
