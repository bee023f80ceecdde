import AikiBase
import AikiDialogue
import Foundation
import Synchronization

/// A model that does what a test tells it, and remembers what it was asked.
final class ScriptedModel: LanguageModel {
    enum Step: Sendable {
        case say(String)
        case think(String)
        /// Text of one token with its probability.
        case sure(String, Double)
        case prefill(Int, Int)
        /// Waits until the reader goes away.
        case hang
        case fail(any Error)
        case end(Completion)
        /// Ends the stream without a word.
        case vanish
    }

    let profile: ModelProfile
    let steps: [Step]
    /// What it does from the second call on; nil does the same.
    let later: [Step]?
    private let asked = Mutex<[GenerationRequest]>([])

    init(
        _ name: String = "tiny", contextTokensMax: Int = 10_000, canChat: Bool = true,
        _ steps: [Step] = [.say("Hello "), .say("there."), .end(ScriptedModel.completion)],
        then later: [Step]? = nil
    ) {
        profile = ModelProfile(
            name: name, architecture: "test", contextTokensMax: contextTokensMax,
            canChat: canChat)
        self.steps = steps
        self.later = later
    }

    static let completion = Completion(
        reason: .stop,
        usage: Usage(
            promptTokens: 12, cachedTokens: 4, outputTokens: 3, firstToken: .milliseconds(20),
            prefill: .milliseconds(15), decode: .milliseconds(30)),
        seed: .max)

    func generate(
        _ request: GenerationRequest
    ) -> AsyncThrowingStream<GenerationEvent, any Error> {
        let count = asked.withLock { asked in
            asked.append(request)
            return asked.count
        }
        let steps = count > 1 ? later ?? steps : steps
        return AsyncThrowingStream { continuation in
            for step in steps {
                switch step {
                case .say(let text): continuation.yield(.delta(.init(text: text)))
                case .sure(let text, let probability):
                    let token = TokenProbability(
                        id: 1, bytes: Array(text.utf8), logProbability: log(probability))
                    let tokens = request.topLogProbabilities == nil ? [] : [token]
                    continuation.yield(.delta(.init(text: text, tokens: tokens)))
                case .think(let text):
                    continuation.yield(.delta(.init(text: "", reasoning: text)))
                case .prefill(let done, let total):
                    continuation.yield(.prefill(done: done, total: total))
                case .hang: return
                case .fail(let error): return continuation.finish(throwing: error)
                case .end(let completion):
                    continuation.yield(.finished(completion))
                    return continuation.finish()
                case .vanish: return continuation.finish()
                }
            }
        }
    }

    func countTokens(_ prompt: Prompt) async throws -> Int {
        guard case .conversation(let conversation) = prompt else { return 0 }
        return conversation.messages.map { message in
            2 + message.text.split(whereSeparator: \.isWhitespace).count
        }.reduce(0, +)
    }

    /// What the model was asked last.
    var lastRequest: GenerationRequest? { asked.withLock { $0.last } }

    /// The messages that the model was asked last.
    var lastMessages: [Message] {
        guard case .conversation(let conversation)? = lastRequest?.prompt else { return [] }
        return conversation.messages
    }
}

/// The models of a test.
struct ScriptedDirectory: ModelDirectory {
    var models: [ScriptedModel]
    /// Listed, and cannot be loaded.
    var broken: [String] = []

    func listModels() async throws -> [ModelListing] {
        let names = models.map(\.profile.name) + broken + ["aiki"]
        return names.map { ModelListing(name: $0, owner: "test", createdSeconds: 0) }
    }

    func languageModel(named name: String) async throws -> any LanguageModel {
        guard let model = models.first(where: { $0.profile.name == name }) else {
            throw ModelRequestError.modelNotFound(name: name)
        }
        return model
    }

    func embedder(named name: String) async throws -> any Embedder {
        throw ModelRequestError.modelNotFound(name: name)
    }
}
