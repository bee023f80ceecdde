import AikiDialogue

/// A model whose tokens are words: a message takes its words and two more, a tool ten.
struct WordModel: LanguageModel {
    var profile: ModelProfile
    var refusesInstructions = false

    init(contextTokensMax: Int, refusesInstructions: Bool = false, isLocal: Bool = true) {
        profile = ModelProfile(
            name: "words", architecture: "test", contextTokensMax: contextTokensMax,
            isLocal: isLocal)
        self.refusesInstructions = refusesInstructions
    }

    func generate(
        _ request: GenerationRequest
    ) -> AsyncThrowingStream<GenerationEvent, any Error> {
        AsyncThrowingStream { $0.finish() }
    }

    func countTokens(_ prompt: Prompt) async throws -> Int {
        guard case .conversation(let conversation) = prompt else { return 0 }
        if refusesInstructions, conversation.messages.contains(where: { $0.role == .system }) {
            throw ModelRequestError.templateRefused(model: "words", problem: "no system role")
        }
        return Self.count(conversation.messages) + 10 * conversation.tools.count
    }

    static func count(_ messages: [Message]) -> Int {
        messages.map { 2 + $0.text.split(whereSeparator: \.isWhitespace).count }.reduce(0, +)
    }
}
