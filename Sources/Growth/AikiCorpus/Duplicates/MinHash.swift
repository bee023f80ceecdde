/// A sketch of a text by which similar texts are found: the least hash of its word groups in each of
/// 256 bins.
///
/// One hash a group falls into one bin (one permutation hashing), and empty bins borrow from others
/// in an order that is the same for every text (Shrivastava 2017, optimal densification), so that a
/// book costs one hash a word and a short text still fills its sketch. The share of equal bins
/// estimates the Jaccard similarity of the sets of groups, with a standard error of at most 0.031.
struct MinHash {
    /// Bins of a sketch.
    static let bins = 256
    /// Bytes of a sketch.
    static let bytes = bins * 2

    /// Words of a text that near copies are looked for of, at least.
    static let wordsLeast = 10

    /// The sketch of a text.
    ///
    /// - Parameters:
    ///   - words: the text's words.
    ///   - group: words in a group; a text of fewer is one group.
    /// - Returns: 256 numbers; nil for a text of fewer than ten words, of which two that say different
    ///   things may have most groups in common: such texts are copies only where they are equal.
    static func sketch(_ words: WordHashes, group: Int) -> [UInt16]? {
        guard words.hashes.count >= wordsLeast else { return nil }
        var least = [UInt64](repeating: .max, count: bins)
        let count = min(group, words.hashes.count)
        words.hashes.withUnsafeBufferPointer { hashes in
            least.withUnsafeMutableBufferPointer { least in
                for index in 0...(hashes.count - count) {
                    let hash = WordHashes.gram(hashes, at: index, count: count)
                    let bin = Int(hash >> 56)
                    if hash < least[bin] { least[bin] = hash }
                }
            }
        }
        return (0..<bins).map { bin in
            var donor = bin
            var attempt: UInt64 = 0
            while least[donor] == .max {
                attempt += 1
                donor = Int(WordHashes.finish(UInt64(bin) &* 0x1_0001 &+ attempt) >> 56)
            }
            return UInt16(truncatingIfNeeded: WordHashes.finish(least[donor]) >> 20)
        }
    }

    /// The estimated similarity of two texts: 0 to 1.
    static func similarity(_ a: UnsafePointer<UInt16>, _ b: UnsafePointer<UInt16>) -> Double {
        var equal = 0
        for bin in 0..<bins where a[bin] == b[bin] { equal += 1 }
        return Double(equal) / Double(bins)
    }

    /// How many bins make a band: the most with which a pair at the threshold shares one with a
    /// probability of at least 0.999.
    static func rows(threshold: Double) -> Int {
        for rows in stride(from: 8, to: 1, by: -1) {
            let bands = Double(bins / rows)
            var miss = 1.0
            var same = 1.0
            for _ in 0..<rows { same *= threshold }
            for _ in 0..<Int(bands) { miss *= 1 - same }
            if miss <= 0.001 { return rows }
        }
        return 1
    }
}
