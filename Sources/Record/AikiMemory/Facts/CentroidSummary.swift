import Foundation

/// The sentences that stand for many: those nearest to the centroid of all, none like another.
///
/// Words weigh by how rare they are among the sentences; the centroid is their mean (Radev 2004), and
/// a sentence that repeats a chosen one is passed over (Carbonell 1998).
enum CentroidSummary {
    /// The most sentences that are chosen.
    private static let sentencesMax = 8
    /// Two sentences with a cosine above this say the same.
    private static let likenessMax = 0.6

    /// - Returns: the places of the chosen sentences, in their order.
    /// - Complexity: O(n log n) for n words of all sentences.
    static func choose(_ sentences: [String]) -> [Int] {
        let words = sentences.map { ShownTexts.content($0) }
        var frequency: [String: Double] = [:]
        for word in words.joined() { frequency[word, default: 0] += 1 }
        let total = Double(sentences.count)
        let vectors = words.map { words in
            unit(
                Dictionary(
                    uniqueKeysWithValues: words.map { word in
                        (word, log(1 + total / (frequency[word] ?? 1)))
                    }))
        }
        var centroid: [String: Double] = [:]
        for vector in vectors {
            for (word, weight) in vector { centroid[word, default: 0] += weight }
        }
        centroid = unit(centroid)
        let scores = vectors.map { dot($0, centroid) }
        // Equal scores keep the order of the sentences, so that the same memories give the same text.
        let ranked = sentences.indices.sorted {
            scores[$0] == scores[$1] ? $0 < $1 : scores[$0] > scores[$1]
        }
        var chosen: [Int] = []
        for index in ranked where chosen.count < sentencesMax {
            let isNew = chosen.allSatisfy { dot(vectors[$0], vectors[index]) <= likenessMax }
            if isNew, !vectors[index].isEmpty { chosen.append(index) }
        }
        return chosen.sorted()
    }

    private static func unit(_ vector: [String: Double]) -> [String: Double] {
        // The order of a dictionary differs from run to run; sums must not.
        let length = vector.values.sorted().reduce(0) { $0 + $1 * $1 }.squareRoot()
        return length > 0 ? vector.mapValues { $0 / length } : vector
    }

    private static func dot(_ one: [String: Double], _ other: [String: Double]) -> Double {
        one.keys.sorted().reduce(0) { $0 + (one[$1] ?? 0) * (other[$1] ?? 0) }
    }
}
