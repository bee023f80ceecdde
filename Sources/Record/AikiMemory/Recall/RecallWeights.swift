/// How much each of ``RecallFeatures`` counts.
///
/// Learned on five long conversations between two people, by the logarithm of a softmax over each
/// question's candidates, and checked on each conversation with weights learned on the other four:
/// `Tools/recall_weights.py` learns them again. No word or name stands in them, only the numbers below.
struct RecallWeights {
    /// In the order of ``RecallFeatures/values``. The last two could not be learned there: that of bridges
    /// is that of a neighbour, that of facts is the one of four that served those conversations best.
    private let values: [Double]
    private static let factWeight = 4.0

    /// Where an embedding model compares meaning.
    static let ofMeaning = RecallWeights(
        values: [
            3.2, 0.5, 4.9, 1.25, -0.4, 0.3, 0.4, 1.9, 1.25, 0.9, 0, 0, 1.05, -0.8, 1, 3.4, 3.8, 3.9,
            1.6, 1.1, 1, factWeight,
        ])
    /// Where words alone are compared.
    static let ofWords = RecallWeights(
        values: [
            6.2, -1.3, 0, 1.4, -0.55, 0.3, 0.4, 2, 1, 0.8, 0.3, 0, 0, 0.3, 1.9, 0, 5.3, 0, 1.6, 1.1,
            1, factWeight,
        ])

    /// The weighted sum.
    func score(_ features: [Double]) -> Double {
        zip(values, features).reduce(0) { $0 + $1.0 * $1.1 }
    }

    /// What each comparison that a person can follow adds to the sum.
    func contributions(_ features: RecallFeatures) -> [(name: String, value: Double)] {
        let parts = zip(values, features.values).map { $0 * $1 }
        return Self.groups.map { group in
            (group.name, group.places.reduce(0) { $0 + parts[$1] })
        }
    }

    /// Names for ``RecallFeatures/values``, which they stand for by place.
    private static let groups: [(name: String, places: [Int])] = [
        ("words", [0, 1]), ("meaning", [2]), ("speaker", [3]), ("time", [7, 18, 19]),
        ("neighbours", [9, 10, 11, 12]), ("answer", [13, 14, 15]), ("conversation", [16, 17]),
        ("form", [4, 5, 6, 8]), ("bridge", [20]), ("fact", [21]),
    ]
}
