import AikiBase
import AikiDialogue
import AikiEngine
import Foundation
import Synchronization
import Testing

/// Goal: guesses change how fast an answer is written and nothing else. Method: scripted models with
/// and without guesses, token by token; then distributions against their probabilities.
@Suite(.timeLimit(.minutes(2))) struct SpeculationTests {
    typealias Journal = ScriptedModel.Journal

    /// A model that likes to copy: mostly what followed the last token when it stood in the text
    /// before, sometimes something else.
    static func copying(_ tokens: [Int32]) -> [Float] {
        var logits = ScriptedModel.hashed(tokens).map { $0 / 16 }
        if let last = tokens.last,
            let earlier = tokens.dropLast().lastIndex(of: last)
        {
            logits[Int(tokens[earlier + 1])] += 8
        }
        return logits
    }

    static let text = EngineCoreTests.bytes(
        "The quick brown fox jumps over the lazy dog; the dog sleeps. Copy: The quick")

    static func request(_ change: (inout PreparedRequest) -> Void = { _ in }) -> PreparedRequest {
        var request = PreparedRequest(
            prompt: text, outputTokensMax: 120, topLogProbabilities: 3)
        change(&request)
        return request
    }

    static func variants() -> [PreparedRequest] {
        var variants = [request()]
        for seed in UInt64(0)..<24 {
            variants.append(
                request {
                    $0.seed = seed
                    $0.sampling = SamplingOptions()
                    $0.sampling.temperature = seed.isMultiple(of: 3) ? 1.3 : 0.7
                    if seed.isMultiple(of: 2) { $0.sampling.topK = 40 }
                    if seed.isMultiple(of: 4) { $0.sampling.minP = 0.01 }
                    if seed % 5 == 1 { $0.sampling.repeatPenalty = 1.1 }
                    if seed % 5 == 2 { $0.sampling.dry = DRYOptions(multiplier: 0.4) }
                    if seed % 6 == 3 { $0.stopStrings = ["lazy", "xyz"] }
                    $0.outputTokensMax = 60 + Int(seed) * 5
                })
        }
        return variants
    }

    @Test func answersAreThoseWithoutGuessesTokenByToken() async throws {
        let plain = try await EngineCoreTests.engine(script: Self.copying)
        let guessing = try await EngineCoreTests.engine(
            draftTokens: 15, now: { .zero }, script: Self.copying)
        var accepted = 0
        for request in Self.variants() {
            let expected = try await EngineCoreTests.read(plain, request)
            let answer = try await EngineCoreTests.read(guessing, request)
            #expect(answer.text == expected.text)
            #expect(answer.tokens == expected.tokens)
            #expect(answer.completion?.reason == expected.completion?.reason)
            #expect(answer.completion?.stopString == expected.completion?.stopString)
            let usage = try #require(answer.completion?.usage)
            #expect(usage.outputTokens == expected.completion?.usage.outputTokens)
            #expect(usage.acceptedTokens <= usage.draftedTokens)
            #expect(expected.completion?.usage.draftedTokens == 0)
            accepted += usage.acceptedTokens
        }
        #expect(accepted > 500)
    }

    @Test func answersAtOnceAreThoseWithoutGuesses() async throws {
        let plain = try await EngineCoreTests.engine(slots: 1, script: Self.copying)
        let guessing = try await EngineCoreTests.engine(
            slots: 4, queue: 64, draftTokens: 7, script: Self.copying)
        let requests = Self.variants()
        var expected: [EngineCoreTests.Answer] = []
        for request in requests {
            expected.append(try await EngineCoreTests.read(plain, request))
        }
        try await withThrowingTaskGroup(of: (Int, EngineCoreTests.Answer).self) { group in
            for (index, request) in requests.enumerated() {
                group.addTask { (index, try await EngineCoreTests.read(guessing, request)) }
            }
            for try await (index, answer) in group {
                #expect(answer.tokens == expected[index].tokens)
            }
        }
    }

    /// A text copied to its end takes a fraction of the steps, and the next turn still finds the cache.
    ///
    /// The clock stands still, so that how many tokens are guessed follows the costs of a usual machine
    /// and not how busy this one is.
    @Test func aCopyTakesFewStepsAndLeavesTheCacheInOrder() async throws {
        let journal = Journal()
        let source = (0..<100).map { Int32($0) }
        let script: @Sendable ([Int32]) -> [Float] = { tokens in
            ScriptedModel.certain(tokens.count < 300 ? Int32(tokens.count % 100) : 256)
        }
        let core = try await EngineCoreTests.engine(
            chunk: 200, draftTokens: 15, journal: journal, now: { .zero }, script: script)
        let answer = try await EngineCoreTests.read(
            core, PreparedRequest(prompt: source, outputTokensMax: 250))
        #expect(answer.completion?.usage.outputTokens == 200)
        #expect(answer.completion?.reason == .stop)
        let batches = journal.batches.withLock { $0 }
        #expect(batches.count < 40)
        #expect(batches.dropFirst().allSatisfy { $0.allSatisfy { !$0.isPrompt } })
        #expect(batches.first?.allSatisfy { $0.isPrompt } == true)
        let longer = source + (100..<300).map { Int32($0 % 100) } + [7, 7, 7]
        let next = try await EngineCoreTests.read(
            core, PreparedRequest(prompt: longer, outputTokensMax: 3))
        #expect(next.completion?.usage.cachedTokens == 300)
    }

    @Test(arguments: 1...24) func limitsOfAnswerAndContextHoldToTheToken(limit: Int) async throws {
        let script: @Sendable ([Int32]) -> [Float] = { ScriptedModel.certain(Int32($0.count % 5)) }
        let prompt = (0..<10).map { Int32($0 % 5) }
        for context in [10 + limit, 10 + limit + 1, 400] {
            let core = try await EngineCoreTests.engine(
                slotTokensMax: context, draftTokens: 15, script: script)
            let answer = try await EngineCoreTests.read(
                core, PreparedRequest(prompt: prompt, outputTokensMax: limit))
            #expect(answer.completion?.usage.outputTokens == limit)
            #expect(answer.completion?.reason == .length)
        }
    }

    /// The draft model is right now and then, never, or always; the answers are the same.
    @Test(arguments: [0, 1, 2]) func aDraftModelChangesNoAnswer(quality: Int) async throws {
        let plain = try await EngineCoreTests.engine(script: { ScriptedModel.hashed($0) })
        let journal = Journal()
        let draftJournal = Journal()
        let drafting = try await EngineCoreTests.engine(
            draftTokens: 6, journal: journal, now: { .zero },
            draft: { tokens in
                switch quality {
                case 0: ScriptedModel.hashed(tokens + [1])
                case 1:
                    tokens.count.isMultiple(of: 3)
                        ? ScriptedModel.hashed(tokens + [1]) : ScriptedModel.hashed(tokens)
                default: ScriptedModel.hashed(tokens)
                }
            }, draftJournal: draftJournal, script: { ScriptedModel.hashed($0) })
        var drafted = 0
        var accepted = 0
        var output = 0
        for request in Self.variants() {
            let expected = try await EngineCoreTests.read(plain, request)
            let answer = try await EngineCoreTests.read(drafting, request)
            #expect(answer.tokens == expected.tokens)
            #expect(answer.completion?.reason == expected.completion?.reason)
            let usage = try #require(answer.completion?.usage)
            drafted += usage.draftedTokens
            accepted += usage.acceptedTokens
            output += usage.outputTokens
        }
        let steps = journal.batches.withLock { $0.count { $0.contains { !$0.isPrompt } } }
        #expect(drafted > 0)
        switch quality {
        case 0: #expect(accepted * 20 < drafted && drafted < output)
        case 1: #expect(accepted > 0)
        default:
            #expect(accepted * 10 >= drafted * 9)
            #expect(steps * 2 < output)
        }
        let marks = draftJournal.batches.withLock { $0.flatMap(\.self) }
        #expect(marks.contains { $0.isPrompt } && marks.contains { !$0.isPrompt })
    }

    @Test func aDraftModelServesSeveralAnswersAtOnce() async throws {
        let plain = try await EngineCoreTests.engine(slots: 1, script: { ScriptedModel.hashed($0) })
        let drafting = try await EngineCoreTests.engine(
            slots: 3, queue: 64, draftTokens: 6, draft: { ScriptedModel.hashed($0) },
            script: { ScriptedModel.hashed($0) })
        let requests = Self.variants()
        var expected: [EngineCoreTests.Answer] = []
        for request in requests {
            expected.append(try await EngineCoreTests.read(plain, request))
        }
        try await withThrowingTaskGroup(of: (Int, EngineCoreTests.Answer).self) { group in
            for (index, request) in requests.enumerated() {
                group.addTask { (index, try await EngineCoreTests.read(drafting, request)) }
            }
            for try await (index, answer) in group {
                #expect(answer.tokens == expected[index].tokens)
            }
        }
    }

    /// Chi-square of the first three tokens of 3,000 answers against the product of their probabilities.
    @Test func drawnTokensFollowTheModelsDistribution() async throws {
        let script: @Sendable ([Int32]) -> [Float] = { tokens in
            var logits = [Float](repeating: -.infinity, count: 257)
            let last = Int(tokens.last ?? 0)
            for token in 0..<3 { logits[token] = Float((last * 7 + token * 5) % 4) / 2 }
            return logits
        }
        let core = try await EngineCoreTests.engine(
            slots: 4, queue: 4000, draftTokens: 4, script: script)
        let prompt: [Int32] = [0, 1, 2, 0, 1, 2, 1, 1, 0, 2, 2, 0, 0, 1, 2, 0, 1]
        let trials = 3000
        let counts = try await withThrowingTaskGroup(of: [Int32].self) { group in
            for seed in 0..<trials {
                group.addTask {
                    var request = PreparedRequest(
                        prompt: prompt, sampling: SamplingOptions(), seed: UInt64(seed),
                        outputTokensMax: 5, topLogProbabilities: 0)
                    request.sampling.temperature = 1
                    return try await EngineCoreTests.read(core, request).tokens.prefix(4).map(\.id)
                }
            }
            return try await group.reduce(into: [[Int32]: Int]()) { $0[$1, default: 0] += 1 }
        }
        func probability(_ tokens: [Int32]) -> Double {
            var text = prompt
            var product = 1.0
            for token in tokens {
                let weights = script(text).prefix(3).map { exp(Double($0)) }
                product *= weights[Int(token)] / weights.reduce(0, +)
                text.append(token)
            }
            return product
        }
        var statistic = 0.0
        var cells = 0
        for first in Int32(0)..<3 {
            for second in Int32(0)..<3 {
                for third in Int32(0)..<3 {
                    for fourth in Int32(0)..<3 {
                        let expected =
                            probability([first, second, third, fourth]) * Double(trials)
                        let seen = Double(counts[[first, second, third, fourth]] ?? 0)
                        statistic += (seen - expected) * (seen - expected) / expected
                        cells += 1
                    }
                }
            }
        }
        // 80 degrees of freedom: 124.8 is exceeded once in a thousand.
        #expect(cells == 81 && statistic < 124.8, "\(statistic)")
    }
}
