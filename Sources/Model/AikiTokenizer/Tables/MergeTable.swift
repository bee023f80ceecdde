/// What two neighbouring tokens merge into, and how early.
///
/// Most pairs do not merge. A filter of one bit a hash (Bloom 1970), small enough for the nearest caches,
/// says so of nearly all of them before the table is read.
///
/// - Complexity: O(1) a look-up; 16 bytes a slot, at most two thirds full, and two bytes a merge.
struct MergeTable: Sendable {
    /// Bits of the filter for each merge, and in all.
    private static let filterBitsEach = 16
    private static let filterBitsLimit = 1 << 22

    private let slots: FrozenArray<UInt64>
    private let mask: Int
    /// A bit for each hash that some merge has.
    private let filter: FrozenArray<UInt64>
    private let filterMask: Int
    private let seed: UInt64

    /// Builds the table; of two merges of one pair the first wins.
    ///
    init(_ merges: [TokenizerDefinition.Merge]) {
        var capacity = 16
        while capacity * 2 < merges.count * 3 { capacity *= 2 }
        let mask = capacity - 1
        let seed = UInt64.random(in: .min ... .max) | 1
        slots = FrozenArray(count: capacity * 2) { table in
            table.initialize(repeating: .max, count: capacity * 2)
            for merge in merges {
                let key = Self.key(merge.left, merge.right)
                var slot = Self.slot(key, seed) & mask
                while table[2 * slot] != .max, table[2 * slot] != key { slot = (slot + 1) & mask }
                guard table[2 * slot] == .max else { continue }
                table[2 * slot] = key
                table[2 * slot + 1] =
                    UInt64(merge.rank) << 32 | UInt64(UInt32(bitPattern: merge.result))
            }
        }
        var bits = 64
        while bits < merges.count * Self.filterBitsEach, bits < Self.filterBitsLimit { bits *= 2 }
        filter = FrozenArray(count: bits / 64) { words in
            words.initialize(repeating: 0, count: bits / 64)
            for merge in merges {
                let slot = Self.slot(Self.key(merge.left, merge.right), seed)
                let bit = Self.filterBit(slot) & (bits - 1)
                words[bit >> 6] |= 1 << UInt64(bit & 63)
            }
        }
        filterMask = bits - 1
        self.mask = mask
        self.seed = seed
    }

    @inline(__always)
    private static func key(_ left: TokenID, _ right: TokenID) -> UInt64 {
        UInt64(UInt32(bitPattern: left)) << 32 | UInt64(UInt32(bitPattern: right))
    }

    @inline(__always)
    private static func slot(_ key: UInt64, _ seed: UInt64) -> Int {
        let product = (key ^ seed).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
        return Int(truncatingIfNeeded: (product.high ^ product.low) & 0x7FFF_FFFF_FFFF_FFFF)
    }

    /// The bit of a hash; other bits than those that choose the slot.
    @inline(__always)
    private static func filterBit(_ slot: Int) -> Int { slot &>> 32 }

    /// Rank in the upper half, result in the lower; all ones where the pair does not merge.
    @inline(__always)
    func find(_ left: TokenID, _ right: TokenID) -> UInt64 {
        let key = Self.key(left, right)
        let hash = Self.slot(key, seed)
        let bit = Self.filterBit(hash) & filterMask
        guard filter[bit &>> 6] &>> UInt64(truncatingIfNeeded: bit & 63) & 1 != 0 else {
            return .max
        }
        var slot = hash & mask
        while true {
            let found = slots[2 * slot]
            if found == key { return slots[2 * slot + 1] }
            if found == .max { return .max }
            slot = (slot + 1) & mask
        }
    }
}
