/// Decides how many tokens to guess: as many as make the next step write most tokens a second.
///
/// A guess costs a row of the next pass and is worth a token if it and all before it are right. With
/// a: the chance that one is, k: guesses, m: answers of the step, s: the cost of a row as a share of
/// the pass, a step writes m − 1 + Σ aⁱ (i = 0…k) tokens in the time 1 + s · k, and the best k is
/// looked for (Leviathan 2023 §3.5, for several answers in one pass). Chances are learnt for each kind
/// of evidence apart, over the last guesses of this answer. Where the best k is 0 guessing rests, and is
/// tried again ever more rarely.
package struct DraftPolicy {
    /// What a guess rests on.
    package enum Evidence: Int, CaseIterable, Sendable {
        /// One or two tokens that match, near the end of a copy.
        case shortMatch
        /// Three to five tokens that match.
        case mediumMatch
        /// Six tokens or more that match.
        case longMatch
        /// A smaller model wrote it.
        case draftModel

        /// The evidence of a match.
        package init(matchLength: Int) {
            self = matchLength < 3 ? .shortMatch : matchLength < 6 ? .mediumMatch : .longMatch
        }

        /// The chance that is assumed before anything was seen.
        package var chanceAtFirst: Double {
            switch self {
            case .shortMatch: 0.5
            case .mediumMatch: 0.6
            case .longMatch: 0.85
            case .draftModel: 0.7
            }
        }
    }

    /// What is known of one kind of evidence.
    private struct Record {
        /// Guesses that were checked, and of these those that were right; old ones fade.
        var trials = 0.0
        var hits = 0.0
        /// Opportunities to let pass before the next trial, and how many the next rest takes.
        var resting = 0
        var rest = DraftPolicy.restAtFirst
    }

    /// What a checked guess still counts for after the next.
    package static let fading = 0.93
    /// Guesses that the chance assumed at first weighs as much as.
    package static let priorTrials = 3.0
    /// The gain below which nothing is guessed.
    package static let gainLeast = 1.03
    /// Opportunities that are let pass after guessing did not pay; doubled each time.
    package static let restAtFirst = 8
    /// The longest rest, in opportunities.
    package static let restLongest = 256
    /// Guesses of a trial after a rest.
    package static let probeTokens = 2

    private var records = [Record](repeating: Record(), count: Evidence.allCases.count)

    /// Starts with the chances assumed at first.
    package init() {}

    /// The chance that a guess is right where those before it are.
    package func chance(_ evidence: Evidence) -> Double {
        let record = records[evidence.rawValue]
        return (record.hits + Self.priorTrials * evidence.chanceAtFirst)
            / (record.trials + Self.priorTrials)
    }

    /// How many tokens to guess.
    ///
    /// - Parameters:
    ///   - evidence: what the guess rests on.
    ///   - rowCost: what a guess costs as a share of a pass without any.
    ///   - answers: answers that the pass goes on with.
    ///   - limit: the most that may be guessed.
    /// - Returns: the count; 0 while guessing rests.
    package mutating func count(
        _ evidence: Evidence, rowCost: Double, answers: Int, limit: Int
    ) -> Int {
        guard limit > 0 else { return 0 }
        let best = bestCount(evidence, rowCost: rowCost, answers: answers, limit: limit)
        let index = evidence.rawValue
        if best > 0 {
            records[index].rest = Self.restAtFirst
            records[index].resting = 0
            return best
        }
        if records[index].resting == 0 {
            records[index].resting = records[index].rest
            records[index].rest = min(2 * records[index].rest, Self.restLongest)
        }
        records[index].resting -= 1
        return records[index].resting == 0 ? min(Self.probeTokens, limit) : 0
    }

    /// Takes in how many guesses were right.
    package mutating func learn(_ evidence: Evidence, drafted: Int, accepted: Int) {
        let index = evidence.rawValue
        for trial in 0..<min(drafted, accepted + 1) {
            records[index].trials = records[index].trials * Self.fading + 1
            records[index].hits = records[index].hits * Self.fading + (trial < accepted ? 1 : 0)
        }
    }

    private func bestCount(
        _ evidence: Evidence, rowCost: Double, answers: Int, limit: Int
    ) -> Int {
        let chance = chance(evidence)
        var best = (count: 0, speed: Double(answers) * Self.gainLeast)
        var tokens = Double(answers)
        var reach = 1.0
        for count in 1...limit {
            reach *= chance
            tokens += reach
            let speed = tokens / (1 + rowCost * Double(count))
            if speed > best.speed { best = (count, speed) }
        }
        return best.count
    }
}
