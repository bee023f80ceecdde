/// A binary heap of pairs: the most frequent first, and of equals the one that a rule names.
struct PairQueue: ~Copyable {
    /// A pair as it was when it was put in.
    struct Entry: BitwiseCopyable {
        /// How often it was seen.
        var count: Int
        /// What orders equals, as far as eight bytes tell: the lower first.
        var tie: UInt64
        var left: TokenID
        var right: TokenID
        /// The pair's number.
        var pair: Int32
        /// Whether ``tie`` may be equal for pairs that differ.
        var isLong: Bool

        init(
            _ record: PairTable.Record, at pair: Int, _ rule: TokenizerRecipe.TieRule,
            _ vocabulary: borrowing TrainingVocabulary
        ) {
            (count, left, right) = (record.count, record.left, record.right)
            self.pair = Int32(truncatingIfNeeded: pair)
            switch rule {
            case .firstTokens:
                tie = UInt64(UInt32(bitPattern: left)) << 32 | UInt64(UInt32(bitPattern: right))
                isLong = false
            case .lastBytes:
                tie = ~vocabulary.prefix(left)
                isLong = true
            }
        }
    }

    private var entries = Slab<Entry>(reserving: 1 << 10)

    /// Bytes that are held.
    var bytes: Int { entries.bytes }

    /// The first entry.
    var first: Entry? { entries.count > 0 ? entries[0] : nil }

    /// Whether one entry comes before another.
    @inline(__always)
    private static func comes(
        _ entry: Entry, before other: Entry, _ vocabulary: borrowing TrainingVocabulary
    ) -> Bool {
        if entry.count != other.count { return entry.count > other.count }
        if entry.tie != other.tie { return entry.tie < other.tie }
        guard entry.isLong else { return false }
        return vocabulary.isPair(entry.left, entry.right, after: other.left, other.right)
    }

    /// Adds an entry.
    mutating func push(_ entry: Entry, _ vocabulary: borrowing TrainingVocabulary) {
        entries.append(entry)
        var index = entries.count - 1
        while index > 0 {
            let parent = (index - 1) / 2
            guard Self.comes(entry, before: entries[parent], vocabulary) else { break }
            entries[index] = entries[parent]
            index = parent
        }
        entries[index] = entry
    }

    /// Takes the first entry away.
    mutating func removeFirst(_ vocabulary: borrowing TrainingVocabulary) {
        let last = entries.removeLast()
        if entries.count > 0 { replaceFirst(last, vocabulary) }
    }

    /// Puts an entry in the place of the first, and orders again.
    mutating func replaceFirst(_ entry: Entry, _ vocabulary: borrowing TrainingVocabulary) {
        var index = 0
        while true {
            var child = 2 * index + 1
            guard child < entries.count else { break }
            if child + 1 < entries.count,
                Self.comes(entries[child + 1], before: entries[child], vocabulary)
            {
                child += 1
            }
            guard Self.comes(entries[child], before: entry, vocabulary) else { break }
            entries[index] = entries[child]
            index = child
        }
        entries[index] = entry
    }
}
