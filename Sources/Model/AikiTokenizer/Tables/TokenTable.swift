import AikiBase

/// Finds the token of a byte string: open addressing over slices of one buffer.
///
/// - Complexity: O(length) a look-up. The hash is seeded anew in each process, so that a file cannot
///   be made to collide; results never depend on the seed.
struct TokenTable: Sendable {
    private let slots: FrozenArray<UInt64>
    private let starts: FrozenArray<Int32>
    private let bytes: FrozenArray<UInt8>
    private let mask: Int
    /// The longest string that is stored, in bytes.
    let lengthMax: Int
    /// Whether no two strings that are stored are equal, and none was left out.
    private let isDistinct: Bool

    private static let seed = UInt64.random(in: .min ... .max) | 1

    /// Builds the table from strings and which of them take part.
    ///
    /// Where two strings are equal the first id wins.
    init(_ strings: ByteStrings, including: (Int) -> Bool) {
        bytes = FrozenArray(strings.bytes)
        starts = FrozenArray(count: strings.offsets.count) { starts in
            for (index, offset) in strings.offsets.enumerated() {
                (starts + index).initialize(to: Int32(truncatingIfNeeded: offset))
            }
        }
        var capacity = 16
        while capacity < strings.count * 2 { capacity *= 2 }
        mask = capacity - 1
        var longest = 0
        var stored = 0
        slots = FrozenArray(count: capacity) { table in
            table.initialize(repeating: 0, count: capacity)
            strings.bytes.withUnsafeBufferPointer { all in
                for index in 0..<strings.count where including(index) {
                    let range = strings.offsets[index]..<strings.offsets[index + 1]
                    guard !range.isEmpty,
                        Self.insert(index, range, table, capacity - 1, all, strings.offsets)
                    else { continue }
                    longest = max(longest, range.count)
                    stored += 1
                }
            }
        }
        lengthMax = longest
        isDistinct = stored == strings.count
    }

    /// Puts a string in the table, unless an equal one is there.
    @inline(__always)
    private static func insert(
        _ index: Int, _ range: Range<Int>, _ table: UnsafeMutablePointer<UInt64>, _ mask: Int,
        _ all: UnsafeBufferPointer<UInt8>, _ offsets: [Int]
    ) -> Bool {
        let key = UnsafeBufferPointer(rebasing: all[range])
        let hash = Self.hash(key)
        var slot = Int(truncatingIfNeeded: hash) & mask
        while table[slot] != 0 {
            let other = Int(truncatingIfNeeded: table[slot] & 0xFFFF_FFFF) - 1
            let otherRange = offsets[other]..<offsets[other + 1]
            if table[slot] >> 32 == hash >> 32, all[otherRange].elementsEqual(key) { return false }
            slot = (slot + 1) & mask
        }
        table[slot] = (hash & ~0xFFFF_FFFF) | UInt64(index + 1)
        return true
    }

    /// The token of a byte string, or -1.
    @inline(__always)
    func find(_ key: UnsafeBufferPointer<UInt8>) -> TokenID {
        let count = key.count
        guard count > 0, count <= lengthMax, let address = key.baseAddress else { return -1 }
        let hash = Self.hash(key)
        var slot = Int(truncatingIfNeeded: hash) & mask
        while true {
            let entry = slots[slot]
            if entry == 0 { return -1 }
            if entry >> 32 == hash >> 32 {
                let index = Int(truncatingIfNeeded: entry & 0xFFFF_FFFF) - 1
                let start = Int(starts[index])
                if Int(starts[index + 1]) - start == count,
                    Self.isEqual(bytes.base + start, address, count)
                {
                    return TokenID(truncatingIfNeeded: index)
                }
            }
            slot = (slot + 1) & mask
        }
    }

    /// The same, quicker where a guess is right: its bytes are compared before anything is looked up.
    /// Any number will do for a guess.
    @inline(__always)
    func find(_ key: UnsafeBufferPointer<UInt8>, likely: TokenID) -> TokenID {
        let index = Int(likely)
        guard isDistinct, index >= 0, index < starts.count - 1, let address = key.baseAddress,
            Int(starts[index + 1] - starts[index]) == key.count,
            Self.isEqual(bytes.base + Int(starts[index]), address, key.count)
        else { return find(key) }
        return likely
    }

    /// The token of bytes in an array, or -1.
    func find(_ key: [UInt8]) -> TokenID { key.withUnsafeBufferPointer { find($0) } }

    /// Whether two strings of one length are equal.
    @inline(__always)
    static func isEqual(
        _ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>, _ count: Int
    ) -> Bool {
        // Eight bytes a step: a branch for each byte would be guessed wrong too often.
        let (left, right) = (UnsafeRawPointer(left), UnsafeRawPointer(right))
        var index = 0
        while index + 8 <= count {
            guard
                left.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                    == right.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            else { return false }
            index += 8
        }
        while index < count {
            guard
                left.load(fromByteOffset: index, as: UInt8.self)
                    == right.load(fromByteOffset: index, as: UInt8.self)
            else { return false }
            index += 1
        }
        return true
    }

    /// Multiply and fold, eight bytes a step.
    @inline(__always)
    static func hash(_ key: UnsafeBufferPointer<UInt8>) -> UInt64 {
        let raw = UnsafeRawBufferPointer(key)
        var hash = seed ^ UInt64(truncatingIfNeeded: key.count)
        var position = 0
        while position + 8 <= raw.count {
            hash = mix(hash ^ raw.loadUnaligned(fromByteOffset: position, as: UInt64.self))
            position += 8
        }
        var tail: UInt64 = 0
        while position < raw.count {
            tail = tail << 8 | UInt64(raw[position])
            position += 1
        }
        return mix(hash ^ tail)
    }

    @inline(__always)
    private static func mix(_ value: UInt64) -> UInt64 {
        let product = value.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
        return product.high ^ product.low
    }
}
