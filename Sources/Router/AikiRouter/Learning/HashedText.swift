import AikiBase

/// A text as hashed features: its words, pairs of neighbouring words, and the 3 to 5 letters that stand
/// together in its words with their beginnings and ends marked.
///
/// Weighted by how rare a feature is among the examples and scaled to unit length. Hashing (FNV-1a)
/// needs no vocabulary, so a new word costs nothing.
public struct HashedText: Sendable, Equatable {
    /// How many features there can be; a power of two.
    public static let bucketCount = 1 << 15

    /// Bucket and weight, ascending by bucket.
    public let features: [(bucket: Int, weight: Float)]

    /// Takes a text apart.
    ///
    /// - Parameters:
    ///   - text: the text.
    ///   - rarity: for every bucket, the logarithm of how rare it is; nil weighs all the same.
    /// - Complexity: O(characters).
    public init(_ text: String, rarity: [Float]? = nil) {
        var buckets: Set<Int> = []
        var previous: [UInt8] = []
        for word in Self.words(text) {
            buckets.insert(Self.bucket(1, word[...]))
            if !previous.isEmpty { buckets.insert(Self.bucket(2, (previous + [0x20] + word)[...])) }
            let marked = [0x3C] + word + [0x3E]
            for length in 3...5 where marked.count >= length {
                for start in 0...(marked.count - length) {
                    buckets.insert(Self.bucket(3, marked[start..<(start + length)]))
                }
            }
            previous = word
        }
        var features = buckets.sorted().map { (bucket: $0, weight: rarity?[$0] ?? 1) }
        let length = features.reduce(Float(0)) { $0 + $1.weight * $1.weight }.squareRoot()
        if length > 0 {
            for index in features.indices { features[index].weight /= length }
        }
        self.features = features
    }

    /// The features as few numbers: each is added or taken off at a place that its bucket and a seed give
    /// (Weinberger 2009), so that lengths and angles stay about what they are.
    package func folded(onto count: Int, seed: UInt64) -> [Float] {
        var numbers = [Float](repeating: 0, count: count)
        for (bucket, weight) in features {
            var random = SeededRandom(seed: seed << 32 ^ UInt64(bucket))
            let bits = random.next()
            numbers[Int(bits >> 1 % UInt64(count))] += bits & 1 == 0 ? weight : -weight
        }
        return numbers
    }

    /// For every bucket, 1 + ln((1 + texts) / (1 + texts that have it)).
    public static func rarity(_ texts: [String]) -> [Float] {
        var counts = Array(repeating: 0, count: bucketCount)
        for text in texts {
            for feature in HashedText(text).features { counts[feature.bucket] += 1 }
        }
        return counts.map {
            1 + Exponential.logarithm(Float(1 + texts.count) / Float(1 + $0))
        }
    }

    /// Whether two texts have the same features.
    public static func == (one: HashedText, other: HashedText) -> Bool {
        one.features.elementsEqual(other.features) { $0 == $1 }
    }

    /// Words of letters and digits, and every other sign alone, in lower case, as UTF-8.
    private static func words(_ text: String) -> [[UInt8]] {
        var words: [[UInt8]] = []
        var word: [UInt8] = []
        for byte in text.lowercased().utf8 {
            let isWord =
                byte >= 0x80 || byte &- 0x30 < 10 || byte &- 0x61 < 26 || byte == 0x27
            if isWord {
                if byte != 0x27 { word.append(byte) }
            } else {
                if !word.isEmpty { words.append(word) }
                word.removeAll(keepingCapacity: true)
                if byte > 0x20 { words.append([byte]) }
            }
        }
        if !word.isEmpty { words.append(word) }
        return words
    }

    private static func bucket(_ kind: UInt64, _ bytes: ArraySlice<UInt8>) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ kind
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return Int((hash ^ hash >> 29) & UInt64(bucketCount - 1))
    }
}
