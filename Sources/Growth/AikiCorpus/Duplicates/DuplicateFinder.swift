/// Finds documents that are copies of earlier ones, word for word or nearly.
///
/// Near copies share a band of their sketches (locality-sensitive hashing); those that do are
/// compared by their whole sketches. Copies of copies belong together, and of each group the
/// document that comes first in the order of the recipe stays.
///
/// - Complexity: for each band one pass over the sketches; O(D log D) for D documents. Memory: four
///   bytes a document, and `memoryBytes` for the bands, which are read in as many parts as it takes.
struct DuplicateFinder {
    /// Who is a copy of whom.
    struct Copy: Equatable {
        /// The document that goes.
        var document: Int
        /// The one that stays.
        var original: Int
        /// 1 for the same text, else the estimated similarity to the one it was found by.
        var similarity: Double
    }

    /// Documents, by their number in the order of the recipe.
    let count: Int
    /// The digest of each: equal for equal texts.
    let digest: (Int) -> (UInt64, UInt64)
    /// The sketch of each; nil where it has none.
    let sketch: (Int) -> UnsafePointer<UInt16>?
    /// The least similarity of near copies; nil: none are looked for.
    let threshold: Double?
    /// Whether equal texts go.
    let findsExact: Bool
    var memoryBytes = 256 << 20

    private struct Key {
        var hash: UInt64
        var document: Int32
    }

    /// The copies, in the order of the documents that go.
    func find() -> [Copy] {
        var parents = Array(0..<Int32(count))
        var similarities: [Int32: Float] = [:]
        if findsExact { joinExact(&parents, &similarities) }
        if let threshold { joinNear(threshold, &parents, &similarities) }
        var copies: [Copy] = []
        for document in 0..<count {
            let original = Int(Self.root(Int32(document), &parents))
            if original == document { continue }
            copies.append(
                Copy(
                    document: document, original: original,
                    similarity: Double(similarities[Int32(document)] ?? 1)))
        }
        return copies
    }

    private func joinExact(_ parents: inout [Int32], _ similarities: inout [Int32: Float]) {
        forEachGroup({ digest($0).0 }) { group in
            for index in 1..<group.count where digest(Int(group[index])) == digest(Int(group[0])) {
                if let lost = Self.join(group[0], group[index], &parents) {
                    similarities[lost] = 1
                }
            }
        }
    }

    private func joinNear(
        _ threshold: Double, _ parents: inout [Int32], _ similarities: inout [Int32: Float]
    ) {
        let rows = MinHash.rows(threshold: threshold)
        for band in 0..<(MinHash.bins / rows) {
            forEachGroup { document in
                guard let sketch = sketch(document) else { return nil }
                var hash = UInt64(band)
                for row in 0..<rows {
                    hash = WordHashes.finish(hash ^ UInt64(sketch[band * rows + row]))
                }
                return hash
            } body: { group in
                compare(group, threshold, &parents, &similarities)
            }
        }
    }

    /// Compares each document of a group with the heads of those that stay apart so far.
    private func compare(
        _ group: ArraySlice<Int32>, _ threshold: Double, _ parents: inout [Int32],
        _ similarities: inout [Int32: Float]
    ) {
        var heads: [Int32] = []
        for document in group {
            guard let mine = sketch(Int(document)) else { continue }
            var isJoined = false
            for head in heads {
                if Self.root(head, &parents) == Self.root(document, &parents) {
                    isJoined = true
                    break
                }
                guard let theirs = sketch(Int(head)) else { continue }
                let similarity = MinHash.similarity(mine, theirs)
                if similarity >= threshold {
                    if let lost = Self.join(head, document, &parents) {
                        similarities[lost] = Float(similarity)
                    }
                    isJoined = true
                    break
                }
            }
            // A band that thousands share by chance must not be compared pair by pair.
            if !isJoined, heads.count < Self.headsMax { heads.append(document) }
        }
    }

    /// Documents of one band that are compared with each further one.
    static let headsMax = 64

    /// Calls the body with the documents that share a hash, ascending, group by group.
    private func forEachGroup(
        _ hash: (Int) -> UInt64?, body: (ArraySlice<Int32>) -> Void
    ) {
        let parts = max(1, (count * MemoryLayout<Key>.stride + memoryBytes - 1) / memoryBytes)
        for part in 0..<parts {
            var keys: [Key] = []
            keys.reserveCapacity(count / parts + 1)
            for document in 0..<count {
                guard let value = hash(document) else { continue }
                if parts == 1 || Int(value % UInt64(parts)) == part {
                    keys.append(Key(hash: value, document: Int32(document)))
                }
            }
            keys.sort { ($0.hash, $0.document) < ($1.hash, $1.document) }
            var start = 0
            while start < keys.count {
                var end = start + 1
                while end < keys.count, keys[end].hash == keys[start].hash { end += 1 }
                if end - start > 1 { body(keys[start..<end].map(\.document)[...]) }
                start = end
            }
        }
    }

    /// The first document of a group; paths are halved on the way.
    private static func root(_ document: Int32, _ parents: inout [Int32]) -> Int32 {
        var node = document
        while parents[Int(node)] != node {
            parents[Int(node)] = parents[Int(parents[Int(node)])]
            node = parents[Int(node)]
        }
        return node
    }

    /// Makes two groups one.
    ///
    /// - Returns: the document that was the first of its group and is so no longer, which is what is a
    ///   copy by this; nil where they were one already.
    private static func join(_ a: Int32, _ b: Int32, _ parents: inout [Int32]) -> Int32? {
        let (first, second) = (root(a, &parents), root(b, &parents))
        guard first != second else { return nil }
        parents[Int(max(first, second))] = min(first, second)
        return max(first, second)
    }
}
