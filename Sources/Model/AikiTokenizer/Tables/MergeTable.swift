/// What two neighbouring tokens merge into, and how early.
///
/// - Complexity: O(1) a look-up; 16 bytes a slot, at most two thirds full.
struct MergeTable: Sendable {
    /// A merge that applies: the lower the rank, the earlier.
    static let noRank = UInt32.max

    private let slots: FrozenArray<UInt64>
    private let mask: Int
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

    /// Rank in the upper half, result in the lower; all ones where the pair does not merge.
    @inline(__always)
    func find(_ left: TokenID, _ right: TokenID) -> UInt64 {
        let key = Self.key(left, right)
        var slot = Self.slot(key, seed) & mask
        while true {
            let found = slots[2 * slot]
            if found == key { return slots[2 * slot + 1] }
            if found == .max { return .max }
            slot = (slot + 1) & mask
        }
    }
}
