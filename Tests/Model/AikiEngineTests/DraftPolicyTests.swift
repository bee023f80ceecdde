import AikiBase
import AikiEngine
import Testing

/// Goal: guesses are found where there are any, and made where they pay. Method: texts and costs in,
/// decisions out.
@Suite struct DraftPolicyTests {
    static func drafts(
        _ text: [Int32], _ lookup: PromptLookup = PromptLookup(), count: Int = 4
    ) -> [Int32]? {
        var lookup = lookup
        guard let match = lookup.match(text) else { return nil }
        var drafts: [Int32] = []
        lookup.draft(count, from: match, of: text, into: &drafts)
        return drafts
    }

    @Test func theLongestMatchWinsAndOfEqualOnesTheLatest() {
        #expect(Self.drafts([1, 2, 3, 4, 5, 6, 7, 1, 2, 3]) == [4, 5, 6, 7])
        #expect(Self.drafts([1, 2, 3, 4, 0, 1, 2, 3, 5, 0, 9, 1, 2, 3]) == [5, 0, 9, 1])
        #expect(Self.drafts([8, 1, 2, 3, 4, 0, 1, 2, 3, 5, 0, 8, 1, 2, 3]) == [4, 0, 1, 2])
        #expect(Self.drafts([1, 2, 3, 4, 5, 6, 7, 2, 3]) == nil)
        #expect(Self.drafts([]) == nil)
        #expect(Self.drafts([5]) == nil)
    }

    @Test func aCopyThatReachesTheEndGoesOnWithItself() {
        #expect(Self.drafts([9, 1, 2, 1, 2, 1, 2], count: 5) == [1, 2, 1, 2, 1])
        #expect(Self.drafts([7, 7, 7, 7], count: 3) == [7, 7, 7])
    }

    /// Against the plain definition, on random texts of few letters.
    @Test func theSearchFindsWhatTheDefinitionSays() {
        var random = SeededRandom(seed: 11)
        for _ in 0..<2000 {
            let text = (0..<Int.random(in: 0...60, using: &random)).map { _ in
                Int32.random(in: 0...2, using: &random)
            }
            var best: (length: Int, source: Int)?
            for source in 1..<max(1, text.count) {
                var length = 0
                while length < source, length < PromptLookup.matchTokensEnough,
                    text[source - 1 - length] == text[text.count - 1 - length]
                { length += 1 }
                if length >= PromptLookup.matchTokensLeast, length >= best?.length ?? 0 {
                    best = (length, source)
                }
            }
            var lookup = PromptLookup()
            let found = lookup.match(text)
            #expect(found?.source == best?.source && found?.length == best?.length)
        }
    }

    @Test func aCopyIsFoundAgainAfterAChangedWord() {
        let source = (10..<60).map { Int32($0) }
        var lookup = PromptLookup()
        var text = source + [0] + source.prefix(6)
        guard let match = lookup.match(text) else {
            Issue.record("no match")
            return
        }
        // Two of the guesses 16, 17, 18 … were right, then the writer wrote 5 for 18.
        lookup.leave(match, accepted: 2)
        text += [16, 17, 5]
        #expect(lookup.match(text) == nil)
        text.append(19)
        #expect(lookup.match(text)?.source == 10)
        #expect(Self.drafts(text, lookup) == [20, 21, 22, 23])
    }

    @Test func certainGuessesAreManyAndDearOnesNone() {
        var policy = DraftPolicy()
        policy.learn(.longMatch, drafted: 15, accepted: 15)
        #expect(policy.count(.longMatch, rowCost: 0.05, answers: 1, limit: 15) == 15)
        #expect(policy.count(.longMatch, rowCost: 0.05, answers: 1, limit: 3) == 3)
        #expect(policy.count(.longMatch, rowCost: 0.05, answers: 1, limit: 0) == 0)
        #expect(policy.count(.longMatch, rowCost: 1, answers: 1, limit: 15) == 0)
        // Where eight answers share a pass, a row that costs an eighth of it is worth no guess.
        #expect(policy.count(.longMatch, rowCost: 0.125, answers: 8, limit: 15) == 0)
    }

    @Test func wrongGuessesEndAndAreTriedAgainEverMoreRarely() {
        var policy = DraftPolicy()
        var tried: [Int] = []
        for step in 0..<2000 {
            let count = policy.count(.mediumMatch, rowCost: 0.3, answers: 1, limit: 15)
            if count > 0 {
                tried.append(step)
                policy.learn(.mediumMatch, drafted: count, accepted: 0)
            }
        }
        #expect(tried.count < 20)
        let gaps = zip(tried.dropFirst(), tried).map { $0 - $1 }
        #expect(gaps.last ?? 0 >= DraftPolicy.restLongest)
        // And when they are right again, guessing comes back.
        for _ in 0..<4 { policy.learn(.mediumMatch, drafted: 2, accepted: 2) }
        #expect(policy.count(.mediumMatch, rowCost: 0.3, answers: 1, limit: 15) > 0)
    }

    @Test func theCostOfARowIsLearnt() {
        var cost = PassCost()
        #expect(abs(cost.rowShare(rows: 1) - PassCost.rowShareAtFirst) < 1e-12)
        for step in 0..<50 {
            let rows = 1 + step % 8
            cost.learn(rows: rows, seconds: 0.030 + 0.002 * Double(rows))
        }
        #expect(abs(cost.rowShare(rows: 1) - 0.002 / 0.032) < 1e-9)
        #expect(abs(cost.rowShare(rows: 8) - 0.002 / 0.046) < 1e-9)
        // Something else held one pass up: the estimate moves little.
        cost.learn(rows: 1, seconds: 10)
        #expect(cost.rowShare(rows: 1) <= 0.1)
        // As long as passes do not differ, what is usual holds.
        var steady = PassCost()
        for _ in 0..<50 { steady.learn(rows: 4, seconds: 0.03) }
        #expect(abs(steady.rowShare(rows: 4) - 0.1 / 1.3) < 1e-12)
    }
}
