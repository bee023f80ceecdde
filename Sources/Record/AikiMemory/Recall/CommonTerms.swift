import Synchronization

/// Where common terms stand among the latest rows of an index, as bits in memory: full-text search would
/// read tens of thousands of rows again for every question of common words alone.
final class CommonTerms: Sendable {
    /// The latest rows of an index that are known of: at least so many, and less than twice as many.
    static let rowsMin: Int64 = 16_384
    /// The most terms that are remembered, at most 4 KiB each; then all are forgotten.
    static let termsMax = 512

    /// The rows that hold a term, from a first one on.
    struct Rows {
        /// Nothing is known of rows before it.
        let first: Int64
        /// The first one that is not looked at yet.
        fileprivate private(set) var next: Int64
        private var bits: [UInt64] = []

        fileprivate init(from first: Int64) {
            self.first = first
            next = first
        }

        /// Whether a row holds it; false before the first.
        func contains(_ id: Int64) -> Bool {
            let place = Int(id - first)
            guard place >= 0, place / 64 < bits.count else { return false }
            return bits[place / 64] >> (place % 64) & 1 > 0
        }

        /// The rows, in the order of their ids.
        func forEach(_ body: (Int64) -> Void) {
            for (place, word) in bits.enumerated() {
                var left = word
                while left != 0 {
                    body(first + Int64(64 * place + left.trailingZeroBitCount))
                    left &= left - 1
                }
            }
        }

        fileprivate mutating func add(_ ids: [Int64], through last: Int64) {
            for id in ids where id >= next {
                let place = Int(id - first)
                while bits.count <= place / 64 { bits.append(0) }
                bits[place / 64] |= 1 << (place % 64)
            }
            next = max(next, last + 1)
        }
    }

    private let content = Mutex<[String: Rows]>([:])

    /// The latest rows that hold a term.
    ///
    /// A row that is gone since may still be among them.
    ///
    /// - Parameters:
    ///   - term: the term.
    ///   - last: the id of the last row; ids grow and are never used again.
    ///   - read: reads the ids of the rows that hold the term, from a first one on, in order.
    /// - Returns: the rows.
    /// - Throws: what reading throws.
    /// - Complexity: O(rows that are new since the term was last asked for).
    func rows(
        of term: String, through last: Int64, read: (Int64) throws -> [Int64]
    ) rethrows -> Rows {
        let first = max(0, last / Self.rowsMin - 1) * Self.rowsMin
        var rows = Rows(from: first)
        if let known = content.withLock({ $0[term] }), known.first == first { rows = known }
        if rows.next > last { return rows }
        rows.add(try read(rows.next), through: last)
        content.withLock { [rows] content in
            if content.count >= Self.termsMax { content = [:] }
            content[term] = rows
        }
        return rows
    }
}
