import AikiDialogue

/// A model that says what it was told, word by word: the last line of it, without what Aiki adds.
struct EchoModel: LanguageModel {
    let profile = ModelProfile(name: "echo", architecture: "test", contextTokensMax: 100_000)

    static func answer(to question: String) -> String { "You said: \(question)" }

    func generate(
        _ request: GenerationRequest
    ) -> AsyncThrowingStream<GenerationEvent, any Error> {
        AsyncThrowingStream { continuation in
            guard case .conversation(let conversation) = request.prompt,
                let question = conversation.messages.last
            else { return continuation.finish() }
            let said = question.text.split(separator: "\n").last.map(String.init) ?? ""
            for character in Self.answer(to: said) {
                continuation.yield(.delta(.init(text: String(character))))
            }
            continuation.yield(
                .finished(Completion(reason: .stop, usage: Usage(promptTokens: 3))))
            continuation.finish()
        }
    }

    func countTokens(_ prompt: Prompt) async throws -> Int {
        guard case .conversation(let conversation) = prompt else { return 0 }
        return conversation.messages.map { $0.text.count + 4 }.reduce(0, +)
    }
}

/// The one model of the house.
struct EchoDirectory: ModelDirectory {
    func listModels() async throws -> [ModelListing] {
        [ModelListing(name: "echo", owner: "test", createdSeconds: 0)]
    }

    func languageModel(named name: String) async throws -> any LanguageModel { EchoModel() }

    func embedder(named name: String) async throws -> any Embedder {
        throw ModelRequestError.modelNotFound(name: name)
    }
}
