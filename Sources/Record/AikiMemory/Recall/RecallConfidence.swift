import Foundation

/// How likely it is that the answer is among the memories found.
///
/// A logistic function of how the best memory stands out, of what the question says that memory has
/// never heard, and of who said what fits: a question about one person that only another one's words
/// answer is most likely not answered at all. Learned beside ``RecallWeights``, on answerable and
/// unanswerable questions in equal weight, so that 0.5 is the threshold. A fact that stands and covers the
/// whole question answers it.
package enum RecallConfidence {
    /// Under this, "I do not know" is the right answer.
    package static let threshold = 0.5
    /// From where on a fact that covers so much of the question answers it, whatever else was found.
    private static let factScoreMin = 0.75
    /// How many of the best memories are looked at.
    private static let best = 5

    /// From 0 to 1; 0 where nothing was found.
    static func value(_ ranked: [RecallRanker.Ranked], _ question: RecallQuestion) -> Double {
        guard let first = ranked.first else { return 0 }
        let rest = ranked.dropFirst().prefix(best).map(\.score)
        let gap = rest.isEmpty ? 0 : first.score - rest.reduce(0, +) / Double(rest.count)
        let known = question.weights.values.reduce(0, +)
        let unknownShare = question.unknownWeight / max(1e-9, question.unknownWeight + known)
        let top = ranked.prefix(best).map(\.features)
        let right = top.filter { $0.speaker >= 0 }
        let wrong = top.filter { $0.speaker < 0 }
        func most(_ features: [RecallFeatures], _ value: (RecallFeatures) -> Double) -> Double {
            features.map(value).max() ?? 0
        }
        let terms: [Double]
        let weights: [Double]
        if question.vector == nil {
            terms = [
                first.score, gap, first.features.speaker, unknownShare, most(right, \.topic),
                most(wrong, \.topic), 1,
            ]
            weights = [0.44, 0.21, 0.88, -3.9, -1.4, -2.5, -3.5]
        } else {
            terms = [
                first.score, gap, first.features.speaker, unknownShare, most(right, \.topic),
                most(wrong, \.topic), most(right, \.meaning), most(wrong, \.meaning), 1,
            ]
            weights = [0.48, 0.19, 0.85, -3.0, -1.3, 0.1, 1.3, -5.7, -6.1]
        }
        let sum = zip(terms, weights).reduce(0) { $0 + $1.0 * $1.1 }
        let fact = ranked.prefix(best).map(\.features.fact).max() ?? 0
        return max(1 / (1 + exp(-sum)), fact >= factScoreMin ? fact : 0)
    }
}
