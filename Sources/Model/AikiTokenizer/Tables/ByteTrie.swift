/// A prefix tree over bytes whose edges stand in one hash table.
///
/// - Complexity: O(1) an edge; 16 bytes a slot, at most half full.
struct ByteTrie: Sendable {
    /// The node everything starts at.
    static let root: Int32 = 0
    private static let seed = UInt64.random(in: .min ... .max) | 1

    /// Key and node by turns; a key of all ones is empty.
    private let slots: FrozenArray<UInt64>
    private let mask: Int
    private let values: FrozenArray<TokenID>
    /// Whether some string starts with a byte.
    let starts: FrozenArray<Bool>

    /// Whether nothing is stored.
    var isEmpty: Bool { values.count == 1 }

    /// Builds the tree; the first value of equal strings stays, and empty ones are left out.
    init(_ strings: [(key: ArraySlice<UInt8>, value: TokenID)]) {
        var edges: [UInt64: Int32] = [:]
        var values: [TokenID] = [-1]
        var starts = [Bool](repeating: false, count: 256)
        for (key, value) in strings {
            var node = Self.root
            for byte in key {
                let edge = Self.edge(node, byte)
                if node == Self.root { starts[Int(byte)] = true }
                node = edges[edge] ?? Int32(values.count)
                if node == Int32(values.count) {
                    edges[edge] = node
                    values.append(-1)
                }
            }
            if node != Self.root, values[Int(node)] < 0 { values[Int(node)] = value }
        }
        var capacity = 16
        while capacity < edges.count * 2 { capacity *= 2 }
        mask = capacity - 1
        var table = [UInt64](repeating: .max, count: capacity * 2)
        for (edge, node) in edges {
            var slot = Self.slot(edge) & (capacity - 1)
            while table[2 * slot] != .max { slot = (slot + 1) & (capacity - 1) }
            table[2 * slot] = edge
            table[2 * slot + 1] = UInt64(UInt32(bitPattern: node))
        }
        slots = FrozenArray(table)
        self.values = FrozenArray(values)
        self.starts = FrozenArray(starts)
    }

    @inline(__always)
    private static func edge(_ node: Int32, _ byte: UInt8) -> UInt64 {
        UInt64(UInt32(bitPattern: node)) << 8 | UInt64(byte)
    }

    @inline(__always)
    private static func slot(_ edge: UInt64) -> Int {
        let product = (edge ^ seed).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
        return Int(truncatingIfNeeded: (product.high ^ product.low) & 0x7FFF_FFFF_FFFF_FFFF)
    }

    /// The node behind an edge.
    @inline(__always)
    func child(of node: Int32, _ byte: UInt8) -> Int32? {
        let edge = Self.edge(node, byte)
        var slot = Self.slot(edge) & mask
        while true {
            let found = slots[2 * slot]
            if found == edge { return Int32(truncatingIfNeeded: slots[2 * slot + 1]) }
            if found == .max { return nil }
            slot = (slot + 1) & mask
        }
    }

    /// The value that ends at a node, or -1.
    @inline(__always)
    func value(at node: Int32) -> TokenID { values[Int(node)] }

    /// The longest string that starts at a position.
    func longestMatch(
        _ text: UnsafeBufferPointer<UInt8>, at start: Int
    ) -> (value: TokenID, end: Int)? {
        var node = Self.root
        var position = start
        var best: (TokenID, Int)?
        while position < text.count, let next = child(of: node, text[position]) {
            node = next
            position += 1
            if value(at: node) >= 0 { best = (value(at: node), position) }
        }
        return best
    }
}
