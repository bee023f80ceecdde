/// How well speakers are told apart: B³, the mean over quotations.
///
/// For each quotation, precision is the share of the quotations given the same speaker that truly have
/// it, recall the share of those that have it which were given it.
///
/// - SeeAlso: Bagga and Baldwin 1998, "Algorithms for scoring coreference chains".
package struct ClusterScores: Sendable, Equatable {
    /// Sums over quotations.
    private var precisions = 0.0
    private var recalls = 0.0
    /// How many quotations were judged.
    package private(set) var count = 0

    /// Nothing judged yet.
    package init() {}

    /// The mean precision.
    package var precision: Double { count > 0 ? precisions / Double(count) : 0 }
    /// The mean recall.
    package var recall: Double { count > 0 ? recalls / Double(count) : 0 }
    /// The harmonic mean of both.
    package var f1: Double {
        precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0
    }

    /// Judges the quotations of one text.
    ///
    /// - Parameters:
    ///   - given: the speaker each was given; nil is a speaker of its own for every quotation.
    ///   - truths: the speaker each has.
    package mutating func add(given: [Int?], truths: [String]) {
        precondition(given.count == truths.count)
        for index in given.indices {
            let same = given.indices.filter {
                $0 == index || (given[index] != nil && given[$0] == given[index])
            }
            let alike = truths.indices.filter { truths[$0] == truths[index] }
            let both = Double(Set(same).intersection(alike).count)
            precisions += both / Double(same.count)
            recalls += both / Double(alike.count)
            count += 1
        }
    }
}
