import AikiDialogue
import AikiRouter
import Testing

/// Goal: an unsure answer is given away, a sure one never. Method: streams of known means, in every cut.
@Suite struct ConfidenceCascadeTests {
    private func tokens(_ values: [Double]) -> [TokenProbability] {
        values.map { TokenProbability(id: 0, bytes: [], logProbability: $0) }
    }

    @Test func `a sure answer is kept, and not judged before enough is read`() {
        var cascade = ConfidenceCascade()
        #expect(cascade.take(tokens(Array(repeating: -0.2, count: 11))) == .undecided)
        #expect(cascade.take(tokens([-0.2])) == .keep)
        for _ in 0..<1000 { #expect(cascade.take(tokens([-0.4])) == .keep) }
        #expect(cascade.tokenCount == 1012)
    }

    @Test(arguments: 1...12)
    func `an unsure beginning is given away at the same token in every cut`(step: Int) {
        let values = Array(repeating: -1.5, count: 40)
        var cascade = ConfidenceCascade()
        var index = 0
        while index < values.count {
            let next = min(index + step, values.count)
            let verdict = cascade.take(tokens(Array(values[index..<next])))
            if case .escalate(let mean) = verdict {
                #expect(cascade.tokenCount == 12 && abs(mean + 1.5) < 1e-9)
                return
            }
            #expect(verdict == .undecided)
            index = next
        }
        Issue.record("never given away")
    }

    @Test func `a long unsure stretch is given away in the middle of a sure answer`() {
        var cascade = ConfidenceCascade()
        #expect(cascade.take(tokens(Array(repeating: -0.1, count: 200))) == .keep)
        let verdict = cascade.take(tokens(Array(repeating: -3, count: 24)))
        guard case .escalate = verdict else { return #expect(Bool(false), "kept") }
        #expect(cascade.tokenCount < 224)
    }

    @Test func `an impossible token does not decide alone`() {
        var cascade = ConfidenceCascade()
        _ = cascade.take(tokens(Array(repeating: -0.1, count: 50)))
        #expect(cascade.take(tokens([-.infinity])) == .keep)
        #expect(cascade.take(tokens([.nan])) != .undecided)
    }

    @Test func `samples agree by their words`() {
        #expect(ConfidenceCascade.agreement("It is Oslo.", "it is oslo") == 1)
        #expect(ConfidenceCascade.agreement("Oslo", "Bergen") == 0)
        #expect(ConfidenceCascade.agreement("", "") == 1)
        #expect(ConfidenceCascade.agreement("a b", "a c") == 0.5)
    }
}
