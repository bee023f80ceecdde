/// A prefix tree over bytes whose edges stand in one hash table.
struct ByteTrie: Sendable {
    /// The node everything starts at.
    static let root: Int32 = 0

    private var edges: [UInt64: Int32] = [:]
    private var values: [TokenID] = [-1]
    /// Whether some string starts with a byte.
    private(set) var starts = [Bool](repeating: false, count: 256)

    /// Whether nothing is stored.
    var isEmpty: Bool { values.count == 1 }

    /// Adds a string; the first value of equal strings stays.
    mutating func insert(_ key: some Sequence<UInt8>, value: TokenID) {
        var node = Self.root
        for byte in key {
            if node == Self.root { starts[Int(byte)] = true }
            let edge = UInt64(UInt32(bitPattern: node)) << 8 | UInt64(byte)
            if let next = edges[edge] {
                node = next
            } else {
                let next = Int32(values.count)
                edges[edge] = next
                values.append(-1)
                node = next
            }
        }
        if node != Self.root, values[Int(node)] < 0 { values[Int(node)] = value }
    }

    /// The node behind an edge.
    @inline(__always)
    func child(of node: Int32, _ byte: UInt8) -> Int32? {
        edges[UInt64(UInt32(bitPattern: node)) << 8 | UInt64(byte)]
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
