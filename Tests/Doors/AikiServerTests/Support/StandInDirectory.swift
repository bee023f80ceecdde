import AikiBase
import AikiDialogue

/// A directory of stand-ins.
struct StandInDirectory: ModelDirectory {
    var models: [StandInModel] = [StandInModel()]

    init(_ models: StandInModel...) {
        self.models = models
    }

    func listModels() async throws -> [ModelListing] {
        models.map { ModelListing(name: $0.profile.name, owner: "local", createdSeconds: 7) }
            + [ModelListing(name: "org/embed", owner: "local", createdSeconds: 8)]
    }

    func languageModel(named name: String) async throws -> any LanguageModel {
        guard let model = models.first(where: { $0.profile.name == name }) else {
            throw ModelRequestError.modelNotFound(name: name)
        }
        return model
    }

    func embedder(named name: String) async throws -> any Embedder {
        guard name == "org/embed" else { throw ModelRequestError.modelNotFound(name: name) }
        return StandInEmbedder()
    }
}

/// Vectors that tell how long a text is.
struct StandInEmbedder: Embedder {
    var name: String { "org/embed" }
    var dimensions: Int { 3 }

    func embed(_ texts: [String]) async throws -> Embeddings {
        Embeddings(
            vectors: texts.map { [Float($0.utf8.count), 0.1, -0.25] }, promptTokens: texts.count)
    }
}

/// An error from inside, with something that must not leak.
struct SecretError: AikiError {
    var code: String { "test.secret" }
    var message: String { "/home/someone/secret.gguf is broken." }
    var hint: String { "Hide it." }
}
