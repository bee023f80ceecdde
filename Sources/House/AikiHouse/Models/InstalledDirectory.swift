import AikiDialogue

/// The installed models, loaded when they are asked for.
struct InstalledDirectory: ModelDirectory {
    let shelf: ModelShelf
    let loader: ModelLoader
    /// Whether models that write nothing are listed.
    let listsEmbedders: Bool

    func listModels() async throws -> [ModelListing] {
        try shelf.list().filter { listsEmbedders || !$0.isEmbedder }.map { model in
            ModelListing(
                name: model.name, owner: "local", createdSeconds: model.createdSeconds)
        }
    }

    func languageModel(named name: String) async throws -> any LanguageModel {
        guard case .language(let model) = try await load(name) else {
            throw ModelRequestError.unsupported(model: name, what: "write text")
        }
        return model
    }

    func embedder(named name: String) async throws -> any Embedder {
        guard case .embedder(let embedder) = try await load(name) else {
            throw ModelRequestError.unsupported(model: name, what: "make embeddings")
        }
        return embedder
    }

    private func load(_ name: String) async throws -> LoadedModel {
        let model = try shelf.find(name)
        return try await loader.model(.init(name: name, version: model.version))
    }
}
