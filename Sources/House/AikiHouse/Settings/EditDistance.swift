/// How far apart two words are, to guess what was meant.
package enum EditDistance {
    /// The nearest of some words; nil where none is near (Levenshtein 1966, at most a third of the
    /// letters changed).
    package static func nearest(to word: String, in words: [String]) -> String? {
        let best = words.map { ($0, distance(word, $0)) }.min { $0.1 < $1.1 }
        guard let best, best.1 <= max(2, word.count / 3) else { return nil }
        return best.0
    }

    /// Letters to insert, delete or replace.
    ///
    /// - Complexity: O(letters of one · letters of the other).
    package static func distance(_ left: String, _ right: String) -> Int {
        let left = Array(left)
        let right = Array(right)
        var row = Array(0...right.count)
        for (i, letter) in left.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, other) in right.enumerated() {
                let replaced = diagonal + (letter == other ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(replaced, diagonal + 1, row[j] + 1)
            }
        }
        return row[right.count]
    }
}
