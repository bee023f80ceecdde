import AikiDialogue
import Testing

/// Goal: what a person sets goes before what a model's maker recommends, and that before the defaults.
@Suite struct SamplingOptionsTests {
    @Test func whatIsSetGoesBeforeWhatIsRecommended() {
        var recommended = SamplingOptions()
        (recommended.temperature, recommended.topK, recommended.minP) = (0.6, 20, 0)
        var asked = SamplingOptions()
        (asked.topK, asked.repeatPenalty, asked.seed) = (5, 1.1, 7)
        let options = asked.completed(by: recommended)
        #expect((options.temperature, options.topK, options.minP) == (0.6, 5, 0))
        #expect((options.topP, options.repeatPenalty, options.seed) == (0.95, 1.1, 7))
        #expect(options.chosen.topP == nil)
    }

    @Test func aDefaultThatIsAskedForIsAsked() {
        var asked = SamplingOptions()
        asked.temperature = 0.8
        #expect(asked.completed(by: .greedy).temperature == 0.8)
        #expect(SamplingOptions().completed(by: .greedy).temperature == 0)
    }
}
