import AikiBase
import AikiDialogue
import AikiEngine
import Foundation
import Synchronization
import Testing

/// Goal: answers are written, interleaved, cancelled and held back as promised. Method: a scripted
/// model, no weights.
@Suite(.timeLimit(.minutes(2))) struct EngineCoreTests {
    typealias Journal = ScriptedModel.Journal

    static func engine(
        slots: Int = 2, queue: Int = 8, chunk: Int = 16, slotTokensMax: Int = 400,
        stall: Duration = .seconds(30), draftTokens: Int = 0, journal: Journal = Journal(),
        now: @escaping @Sendable () -> Duration = EngineCore.monotonicTime(),
        onRun: @escaping @Sendable ([[Int32]]) throws -> Void = { _ in },
        draft: (@Sendable ([Int32]) -> [Float])? = nil, draftJournal: Journal = Journal(),
        script: @escaping @Sendable ([Int32]) -> [Float] = { ScriptedModel.hashed($0) }
    ) async throws -> EngineCore {
        let core = EngineCore(
            settings: .init(
                name: "scripted",
                limits: .init(
                    slots: slots, queuedRequestsMax: queue, prefillChunkTokens: chunk,
                    slotTokensMax: slotTokensMax),
                readerStallMax: stall, draftTokensMax: draftTokens, now: now),
            vocabulary: ByteVocabulary())
        try await core.start {
            ScriptedModel(
                slots: slots, slotTokensMax: slotTokensMax, journal: journal, onRun: onRun,
                script: script)
        } draft: {
            draft.map {
                ScriptedModel(
                    slots: slots, slotTokensMax: slotTokensMax, journal: draftJournal, script: $0)
            }
        }
        return core
    }

    struct Answer: Equatable {
        var text = ""
        var reasoning = ""
        var completion: Completion?
        var tokens: [TokenProbability] = []
    }

    static func read(_ core: EngineCore, _ request: PreparedRequest) async throws -> Answer {
        let channel = core.makeChannel()
        try await core.submit(request, to: channel)
        var answer = Answer()
        while let event = try await channel.next() {
            switch event {
            case .prefill: break
            case .delta(let delta):
                answer.text += delta.text
                answer.reasoning += delta.reasoning
                answer.tokens += delta.tokens
            case .finished(let completion): answer.completion = completion
            }
        }
        return answer
    }

    /// A model that writes a text, whatever the prompt of a given length is.
    static func writes(_ text: String, after promptCount: Int) -> @Sendable ([Int32]) -> [Float] {
        let bytes = text.utf8.map { Int32($0) } + [ByteVocabulary.end]
        return { tokens in
            ScriptedModel.certain(bytes[min(max(0, tokens.count - promptCount), bytes.count - 1)])
        }
    }

    static func bytes(_ text: String) -> [Int32] { text.utf8.map { Int32($0) } }

    @Test func anAnswerEndsWhereTheModelEndsIt() async throws {
        let core = try await Self.engine(script: Self.writes("Grüße, 日本", after: 3))
        let answer = try await Self.read(
            core, PreparedRequest(prompt: Self.bytes("abc"), outputTokensMax: 100))
        #expect(answer.text == "Grüße, 日本")
        #expect(answer.completion?.reason == .stop)
        #expect(answer.completion?.usage.promptTokens == 3)
        #expect(answer.completion?.usage.outputTokens == "Grüße, 日本".utf8.count)
    }

    @Test func theLimitOfTokensAndTheEndOfTheContextEndItToo() async throws {
        let core = try await Self.engine(
            slotTokensMax: 20, script: Self.writes(String(repeating: "x", count: 99), after: 3))
        for (limit, expected) in [(1, 1), (16, 16), (17, 17), (50, 17)] {
            let answer = try await Self.read(
                core, PreparedRequest(prompt: Self.bytes("abc"), outputTokensMax: limit))
            #expect(answer.text.count == expected)
            #expect(answer.completion?.reason == .length)
        }
    }

    @Test func aStopStringEndsTheAnswerAcrossTokenBordersAndIsNotPartOfIt() async throws {
        let core = try await Self.engine(
            script: Self.writes("one two </en three </end> four", after: 1))
        let answer = try await Self.read(
            core,
            PreparedRequest(
                prompt: [65], outputTokensMax: 100, stopStrings: ["</end>", "zzz"],
                topLogProbabilities: 2))
        #expect(answer.text == "one two </en three ")
        #expect(answer.completion?.stopString == "</end>")
        #expect(answer.completion?.reason == .stop)
        // Tokens of the stop string are not reported; all others are, once.
        #expect(answer.tokens.flatMap(\.bytes) == Array("one two </en three ".utf8))
        #expect(
            answer.tokens.allSatisfy { $0.alternatives.count == 2 && $0.logProbability > -1e-3 })
    }

    @Test func heldBackTextIsReleasedWhereTheAnswerEndsOtherwise() async throws {
        let core = try await Self.engine(script: Self.writes("text </en", after: 1))
        let answer = try await Self.read(
            core,
            PreparedRequest(prompt: [65], outputTokensMax: 100, stopStrings: ["</end>"]))
        #expect(answer.text == "text </en")
        #expect(answer.completion?.stopString == nil)
    }

    @Test func requestsAtOnceGetTheSameTextsAsAlone() async throws {
        let requests = (0..<6).map { index in
            var sampling = SamplingOptions()
            sampling.temperature = 1
            return PreparedRequest(
                prompt: Self.bytes(String(repeating: "p\(index)", count: 5 + 11 * index)),
                sampling: sampling, seed: UInt64(index), outputTokensMax: 40 + index)
        }
        let alone = try await Self.engine(slots: 1)
        var expected: [Answer] = []
        for request in requests { expected.append(try await Self.read(alone, request)) }
        let together = try await Self.engine(slots: 3)
        let texts = try await withThrowingTaskGroup(of: (Int, Answer).self) { group in
            for (index, request) in requests.enumerated() {
                group.addTask { (index, try await Self.read(together, request)) }
            }
            return try await group.reduce(into: [Int: Answer]()) { $0[$1.0] = $1.1 }
        }
        for index in requests.indices {
            #expect(texts[index]?.text == expected[index].text)
            #expect(expected[index].text.count > 5)
        }
    }

    @Test func theNextTurnReusesTheStateOfTheLast() async throws {
        let core = try await Self.engine(script: Self.writes("answer", after: 40))
        let prompt = Self.bytes(String(repeating: "a", count: 40))
        let first = try await Self.read(core, PreparedRequest(prompt: prompt, outputTokensMax: 50))
        #expect(first.completion?.usage.cachedTokens == 0)
        let longer = prompt + Self.bytes("answer and then")
        let second = try await Self.read(core, PreparedRequest(prompt: longer, outputTokensMax: 5))
        #expect(second.completion?.usage.cachedTokens == 46)
    }

    /// A clock that moves by what a pass costs: an answer's next token never waits long for the prompt
    /// of another, whatever the machine's speed.
    @Test(arguments: [0.1, 1.0, 5.0]) func aLongPromptDoesNotHoldUpAnswers(
        promptTokenMilliseconds: Double
    ) async throws {
        let micros = Atomic<Int>(0)
        let gaps = Mutex<(last: Int, longest: Int, prompts: Int)>((0, 0, 0))
        let counts = Mutex<[Int]>([])
        let core = try await Self.engine(
            chunk: 256, slotTokensMax: 8000,
            now: { .microseconds(micros.load(ordering: .relaxed)) },
            onRun: { caches in
                // 10 ms for the weights, and for each new token of a long text its time.
                let added = counts.withLock { counts -> Int in
                    defer { counts = caches.map(\.count) }
                    return caches.map(\.count).reduce(0, +) - counts.reduce(0, +)
                }
                let cost = 10_000 + max(0, added) * Int(promptTokenMilliseconds * 1000)
                let now = micros.add(cost, ordering: .relaxed).newValue
                guard caches.count == 2 else {
                    // The answer must not be over before the long text has come.
                    if now > 100_000, gaps.withLock({ $0.prompts }) == 0 {
                        Thread.sleep(forTimeInterval: 0.0005)
                    }
                    return
                }
                gaps.withLock {
                    // The first pass cannot know how long a token takes.
                    if $0.prompts > 8 { $0.longest = max($0.longest, cost) }
                    $0.last = now
                    $0.prompts += 1
                }
            }, script: { ScriptedModel.certain(Int32($0.count % 100)) })
        async let writer = Self.read(
            core, PreparedRequest(prompt: [65, 66], outputTokensMax: 3000))
        while micros.load(ordering: .relaxed) < 100_000 { await Task.yield() }
        let reader = try await Self.read(
            core,
            PreparedRequest(prompt: (0..<4000).map { Int32($0 % 90) }, outputTokensMax: 3))
        #expect(reader.completion?.usage.outputTokens == 3)
        #expect(try await writer.completion?.usage.outputTokens == 3000)
        let longest = gaps.withLock { $0.longest }
        #expect(longest > 0 && longest <= 130_000, "\(longest) µs")
    }

    @Test func cancellingTheReaderStopsTheModelWithinOneToken() async throws {
        let journal = Journal()
        // Steps that began after the answer was abandoned. When the cancelled task gets to say so is
        // up to the pool it runs on, so the count starts there and not at `cancel()`.
        let watched = Mutex<AnswerChannel?>(nil)
        let lateSteps = Atomic<Int>(0)
        let core = try await Self.engine(
            journal: journal,
            onRun: { _ in
                if watched.withLock({ $0?.isAbandoned }) == true {
                    lateSteps.add(1, ordering: .relaxed)
                }
                Self.pause(milliseconds: 2)
            },
            script: Self.writes(String(repeating: "x", count: 380), after: 1))
        let channel = core.makeChannel()
        watched.withLock { $0 = channel }
        try await core.submit(PreparedRequest(prompt: [65], outputTokensMax: 380), to: channel)
        let reader = Task {
            var events: [GenerationEvent] = []
            while let event = try await channel.next() { events.append(event) }
            return events
        }
        while journal.batches.withLock({ $0.count }) < 10 { await Task.yield() }
        reader.cancel()
        let events = try await reader.value
        guard case .finished(let completion)? = events.last else {
            Issue.record("no end")
            return
        }
        #expect(completion.reason == .cancelled)
        #expect(completion.usage.outputTokens >= 8)
        #expect(completion.usage.outputTokens < 380)
        while await core.load.running > 0 {}
        #expect(lateSteps.load(ordering: .relaxed) <= 1)
    }

    @Test func aSlowReaderStopsItsOwnAnswerAndNoOther() async throws {
        let journal = Journal()
        let core = try await Self.engine(
            journal: journal, script: Self.writes(String(repeating: "x", count: 300), after: 1))
        let slow = core.makeChannel()
        try await core.submit(PreparedRequest(prompt: [65], outputTokensMax: 300), to: slow)
        let other = try await Self.read(core, PreparedRequest(prompt: [66], outputTokensMax: 300))
        #expect(other.text.count == 300)
        #expect(await core.load.running == 1)
        // It was paused when its buffer was full: one event a token, and one for the prompt.
        let steps = journal.batches.withLock { $0.flatMap(\.self).count { $0.slot == 0 } }
        #expect((AnswerChannel.capacity - 1...AnswerChannel.capacity).contains(steps))
        var text = ""
        while let event = try await slow.next() {
            if case .delta(let delta) = event { text += delta.text }
        }
        #expect(text == String(repeating: "x", count: 300))
    }

    @Test func aStalledReaderLosesItsSlotToThoseWhoWait() async throws {
        let core = try await Self.engine(
            slots: 1, stall: .milliseconds(50),
            script: Self.writes(String(repeating: "x", count: 300), after: 1))
        let stalled = core.makeChannel()
        try await core.submit(PreparedRequest(prompt: [65], outputTokensMax: 300), to: stalled)
        let other = try await Self.read(core, PreparedRequest(prompt: [66], outputTokensMax: 10))
        #expect(other.text.count == 10)
        await #expect {
            while try await stalled.next() != nil {}
        } throws: {
            ($0 as? EngineError)?.code == "engine.reader-stalled"
        }
    }

    @Test func theQueueRefusesOnePastItsLimit() async throws {
        let core = try await Self.engine(
            slots: 1, queue: 2, script: Self.writes(String(repeating: "x", count: 300), after: 2))
        let request = PreparedRequest(prompt: [65, 66], outputTokensMax: 300)
        // Nobody reads the first, so that it keeps the only slot.
        let channels = [core.makeChannel(), core.makeChannel(), core.makeChannel()]
        for channel in channels { try await core.submit(request, to: channel) }
        let refused = core.makeChannel()
        await #expect {
            try await core.submit(request, to: refused)
        } throws: {
            if case ModelRequestError.busy(_, limit: 2, let after) = $0 {
                return after >= .seconds(1)
            }
            return false
        }
        for channel in channels { while try await channel.next() != nil {} }
        let load = await core.load
        #expect(load.running == 0 && load.queued == 0)
    }

    @Test func aFailingModelFailsItsRequestsAndServesTheNext() async throws {
        let count = Atomic<Int>(0)
        let core = try await Self.engine(
            onRun: { _ in
                if count.add(1, ordering: .relaxed).newValue == 5 { throw ScriptedModel.Failure() }
            })
        await #expect {
            _ = try await Self.read(core, PreparedRequest(prompt: [65], outputTokensMax: 50))
        } throws: {
            ($0 as? EngineError)?.code == "engine.computation-failed"
        }
        let next = try await Self.read(core, PreparedRequest(prompt: [65], outputTokensMax: 9))
        #expect(next.completion != nil)
    }

    @Test func unloadingEndsAnswersAndReleasesTheModel() async throws {
        let journal = Journal()
        let core = try await Self.engine(
            journal: journal, onRun: { _ in Self.pause(milliseconds: 1) },
            script: Self.writes(String(repeating: "x", count: 300), after: 1))
        let channel = core.makeChannel()
        try await core.submit(PreparedRequest(prompt: [65], outputTokensMax: 300), to: channel)
        await core.unload()
        #expect(journal.wasReleased)
        for attempt in [channel, core.makeChannel()] {
            await #expect {
                if attempt !== channel {
                    try await core.submit(
                        PreparedRequest(prompt: [65], outputTokensMax: 3), to: attempt)
                }
                while try await attempt.next() != nil {}
            } throws: {
                ($0 as? EngineError)?.code == "engine.unloaded"
            }
        }
    }

    @Test func anEngineNobodyHoldsReleasesItsModelAndEndsItsThread() async throws {
        let journal = Journal()
        do {
            let core = try await Self.engine(journal: journal)
            _ = try await Self.read(core, PreparedRequest(prompt: [65], outputTokensMax: 3))
        }
        for _ in 0..<500 where !journal.wasReleased {
            try await Task.sleep(for: .milliseconds(10))
        }
        #expect(journal.wasReleased)
    }

    /// 400 requests over 3 slots, half of them dropped at random points: no slot may be left behind.
    @Test func droppingReadersAtRandomLeavesNoSlotBehind() async throws {
        let core = try await Self.engine(slots: 3, queue: 500)
        await withTaskGroup(of: Void.self) { group in
            for index in 0..<400 {
                group.addTask {
                    var random = SeededRandom(seed: UInt64(index))
                    let channel = core.makeChannel()
                    let request = PreparedRequest(
                        prompt: (0..<Int.random(in: 1...60, using: &random)).map { Int32($0) },
                        sampling: SamplingOptions(), seed: UInt64(index), outputTokensMax: 60)
                    guard (try? await core.submit(request, to: channel)) != nil else { return }
                    let events =
                        index.isMultiple(of: 2) ? .max : Int.random(in: 0...30, using: &random)
                    var read = 0
                    while read < events, (try? await channel.next()) != nil { read += 1 }
                    channel.abandon()
                }
            }
        }
        while await core.load != (0, 0) { try await Task.sleep(for: .milliseconds(1)) }
        let answer = try await Self.read(core, PreparedRequest(prompt: [65], outputTokensMax: 5))
        #expect(answer.completion != nil)
    }

    /// Blocks the engine's thread, as a model would.
    static func pause(milliseconds: Int) {
        let clock = ContinuousClock()
        let end = clock.now + .milliseconds(milliseconds)
        while clock.now < end {}
    }
}
