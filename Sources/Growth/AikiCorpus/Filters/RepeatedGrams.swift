/// How much of a text stands in words in a row that occur more than once.
///
/// n words in a row occur twice only where their first n − 1 do, so each length looks only at the
/// places that the length before left: a book of 100,000 words costs about three passes, not nine.
struct RepeatedGrams {
    private let words: WordHashes
    /// Characters of all words.
    let characters: Int
    /// Where words in a row of the length reached so far occur more than once.
    private var places: [Int32]
    private var length = 1

    init(_ words: WordHashes) {
        self.words = words
        characters = words.lengths.reduce(0) { $0 + Int($1) }
        places = Array(0..<Int32(words.hashes.count))
    }

    /// The share of characters in the commonest words in a row, each place counted.
    ///
    /// - Precondition: lengths are asked for in ascending order, this one before ``repeated(_:)``.
    mutating func top(_ count: Int) -> Double {
        let best = advance(to: count)
        guard characters > 0, let best else { return 0 }
        return Double(best.count * gramCharacters(Int(best.place), count)) / Double(characters)
    }

    /// The share of characters that stand in such words, each counted once.
    mutating func repeated(_ count: Int) -> Double {
        _ = advance(to: count)
        guard characters > 0 else { return 0 }
        var covered = 0
        var end = 0
        // The first occurrence of each is no repetition; the later ones are.
        var seen = GramTable(capacity: places.count)
        for place in places {
            let start = Int(place)
            if seen.add(words.gram(at: start, count: count), place) == 1 { continue }
            for index in max(start, end)..<max(end, start + count) {
                covered += Int(words.lengths[index])
            }
            end = max(end, start + count)
        }
        return Double(covered) / Double(characters)
    }

    private func gramCharacters(_ start: Int, _ count: Int) -> Int {
        words.lengths[start..<(start + count)].reduce(0) { $0 + Int($1) }
    }

    /// Narrows the places to those whose words in a row of a length occur more than once.
    private mutating func advance(to target: Int) -> (count: Int, place: Int32)? {
        var best: (count: Int, place: Int32)?
        while length < target {
            length += 1
            best = step(length)
        }
        return best
    }

    private mutating func step(_ count: Int) -> (count: Int, place: Int32)? {
        let limit = words.hashes.count - count
        var table = GramTable(capacity: places.count)
        var slots = [Int32](repeating: -1, count: places.count)
        words.hashes.withUnsafeBufferPointer { hashes in
            for (index, place) in places.enumerated() where Int(place) <= limit {
                slots[index] = table.slot(
                    WordHashes.gram(hashes, at: Int(place), count: count), place)
            }
        }
        var kept: [Int32] = []
        for (index, place) in places.enumerated()
        where slots[index] >= 0 && table.count(at: slots[index]) > 1 {
            kept.append(place)
        }
        places = kept
        return table.commonest
    }
}

/// Counts numbers: open addressing over a power of two, never more than half full.
struct GramTable {
    private var keys: [UInt64]
    private var counts: [Int32]
    private var firsts: [Int32]
    private let mask: Int

    init(capacity: Int) {
        var size = 64
        while size < capacity * 2 { size *= 2 }
        keys = [UInt64](repeating: 0, count: size)
        counts = [Int32](repeating: 0, count: size)
        firsts = [Int32](repeating: 0, count: size)
        mask = size - 1
    }

    /// Counts a number, and says where it stands.
    @inline(__always)
    mutating func slot(_ key: UInt64, _ place: Int32) -> Int32 {
        var slot = Int(truncatingIfNeeded: key) & mask
        while counts[slot] > 0, keys[slot] != key { slot = (slot + 1) & mask }
        if counts[slot] == 0 {
            keys[slot] = key
            firsts[slot] = place
        }
        counts[slot] += 1
        return Int32(slot)
    }

    /// Counts a number, and says how often it was met.
    @inline(__always)
    mutating func add(_ key: UInt64, _ place: Int32) -> Int32 { counts[Int(slot(key, place))] }

    func count(at slot: Int32) -> Int32 { counts[Int(slot)] }

    /// The number met most often, more than once, and where it was met first.
    var commonest: (count: Int, place: Int32)? {
        var best: (count: Int, place: Int32)?
        for (slot, count) in counts.enumerated() where count > 1 {
            if let found = best, (-found.count, found.place) < (-Int(count), firsts[slot]) {
                continue
            }
            best = (Int(count), firsts[slot])
        }
        return best
    }
}
