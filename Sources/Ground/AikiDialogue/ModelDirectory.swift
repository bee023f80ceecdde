/// Finds models by name, loading them where needed; what doors know of the house.
public protocol ModelDirectory: Sendable {
    /// Every model that can be asked for.
    func listModels() async throws -> [ModelListing]
    /// A model that writes.
    ///
    /// - Parameter name: a name, which may add adapters; see ``ModelReference``.
    /// - Returns: the model, in memory.
    /// - Throws: ``ModelRequestError/modelNotFound(name:)``, or why it cannot be loaded.
    func languageModel(named name: String) async throws -> any LanguageModel
    /// A model that turns text into vectors.
    ///
    /// - Throws: ``ModelRequestError/modelNotFound(name:)``, or why it cannot be loaded.
    func embedder(named name: String) async throws -> any Embedder
    /// Says how long a model that is in memory stays there after its last answer, from now on.
    func keep(_ name: String, _ time: KeepAlive) async
}

extension ModelDirectory {
    /// Keeps nothing; a directory that loads models replaces this.
    public func keep(_ name: String, _ time: KeepAlive) async {}
}

/// A model that can be asked for by name.
public struct ModelListing: Sendable, Equatable {
    /// The name.
    public var name: String
    /// Who made it: `aiki`, `local`, or a provider's name.
    public var owner: String
    /// When it was installed, in seconds since 1970.
    public var createdSeconds: Int

    /// Makes a listing.
    public init(name: String, owner: String, createdSeconds: Int) {
        self.name = name
        self.owner = owner
        self.createdSeconds = createdSeconds
    }
}
