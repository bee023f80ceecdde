import AikiDialogue
import AikiEngine
import Foundation
import Testing

/// Goal: guesses change no answer of a real model. Method: stories260K in two quantised types, with and
/// without guesses, and with the other type as the model that guesses; token by token.
@Suite(
    .enabled(if: Fixtures.data != nil, "AIKI_DATA is not set"), .timeLimit(.minutes(2)),
    .serialized)
struct SpeculationModelTests {
    static func load(
        _ type: String, drafts: Int, draft: String? = nil
    ) async throws -> NativeLanguageModel {
        var configuration = EngineConfiguration()
        configuration.threads = 2
        configuration.draftTokensMax = drafts
        configuration.draftPath = draft.map(path)
        return try await NativeLanguageModel.load(
            path: path(type), name: "stories", configuration: configuration)
    }

    static func path(_ type: String) -> String {
        NativeLanguageModelTests.folder.appending(path: "stories260K-\(type).gguf").path
    }

    static func requests() -> [GenerationRequest] {
        let story = "Once upon a time, there was a little girl named Lily. She loved to play."
        return (0..<12).map { index in
            var request = GenerationRequest(
                prompt: .text(index.isMultiple(of: 2) ? story : story + " " + story),
                sampling: .greedy, outputTokensMax: 150, topLogProbabilities: 0)
            if index > 1 {
                request.sampling = SamplingOptions()
                request.sampling.temperature = index > 6 ? 1 : 0.5
            }
            request.sampling.seed = UInt64(index)
            return request
        }
    }

    @Test(arguments: ["Q8_0", "Q4_0"]) func answersAreThoseWithoutGuesses(
        type: String
    ) async throws {
        let plain = try await Self.load(type, drafts: 0)
        let guessing = try await Self.load(type, drafts: 15)
        let drafting = try await Self.load(
            type, drafts: 5, draft: type == "Q8_0" ? "Q4_0" : "Q8_0")
        var accepted = [0, 0]
        for request in Self.requests() {
            let expected = try await NativeLanguageModelTests.read(plain, request)
            for (index, model) in [guessing, drafting].enumerated() {
                let answer = try await NativeLanguageModelTests.read(model, request)
                #expect(answer.tokens.map(\.id) == expected.tokens.map(\.id))
                #expect(answer.text == expected.text)
                accepted[index] += answer.completion?.usage.acceptedTokens ?? 0
            }
        }
        #expect(accepted.allSatisfy { $0 > 0 }, "\(accepted)")
    }

    @Test func aDraftModelOfAnotherVocabularyIsRefused() async throws {
        try await NativeEmbedderTests.withModel("qwen2") { other, _ in
            var configuration = EngineConfiguration()
            configuration.draftPath = other
            await #expect {
                _ = try await NativeLanguageModel.load(
                    path: Self.path("Q8_0"), name: "stories", configuration: configuration)
            } throws: {
                ($0 as? EngineError)?.code == "engine.draft-vocabulary-differs"
            }
        }
    }

    @Test(arguments: [0, 31, -1, 32]) func moreGuessesThanTheLimitAreRefused(
        count: Int
    ) async throws {
        guard !(0...EngineLimits.draftTokensMax).contains(count) else {
            _ = try await Self.load("Q8_0", drafts: count)
            return
        }
        await #expect {
            _ = try await Self.load("Q8_0", drafts: count)
        } throws: {
            ($0 as? EngineError)?.code == "engine.configuration-invalid"
        }
    }
}
