import AikiBase
import AikiCheckpoint
import AikiDialogue
import AikiEngine
import Foundation
import Testing

/// Goal: a real model writes through the engine what its reference says. Method: stories260K with
/// greedy ids from `golden.json`, made by an independent float64 implementation.
@Suite(
    .enabled(if: Fixtures.data != nil, "AIKI_DATA is not set"), .timeLimit(.minutes(2)),
    .serialized)
struct NativeLanguageModelTests {
    static let folder = URL(filePath: Fixtures.data ?? "/").appending(path: "models/stories260K")

    static func load(
        _ change: (inout EngineConfiguration) -> Void = { _ in }
    ) async throws -> NativeLanguageModel {
        var configuration = EngineConfiguration()
        configuration.threads = 2
        change(&configuration)
        return try await NativeLanguageModel.load(
            path: folder.appending(path: "stories260K-f32.gguf").path, name: "stories",
            configuration: configuration)
    }

    struct Answer: Equatable {
        var text = ""
        var tokens: [TokenProbability] = []
        var completion: Completion?
    }

    static func read(
        _ model: NativeLanguageModel, _ request: GenerationRequest
    ) async throws -> Answer {
        var answer = Answer()
        for try await event in model.generate(request) {
            switch event {
            case .prefill: break
            case .delta(let delta):
                answer.text += delta.text
                answer.tokens += delta.tokens
            case .finished(let completion): answer.completion = completion
            }
        }
        return answer
    }

    static func sampled(_ prompt: String, seed: UInt64?, tokens: Int = 60) -> GenerationRequest {
        var request = GenerationRequest(prompt: .text(prompt), outputTokensMax: tokens)
        request.sampling.temperature = 1
        request.sampling.seed = seed
        return request
    }

    @Test func greedyIdsAndTextAreThoseOfTheReference() async throws {
        let model = try await Self.load()
        let data = try Data(contentsOf: Self.folder.appending(path: "golden.json"))
        let golden = try JSONValue(parsing: Array(data))
        for item in try #require(golden["cases"]?.elements) {
            let prompt = try #require(item["prompt"]?.text)
            let promptIDs = try #require(item["prompt_ids"]?.elements).compactMap(\.wholeNumber)
            let expected = try #require(item["greedy_ids"]?.elements).compactMap(\.wholeNumber)
            #expect(try await model.tokens(.text(prompt)).map(Int.init) == promptIDs)
            let answer = try await Self.read(
                model,
                GenerationRequest(
                    prompt: .text(prompt), sampling: .greedy, outputTokensMax: expected.count,
                    topLogProbabilities: 0))
            #expect(answer.tokens.map { Int($0.id) } == expected)
            if let text = item["text"]?.text { #expect(prompt + answer.text == text) }
            #expect(answer.completion?.reason == .length)
            #expect(answer.completion?.usage.promptTokens == promptIDs.count)
        }
    }

