/// Finds the terms of a question in the terms of a passage as the store keeps them: parted by spaces.
///
/// Looking through the bytes takes a tenth of the time that making strings of them would.
struct TermFinder {
    private let terms: [[UInt8]]

    /// Looks for terms, each known by its place from then on.
    init(_ terms: [String]) {
        self.terms = terms.map { Array($0.utf8) }
    }

    /// What a passage holds.
    struct Found {
        /// How many terms it has.
        var total = 0
        /// How often it holds each term of the question.
        var counts: [Int]
    }

    /// Counts the terms of a passage.
    ///
    /// - Complexity: O(bytes + terms of the passage · terms of the question).
    func find(in stored: String) -> Found {
        var found = Found(counts: [Int](repeating: 0, count: terms.count))
        var stored = stored
        stored.withUTF8 { bytes in
            var start = 0
            while start < bytes.count {
                var end = start
                while end < bytes.count, bytes[end] != UInt8(ascii: " ") { end += 1 }
                if end > start {
                    found.total += 1
                    if let place = place(of: bytes[start..<end]) { found.counts[place] += 1 }
                }
                start = end + 1
            }
        }
        return found
    }

    /// Whether a passage holds any term.
    func findsAny(in stored: String) -> Bool {
        !terms.isEmpty && find(in: stored).counts.contains { $0 > 0 }
    }

    private func place(of term: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
        terms.firstIndex { $0.count == term.count && $0.elementsEqual(term) }
    }
}
