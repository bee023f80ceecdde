public import AikiBase
import AikiCheckpoint
import AikiDialogue
import AikiEngine
import AikiHub
public import Foundation

/// The models on this disk: what is there, and how more come to it.
public struct ModelShelf: Sendable {
    let registry: ModelRegistry
    /// Where models are downloaded from.
    let hub: HubConfiguration
    /// Threads for importing and quantising.
    let threads: Int
    private let descriptions: ModelDescriptions

    /// The models of a house.
    ///
    /// - Parameters:
    ///   - home: the folder of the house.
    ///   - threads: how many compute; at least 1.
    ///   - hubURL: the hub's address; nil takes the public one.
    ///   - hubToken: what the hub knows the person by, where it must.
    ///   - clock: dates what is installed.
    ///   - descriptions: what earlier shelves read of the files.
    public init(
        home: URL, threads: Int, hubURL: String? = nil, hubToken: String? = nil,
        clock: any WallClock = SystemWallClock(),
        descriptions: ModelDescriptions = ModelDescriptions()
    ) {
        var hub = HubConfiguration(token: hubToken)
        if let hubURL { hub.baseURL = hubURL }
        self.hub = hub
        registry = ModelRegistry(home: home, clock: clock)
        self.threads = threads
        self.descriptions = descriptions
    }

    /// Every model that can be read, by name.
    ///
    /// - Throws: `CheckpointError` where the folder cannot be listed.
    public func list() throws -> [InstalledModel] {
        try registry.list().models.compactMap { try? describe($0) }
    }

    /// Models that are damaged: name and what is wrong.
    ///
    /// - Throws: `CheckpointError` where the folder cannot be listed.
    public func listBroken() throws -> [(name: String, problem: String)] {
        let (models, broken) = try registry.list()
        var problems = broken.map { (name: $0.name, problem: $0.error.message) }
        for manifest in models {
            do {
                _ = try describe(manifest)
            } catch {
                problems.append((manifest.name, (error as? any AikiError)?.message ?? "\(error)"))
            }
        }
        return problems
    }

    /// One model.
    ///
    /// - Throws: `ModelRequestError.modelNotFound`, or `CheckpointError` where it is damaged.
    public func find(_ name: String) throws -> InstalledModel {
        try describe(manifestOrNotFound(name))
    }

    /// What is known of a model, as it stands on the disk.
    ///
    /// - Throws: as ``find(_:)``.
    public func manifest(_ name: String) throws -> JSONValue {
        try manifestOrNotFound(name).json
    }

    /// The model that was promoted to speak for Aiki; nil where none was.
    ///
    /// - Throws: `CheckpointError` where the pointer cannot be read.
    public func promotedName() throws -> String? { try registry.promotedName() }

    /// The model that speaks for Aiki: the promoted one, or else the newest that chats, or else the
    /// newest that writes.
    ///
    /// - Throws: `CheckpointError`.
    public func speakerName() throws -> String? {
        let models = try list().filter { !$0.isEmbedder }
        if let promoted = try promotedName(), models.contains(where: { $0.name == promoted }) {
            return promoted
        }
        return try chatterName() ?? Self.newest(models)
    }

    /// The model that answers in a chat: the promoted one where it can, or else the newest that can.
    ///
    /// - Throws: `CheckpointError`.
    public func chatterName() throws -> String? {
        let models = try list().filter(\.canChat)
        let promoted = try promotedName()
        return models.first { $0.name == promoted }?.name ?? Self.newest(models)
    }

    private static func newest(_ models: [InstalledModel]) -> String? {
        models.max { ($0.createdSeconds, $1.name) < ($1.createdSeconds, $0.name) }?.name
    }

    /// Lets a model speak for Aiki.
    ///
    /// - Throws: `CheckpointError`.
    public func promote(_ name: String) throws {
        try registry.promote(name)
    }

    /// Refuses where nobody could chat: the model that was asked for, or every one of them.
    ///
    /// - Parameter name: the model that was asked for; nil where any will do.
    /// - Throws: ``HouseError/cannotChat(name:others:)``, and as ``find(_:)``.
    public func requireChat(with name: String?) throws {
        // A provider's model (`openai/…`) is not on this disk; whether there is one shows when it is
        // asked.
        if name?.contains("/") == true { return }
        let chatting = try list().filter(\.canChat).map(\.name)
        guard let name = try name ?? (chatting.isEmpty ? speakerName() : nil) else { return }
        let model = try find(ModelReference(name).model)
        guard !model.isEmbedder else {
            throw HouseError.wrongModelKind(name: name, expected: "model that writes")
        }
        guard model.canChat else { throw HouseError.cannotChat(name: name, others: chatting) }
    }

    /// Removes a model from the disk, also a damaged one.
    ///
    /// - Throws: `ModelRequestError.modelNotFound`; `CheckpointError`, also for the promoted one.
    public func remove(_ name: String) throws {
        do {
            try registry.remove(name)
        } catch CheckpointError.modelNotFound, CheckpointError.invalidModelName {
            throw ModelRequestError.modelNotFound(name: name)
        }
    }

    private func manifestOrNotFound(_ name: String) throws -> ModelManifest {
        do {
            return try registry.manifest(of: name)
        } catch CheckpointError.modelNotFound, CheckpointError.invalidModelName {
            throw ModelRequestError.modelNotFound(name: name)
        }
    }

    func describe(_ manifest: ModelManifest) throws -> InstalledModel {
        let path = try registry.path(of: manifest.name)
        let folder = URL(filePath: path).deletingLastPathComponent()
        let described = try descriptions.description(
            of: path, parts: manifest.files.map { folder.appending(path: $0.name).path })
        return InstalledModel(
            name: manifest.name, version: manifest.files[0].sha256, path: path,
            byteCount: Int64(manifest.byteCount),
            createdSeconds: Int(manifest.added.timeIntervalSince1970),
            architecture: described.architecture, quantization: described.quantization,
            contextTokensMax: described.contextTokensMax, isEmbedder: described.isEmbedder,
            canChat: described.canChat, source: manifest.source ?? "")
    }

    /// Where a model's file is, and what to call it: an installed model, or a GGUF file by its path.
    ///
    /// - Throws: `HouseError.pathNotFound`, `ModelRequestError.modelNotFound`.
    func modelFile(_ model: String) throws -> (path: String, name: String) {
        let isFile = model.contains("/") || model.lowercased().hasSuffix(".gguf")
        guard isFile else { return (try find(model).path, model) }
        guard FileManager.default.fileExists(atPath: model) else {
            throw HouseError.pathNotFound(path: model)
        }
        return (model, URL(filePath: model).deletingPathExtension().lastPathComponent)
    }
}
