import AikiDialogue

/// The installed models, loaded when they are asked for, with the adapters that their names add.
struct InstalledDirectory: ModelDirectory {
    let shelf: ModelShelf
    let adapters: AdapterShelf
    let loader: ModelLoader
    /// The models of others; nil leaves them out.
    var providers: ProviderDirectory?
    /// Whether models that write nothing are listed, and models with an adapter beside them.
    let listsEverything: Bool

    func listModels() async throws -> [ModelListing] {
        let models = try shelf.list().filter { listsEverything || !$0.isEmbedder }
        var listings = models.map { model in
            ModelListing(
                name: model.name, owner: "local", createdSeconds: model.createdSeconds)
        }
        listings += try providers?.listModels() ?? []
        guard listsEverything else { return listings }
        for adapter in try adapters.list() where models.contains(where: { $0.name == adapter.base })
        {
            listings.append(
                ModelListing(
                    name: "\(adapter.base)+\(adapter.name)", owner: "local",
                    createdSeconds: adapter.createdSeconds))
        }
        return listings
    }

    func languageModel(named name: String) async throws -> any LanguageModel {
        if let model = try await providers?.languageModel(named: name) { return model }
        let reference = try ModelReference(name)
        guard case .language(let model) = try await load(reference.model) else {
            throw ModelRequestError.unsupported(model: name, what: "write text")
        }
        guard !reference.adapters.isEmpty else { return model }
        for adapter in reference.adapters where try adapters.place(of: adapter.name) == nil {
            throw ModelRequestError.adapterNotFound(name: adapter.name)
        }
        return AdaptedLanguageModel(name: name, base: model, adapters: reference.adapters)
    }

    func embedder(named name: String) async throws -> any Embedder {
        guard case .embedder(let embedder) = try await load(name) else {
            throw ModelRequestError.unsupported(model: name, what: "make embeddings")
        }
        return embedder
    }

    func keep(_ name: String, _ time: KeepAlive) async {
        await loader.keep((try? ModelReference(name).model) ?? name, time)
    }

    private func load(_ name: String) async throws -> LoadedModel {
        let model = try shelf.find(name)
        return try await loader.model(
            .init(name: name, version: model.version), bytes: Int(clamping: model.byteCount))
    }
}