    @Test func whatTheMakerRecommendsHoldsUntilSomethingIsAsked() async throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "recommended-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = try GGUFFile(
            path: Self.folder.appending(path: "stories260K-f32.gguf").path)
        func load(temperature: Float) async throws -> NativeLanguageModel {
            var metadata = MetadataList(file)
            metadata["general.sampling.temp"] = .float32(temperature)
            let path = folder.appending(path: "\(temperature).gguf").path
            _ = try GGUFCopy.write(file, metadata: metadata, to: path)
            return try await NativeLanguageModel.load(
                path: path, name: "stories", configuration: EngineConfiguration())
        }
        let model = try await load(temperature: 0)
        func text(_ change: (inout SamplingOptions) -> Void) async throws -> String {
            var request = GenerationRequest(prompt: .text("Once upon a time"), outputTokensMax: 60)
            change(&request.sampling)
            return try await Self.read(model, request).text
        }
        let greedy = try await text { $0 = .greedy }
        #expect(try await text { $0.seed = 1 } == greedy)
        #expect(try await text { ($0.temperature, $0.seed) = (0.8, 1) } != greedy)
        await #expect(throws: CheckpointError.self) { _ = try await load(temperature: -1) }
    }

    @Test func theSameSeedGivesTheSameTextAndTheSeedIsReported() async throws {
        let model = try await Self.load()
        let first = try await Self.read(model, Self.sampled("Once upon a time", seed: 7))
        let second = try await Self.read(model, Self.sampled("Once upon a time", seed: 7))
        let other = try await Self.read(model, Self.sampled("Once upon a time", seed: 8))
        #expect(first.text == second.text)
        #expect(first.text != other.text)
        let free = try await Self.read(model, Self.sampled("Once upon a time", seed: nil))
        let seed = try #require(free.completion?.seed)
        #expect(
            try await Self.read(model, Self.sampled("Once upon a time", seed: seed)).text
                == free.text)
    }

    @Test func requestsAtOnceGetTheSameTextsAsAlone() async throws {
        let prompts = [
            "Once upon a time", "Lily and Tom", "The dog", "One day a big", "Sam", "A cat",
        ]
        let alone = try await Self.load { $0.concurrentRequestsMax = 1 }
        var expected: [String] = []
        for (index, prompt) in prompts.enumerated() {
            expected.append(
                try await Self.read(alone, Self.sampled(prompt, seed: UInt64(index))).text)
        }
        let together = try await Self.load {
            $0.concurrentRequestsMax = 3
            $0.prefillChunkTokens = 3
        }
        let texts = try await withThrowingTaskGroup(of: (Int, String).self) { group in
            for (index, prompt) in prompts.enumerated() {
                group.addTask {
                    let request = Self.sampled(prompt, seed: UInt64(index))
                    return (index, try await Self.read(together, request).text)
                }
            }
            return try await group.reduce(into: [Int: String]()) { $0[$1.0] = $1.1 }
        }
        for index in prompts.indices { #expect(texts[index] == expected[index]) }
    }

    @Test func aStopStringCutsTheAnswerWhereItStands() async throws {
        let model = try await Self.load()
        var request = GenerationRequest(
            prompt: .text("Once upon a time"), sampling: .greedy, outputTokensMax: 64)
        let whole = try await Self.read(model, request).text
        for stop in ["named Li", " park", "e day, s", "\n"] {
            request.stopStrings = [stop]
            let answer = try await Self.read(model, request)
            let range = try #require(whole.range(of: stop))
            #expect(answer.text == String(whole[..<range.lowerBound]))
            #expect(answer.completion?.stopString == stop)
        }
    }

    @Test func probabilitiesOfAllTokensSumToOne() async throws {
        let model = try await Self.load()
        let answer = try await Self.read(
            model,
            GenerationRequest(
                prompt: .text("Once"), sampling: .greedy, outputTokensMax: 10,
                topLogProbabilities: EngineLimits.alternativesMax))
        #expect(answer.tokens.count == 10)
        for token in answer.tokens {
            let sum = token.alternatives.reduce(0) { $0 + $1.logProbability.exponential }
            #expect(sum > 0.9 && sum < 1 + 1e-9)
            #expect(token.alternatives.first?.id == token.id)
            #expect(token.alternatives.first?.logProbability == token.logProbability)
        }
        #expect(answer.tokens.flatMap(\.bytes) == Array(answer.text.utf8))
    }

    @Test func whatDoesNotFitTheContextIsRefusedWithItsNumbers() async throws {
        let model = try await Self.load { $0.contextTokens = 32 }
        #expect(model.profile.contextTokensMax == 32)
        func generate(_ count: Int, _ output: Int?) async throws -> Answer {
            try await Self.read(
                model,
                GenerationRequest(
                    prompt: .tokens([1] + Array(repeating: 403, count: count - 1)),
                    sampling: .greedy, outputTokensMax: output))
        }
        #expect(try await generate(31, nil).completion?.usage.outputTokens == 1)
        #expect(try await generate(22, 10).completion?.usage.outputTokens == 10)
        #expect(try await generate(20, nil).completion?.reason == .length)
        for (prompt, output) in [(32, nil), (23, 10), (1, Int.max)] as [(Int, Int?)] {
            await #expect(
                throws: ModelRequestError.contextExceeded(
                    promptTokens: prompt, outputTokens: output ?? 1, limitTokens: 32)
            ) { _ = try await generate(prompt, output) }
        }
    }

    @Test func whatIsWrongWithARequestIsNamed() async throws {
        let model = try await Self.load()
        func refused(_ change: (inout GenerationRequest) -> Void) async -> String? {
            var request = GenerationRequest(prompt: .text("Once"), outputTokensMax: 2)
            change(&request)
            do { _ = try await Self.read(model, request) } catch ModelRequestError.invalidSetting(
                let name, _)
            { return name } catch { return (error as? any AikiError)?.code }
            return nil
        }
        #expect(await refused { _ in } == nil)
        #expect(await refused { $0.outputTokensMax = 0 } == "max_tokens")
        #expect(await refused { $0.topLogProbabilities = -1 } == "top_logprobs")
        let picture = Message(
            role: .user, text: "What is this?", images: [MessageImage(.link("https://x.org/a"))])
        #expect(
            await refused { $0.prompt = .conversation(Conversation(messages: [picture])) }
                == "messages")
        #expect(
            await refused { $0.topLogProbabilities = EngineLimits.alternativesMax + 1 }
                == "top_logprobs")
        #expect(await refused { $0.stopStrings = [""] } == "stop")
        let most = EngineLimits.stopStringsMax
        #expect(await refused { $0.stopStrings = Array(repeating: "~~", count: most) } == nil)
        #expect(
            await refused { $0.stopStrings = Array(repeating: "~~", count: most + 1) } == "stop")
        let longest = String(repeating: "~", count: EngineLimits.stopStringBytesMax)
        #expect(await refused { $0.stopStrings = [longest] } == nil)
        #expect(await refused { $0.stopStrings = [longest + "~"] } == "stop")
        #expect(await refused { $0.sampling.topP = 0 } == "top_p")
        #expect(await refused { $0.prompt = .tokens([]) } == "prompt")
        #expect(await refused { $0.prompt = .tokens([512]) } == "prompt")
        #expect(await refused { $0.prompt = .tokens([-1]) } == "prompt")
        let chat = Prompt.conversation(Conversation(messages: [Message(role: .user, text: "Hi")]))
        #expect(await refused { $0.prompt = chat } == "dialogue.unsupported")
        #expect(await refused { $0.format = .grammar("root ::= (") } == "dialogue.invalid-grammar")
    }

    @Test func aSchemaMakesEvenAStoryTellerWriteJSON() async throws {
        let model = try await Self.load()
        let schema: JSONValue = [
            "type": "object", "additionalProperties": false, "required": ["name", "age", "tags"],
            "properties": [
                "name": ["type": "string", "maxLength": 12], "age": ["type": "integer"],
                "tags": ["type": "array", "items": ["enum": ["red", "blue"]], "maxItems": 3],
            ],
        ]
        var finished = 0
        for seed in UInt64(0)..<8 {
            var request = Self.sampled("Once upon a time", seed: seed, tokens: 250)
            request.format = .jsonSchema(schema)
            let answer = try await Self.read(model, request)
            guard answer.completion?.reason == .stop else { continue }
            finished += 1
            let value = try JSONValue(parsing: answer.text)
            #expect(value["name"]?.text != nil)
            #expect(value["age"]?.wholeNumber != nil)
            #expect(value["tags"]?.elements?.allSatisfy { ["red", "blue"].contains($0) } == true)
        }
        #expect(finished >= 4)
    }

    @Test func aJSONObjectIsOneAndAGrammarIsFollowed() async throws {
        let model = try await Self.load()
        var request = Self.sampled("Once", seed: 1, tokens: 200)
        request.format = .grammar(#"root ::= ("yes" | "no") " " [0-9]{3}"#)
        let text = try await Self.read(model, request).text
        #expect(text.wholeMatch(of: #/(yes|no) [0-9]{3}/#) != nil)
        request.format = .jsonObject
        let answer = try await Self.read(model, request)
        if answer.completion?.reason == .stop {
            #expect(try JSONValue(parsing: answer.text).object != nil)
        }
    }

    @Test func aConversationsNextTurnIsNotComputedAgain() async throws {
        let model = try await Self.load()
        let first = try await model.tokens(
            .text("Once upon a time there was a little girl named Lily."))
        let one = try await Self.read(
            model,
            GenerationRequest(
                prompt: .tokens(first), sampling: .greedy, outputTokensMax: 40,
                topLogProbabilities: 0))
        let next = first + one.tokens.map(\.id) + first.dropFirst()
        let request = GenerationRequest(
            prompt: .tokens(next), sampling: .greedy, outputTokensMax: 20)
        let reused = try await Self.read(model, request)
        #expect(reused.completion?.usage.cachedTokens == first.count + 39)
        let fresh = try await Self.read(try await Self.load(), request)
        #expect(fresh.completion?.usage.cachedTokens == 0)
        #expect(fresh.text == reused.text)
    }

    @Test func aDroppedStreamFreesItsSlot() async throws {
        let model = try await Self.load { $0.concurrentRequestsMax = 1 }
        for _ in 0..<5 {
            for try await event in model.generate(Self.sampled("Once", seed: 1, tokens: 400)) {
                if case .delta = event { break }
            }
        }
        let answer = try await Self.read(model, Self.sampled("Once", seed: 1, tokens: 5))
        #expect(answer.completion?.usage.outputTokens == 5)
        while await model.core.load != (0, 0) { try await Task.sleep(for: .milliseconds(1)) }
    }

    /// Cancelled while it waits, the reader is told what the answer took; between two events the
    /// stream just ends. Which of the two it is belongs to the system's scheduler, so both are tried
    /// many times, and each must stop the model long before the 450 tokens are written.
    @Test func aCancelledTaskEndsItsAnswerAndFreesItsSlot() async throws {
        let model = try await Self.load { $0.concurrentRequestsMax = 1 }
        for seed in 0..<20 {
            let (started, signal) = AsyncStream.makeStream(of: Void.self)
            let task = Task {
                var last: GenerationEvent?
                let request = Self.sampled("Once", seed: UInt64(seed), tokens: 450)
                for try await event in model.generate(request) {
                    last = event
                    if case .delta = event { signal.yield() }
                }
                return last
            }
            for await _ in started { break }
            task.cancel()
            if case .finished(let completion)? = try await task.value,
                completion.reason == .cancelled
            {
                #expect(completion.usage.outputTokens > 0)
                #expect(completion.usage.outputTokens < 450)
            }
            while await model.core.load != (0, 0) { try await Task.sleep(for: .milliseconds(1)) }
        }
    }

    /// Two seconds of requests that are read, dropped and cancelled at random under load.
    @Test func aSoakOfDroppedStreamsLeavesNothingBehind() async throws {
        let model = try await Self.load { $0.queuedRequestsMax = 6 }
        let end = ContinuousClock.now + .seconds(2)
        let counts = await withTaskGroup(of: (done: Int, busy: Int).self) { group in
            for worker in 0..<12 {
                group.addTask {
                    var random = SeededRandom(seed: UInt64(worker))
                    var (done, busy) = (0, 0)
                    while ContinuousClock.now < end {
                        var left = Int.random(in: 0...80, using: &random)
                        let request = Self.sampled(
                            "Once upon", seed: random.next(),
                            tokens: Int.random(in: 1...60, using: &random))
                        do {
                            for try await _ in model.generate(request) {
                                left -= 1
                                if left < 0 { break }
                            }
                            done += 1
                        } catch ModelRequestError.busy {
                            busy += 1
                            await Task.yield()
                        } catch {
                            Issue.record(error)
                        }
                    }
                    return (done, busy)
                }
            }
            return await group.reduce(into: (done: 0, busy: 0)) {
                $0.done += $1.done
                $0.busy += $1.busy
            }
        }
        #expect(counts.done > 20)
        while await model.core.load != (0, 0) { try await Task.sleep(for: .milliseconds(1)) }
        let answer = try await Self.read(model, Self.sampled("Once", seed: 1, tokens: 5))
        #expect(answer.completion != nil)
    }

    @Test func anUnloadedModelSaysSo() async throws {
        let model = try await Self.load()
        await model.unload()
        await #expect {
            _ = try await Self.read(model, Self.sampled("Once", seed: 1))
        } throws: {
            ($0 as? EngineError)?.code == "engine.unloaded"
        }
    }

    @Test func cachesThatDoNotFitAndSettingsOutOfRangeAreRefused() async throws {
        func code(_ change: @escaping (inout EngineConfiguration) -> Void) async -> String? {
            do { _ = try await Self.load(change) } catch { return (error as? any AikiError)?.code }
            return nil
        }
        #expect(await code { $0.cacheBytesMax = 1000 } == "engine.cache-too-large")
        #expect(await code { $0.threads = 0 } == "engine.configuration-invalid")
        #expect(await code { $0.concurrentRequestsMax = 0 } == "engine.configuration-invalid")
        #expect(await code { $0.prefillChunkTokens = 0 } == "engine.configuration-invalid")
        #expect(await code { $0.queuedRequestsMax = -1 } == "engine.configuration-invalid")
        #expect(await code { $0.contextTokens = 0 } == "engine.configuration-invalid")
    }

    @Test func aModelThatWritesMakesNoVectors() async throws {
        await #expect(throws: ModelRequestError.unsupported(model: "s", what: "make embeddings")) {
            _ = try await NativeEmbedder.load(
                path: Self.folder.appending(path: "stories260K-f32.gguf").path, name: "s",
                configuration: EngineConfiguration())
        }
    }
}
