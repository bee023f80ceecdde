import AikiDialogue
import AikiEngine
import AikiMemory
import AikiModel
public import AikiProviders
import AikiTensor
public import Foundation

/// The folder of the house and what its settings say; opening it loads no model and no store.
public struct HouseHome: Sendable {
    /// The folder, mode 0700.
    public let folder: URL
    /// The settings that hold.
    public let settings: HouseSettings
    /// The environment it was opened with.
    let environment: [String: String]
    private let descriptions = ModelDescriptions()

    /// Opens the folder, and makes it where it is missing.
    ///
    /// - Parameter environment: `AIKI_HOME` names the folder, `~/.aiki` where it does not.
    /// - Throws: ``HouseError`` for a wrong setting; the system's error where the folder cannot be
    ///   made.
    public init(environment: [String: String]) throws {
        let folder = Self.folder(environment)
        self.folder = folder
        self.environment = environment
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let file = folder.appending(path: "aiki.toml")
        var text: String?
        if FileManager.default.fileExists(atPath: file.path) {
            guard let content = String(data: try Data(contentsOf: file), encoding: .utf8) else {
                throw HouseError.unreadableFile(path: file.path, problem: "it is not UTF-8")
            }
            text = content
        }
        settings = try HouseSettings(text: text, path: file.path, environment: environment)
    }

    /// Where the folder is.
    static func folder(_ environment: [String: String]) -> URL {
        if let path = environment["AIKI_HOME"], !path.isEmpty {
            return URL(filePath: path, directoryHint: .isDirectory)
        }
        let person = environment["HOME"].map { URL(filePath: $0, directoryHint: .isDirectory) }
        return (person ?? FileManager.default.homeDirectoryForCurrentUser)
            .appending(path: ".aiki", directoryHint: .isDirectory)
    }

    /// `aiki.toml`.
    public var settingsFile: URL { folder.appending(path: "aiki.toml") }
    /// `identity.toml`.
    public var identityFile: URL { folder.appending(path: "identity.toml") }
    /// The store.
    public var storeFile: URL { folder.appending(path: "aiki.sqlite") }
    /// The lines a person typed in the chat.
    public var historyFile: URL { folder.appending(path: "history") }
    /// The hashed API keys.
    var keysFile: URL { folder.appending(path: "api-keys.json") }

    /// The computed beginnings that are kept on the disk.
    public var snapshots: SnapshotShelf {
        SnapshotShelf(
            folder: SnapshotFolder(
                path: folder.appending(path: "snapshots").path,
                bytesMax: settings.integer("engine.snapshot_bytes_max")),
            scope: PrefixSnapshots.Scope(rawValue: settings.text("engine.snapshots")) ?? .none)
    }

    /// The models on this disk.
    public var shelf: ModelShelf {
        let url = settings.text("models.hub_url")
        return ModelShelf(
            home: folder, threads: threads, hubURL: url.isEmpty ? nil : url,
            hubToken: environment["AIKI_HUB_TOKEN"], descriptions: descriptions)
    }

    /// The adapters on this disk.
    public var adapters: AdapterShelf { AdapterShelf(home: folder, models: shelf) }

    /// The providers that are set up.
    public var providers: ProviderCatalog {
        ProviderCatalog(home: folder, environment: environment)
    }

    /// Where models are made.
    public var training: TrainingRoom {
        TrainingRoom(home: folder, shelf: shelf, adapters: adapters, threads: threads)
    }

    /// How much is kept of answers that were paid for.
    var answerLimits: AnswerCache.Limits {
        AnswerCache.Limits(
            bytesMax: settings.integer("cache.bytes_max"),
            age: .seconds(settings.integer("cache.days_max") * 86_400))
    }

    /// What makes the vector of a question, for answers to the same in other words; nil where those are
    /// not wanted.
    func questionVectors(
        _ models: any ModelDirectory
    ) -> (@Sendable (String) async throws -> [Float]?)? {
        guard settings.boolean("cache.similar") else { return nil }
        return { question in
            guard let name = try embedderName() else { return nil }
            return try await models.embedder(named: name).embed([question]).vectors.first
        }
    }

    /// How much stays in memory.
    var loaderLimits: ModelLoader.Limits {
        let bytes = settings.integer("models.memory_bytes_max")
        let memory = Int(clamping: ProcessInfo.processInfo.physicalMemory)
        let seconds = settings.integer("models.keep_alive_seconds")
        return ModelLoader.Limits(
            loadedMax: settings.integer("models.loaded_max"),
            bytesMax: bytes == 0 ? memory / 4 * 3 : bytes,
            keepAlive: seconds == 0 ? .forever : .after(.seconds(seconds)))
    }

    /// How models are run.
    var engineConfiguration: EngineConfiguration {
        var configuration = EngineConfiguration()
        configuration.threads = threads
        let context = settings.integer("engine.context_tokens")
        configuration.contextTokens = context == 0 ? nil : context
        configuration.cacheBytesMax = settings.integer("engine.cache_bytes_max")
        configuration.prefixBytesMax = settings.integer("engine.prefix_bytes_max")
        configuration.concurrentRequestsMax = settings.integer("engine.concurrent_requests")
        configuration.queuedRequestsMax = settings.integer("engine.queued_requests")
        configuration.draftTokensMax = settings.integer("engine.draft_tokens")
        configuration.cacheType = CacheType(rawValue: settings.text("engine.cache_type")) ?? .f16
        configuration.precision =
            Precision(rawValue: settings.text("engine.precision")) ?? .fast
        configuration.kernels = CPUKind(rawValue: settings.text("engine.kernels")) ?? .best
        return configuration
    }

    /// How a model is run: as all are, and with the smaller model that guesses for it.
    ///
    /// - Throws: ``HouseError/invalidSetting(name:value:place:expected:)``; where the smaller model
    ///   is not installed, as `ModelShelf.find`.
    func engineConfiguration(for name: String) throws -> EngineConfiguration {
        var configuration = engineConfiguration
        for entry in settings.texts("models.drafts") {
            let names = entry.split(separator: "=", maxSplits: 1).map(String.init)
            guard names.count == 2 else {
                throw HouseError.invalidSetting(
                    name: "models.drafts", value: entry, place: settingsFile.path,
                    expected: "a list of large=small")
            }
            guard names[0] == name || names[0] == "*", names[1] != name else { continue }
            configuration.draftPath = try shelf.find(names[1]).path
        }
        return configuration
    }

    private var threads: Int {
        let threads = settings.integer("engine.threads")
        return threads == 0 ? ProcessInfo.processInfo.activeProcessorCount : threads
    }

    /// The API keys.
    public var keys: APIKeyStore { APIKeyStore(file: keysFile) }
}
