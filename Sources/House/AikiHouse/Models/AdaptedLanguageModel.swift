import AikiDialogue

/// A model with adapters, under a name of its own; many share one base in memory.
struct AdaptedLanguageModel: LanguageModel {
    let profile: ModelProfile
    private let base: any LanguageModel
    private let adapters: [AdapterChoice]

    init(name: String, base: any LanguageModel, adapters: [AdapterChoice]) {
        var profile = base.profile
        profile.name = name
        self.profile = profile
        self.base = base
        self.adapters = adapters
    }

    /// Writes with these adapters, and with those that the request names besides.
    func generate(
        _ request: GenerationRequest
    ) -> AsyncThrowingStream<GenerationEvent, any Error> {
        var request = request
        request.adapters = adapters + request.adapters
        return base.generate(request)
    }

    func countTokens(_ prompt: Prompt) async throws -> Int {
        try await base.countTokens(prompt)
    }
}
