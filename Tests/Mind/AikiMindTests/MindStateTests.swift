import AikiBase
import AikiMind
import Foundation
import Testing

/// Goal: the state follows from the log alone, comes to rest by itself, and does only what the
/// policies allow. Method: many random conversations with a fixed seed, replayed.
@Suite struct MindStateTests {
    private let reader = LexiconEmotionReader()
    private let texts = [
        "I got the job! I'm so happy!", "My grandmother died yesterday.", "What time is it?",
        "This is wrong, you are useless.", "I am scared of the exam tomorrow.", "ok", "Thanks!",
        "I'm not happy with this.", "Why does the sky look blue?", "", "Jeg er veldig glad!",
        "Мне очень грустно.",
    ]

    private func messages(_ seed: UInt64, _ count: Int) -> [(appraisal: Appraisal, time: Date)] {
        var random = SeededRandom(seed: seed)
        var time = Date(timeIntervalSince1970: 1_700_000_000)
        return (0..<count).map { _ in
            time += random.nextUnit() * 20_000
            let text = texts[Int(random.next() % UInt64(texts.count))]
            return (Appraisal(text, reader: reader), time)
        }
    }

    @Test(arguments: [
        ("I'm so happy!", Emotion.joy), ("I am very sad today", .sadness),
        ("I'm not happy", .disappointment), ("My father died", .grief),
        ("That is so annoying", .annoyance), ("Thank you!", .gratitude),
        ("Ich habe Angst", .fear), ("Jeg er redd", .fear), ("Мне грустно", .sadness),
    ])
    func `word lists hear the plain cases`(text: String, emotion: Emotion) {
        #expect(reader.read(text).first?.emotion == emotion)
    }

    @Test func `plain words are heard as nothing`() {
        #expect(reader.read("The train leaves from platform four.").isEmpty)
        #expect(Appraisal("The train leaves.", reader: reader) == .none)
    }

    @Test func `a state read from its record goes on as the one that was written`() throws {
        for seed in 0..<50 as Range<UInt64> {
            var live = MindState.initial
            var stored = MindState.initial
            for (appraisal, time) in messages(seed, 40) {
                live = live.after(appraisal, at: time)
                let json = try JSONValue(parsing: appraisal.json.encoded())
                let again = try #require(Appraisal(json: json))
                #expect(again == appraisal)
                stored = stored.after(again, at: time)
                stored = try #require(
                    MindState(json: try JSONValue(parsing: stored.json.encoded())))
                #expect(stored == live)
            }
            #expect(MindState.replay(messages(seed, 40)) == live)
        }
    }

    @Test func `every coordinate stays in its range`() {
        for seed in 100..<140 as Range<UInt64> {
            var state = MindState.initial
            for (appraisal, time) in messages(seed, 60) {
                state = state.after(appraisal, at: time)
                for point in [state.emotion, state.mood] {
                    for value in [point.pleasure, point.arousal, point.dominance] {
                        #expect((-1...1).contains(value))
                    }
                }
                #expect((0...1).contains(state.enthusiasm) && (0...1).contains(state.curiosity))
            }
        }
    }

    @Test func `half of the emotion is gone after its half-life, and the mood outlasts it`() {
        let start = Date(timeIntervalSince1970: 1_700_000_000)
        let glad = MindState.initial.after(
            Appraisal("I'm so incredibly happy!!!", reader: reader), at: start)
        #expect(glad.emotion.pleasure > 0.3 && glad.mood.pleasure > 0)
        let later = glad.decayed(to: start + 600)
        #expect(abs(later.emotion.pleasure - glad.emotion.pleasure / 2) <= 0.0001)
        #expect(later.mood.pleasure > glad.mood.pleasure * 0.98)
        let nextWeek = glad.decayed(to: start + 7 * 86_400)
        #expect(nextWeek.emotion == .neutral && abs(nextWeek.mood.pleasure) < 0.001)
        // Time that runs backwards changes nothing.
        #expect(glad.decayed(to: start - 50) == glad)
    }

    @Test func `distress is met gently, and only where the policies say so`() {
        let grief = Appraisal("My father died yesterday and I am so sad", reader: reader)
        let state = MindState.initial.after(grief, at: Date(timeIntervalSince1970: 0))
        #expect(state.emotion.pleasure < 0 && state.emotion.dominance == 0)
        let met = MindEffects(state, grief, MindPolicies())
        #expect(met.tone == .gentle && met.verbosity == .brief)
        #expect(met.text == "Be gentle and calm. Keep it short.")
        #expect(MindEffects(state, grief, .none).text.isEmpty)
        #expect(
            MindEffects(state, grief, .none) == MindEffects(.initial, .none, .none))
    }

    @Test func `each policy switches one effect`() {
        let glad = Appraisal(
            "Wow, I'm so excited and curious, why is it so beautiful?!", reader: reader)
        var state = MindState.initial
        for index in 0..<4 {
            state = state.after(glad, at: Date(timeIntervalSince1970: Double(index)))
        }
        let all = MindEffects(state, glad, MindPolicies())
        #expect(all.tone == .lively && all.verbosity == .ample)
        #expect(all.memoriesMax > MindEffects.memoriesDefault)
        #expect(all.speakingThreshold < MindEffects.speakingThresholdDefault)
        var policies = MindPolicies()
        policies.tone = false
        #expect(MindEffects(state, glad, policies).tone == .even)
        policies = MindPolicies()
        policies.verbosity = false
        #expect(MindEffects(state, glad, policies).verbosity == .even)
        policies = MindPolicies()
        policies.salience = false
        #expect(MindEffects(state, glad, policies).memoriesMax == MindEffects.memoriesDefault)
        policies = MindPolicies()
        policies.speakingUp = false
        let quiet = MindEffects(state, glad, policies)
        #expect(quiet.speakingThreshold == MindEffects.speakingThresholdDefault)
        #expect(quiet.tone == .lively)
    }

    @Test func `the eight regions have their words`() {
        #expect(PleasureArousalDominance(0.5, 0.5, 0.5).word == "exuberant")
        #expect(PleasureArousalDominance(-0.5, 0.5, -0.5).word == "anxious")
        #expect(PleasureArousalDominance(0.5, -0.5, 0.5).word == "relaxed")
        #expect(PleasureArousalDominance.neutral.word == "calm")
        #expect(PleasureArousalDominance(7, -7, .nan) == PleasureArousalDominance(1, -1, 0))
    }

    @Test func `hostile text is read in bounded time`() {
        for text in [
            String(repeating: "so not happy! ", count: 100_000),
            String(repeating: "a", count: 1_000_000), String(repeating: "\u{0}🙂", count: 100_000),
        ] {
            let appraisal = Appraisal(text, reader: reader)
            #expect((0...1).contains(appraisal.intensity))
        }
    }
}
