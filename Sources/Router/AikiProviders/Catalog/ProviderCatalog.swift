import AikiBase
public import Foundation
import Synchronization

/// The providers that are set up: `providers.json`, and a key each in the environment or in
/// `secrets`.
///
///     let catalog = ProviderCatalog(home: folder, environment: environment)
///     try catalog.add(settings, key: key)
///     let (provider, model) = try catalog.find("openai/gpt-5-mini")
///
/// A running program sees a provider that is added or removed at once: the file is read again where
/// it has changed. What a provider's calls share (its breaker) lives as long as its settings stay.
public final class ProviderCatalog: Sendable {
    private struct Known {
        var mark: FileMark?
        var providers: [Provider] = []
    }

    /// The most providers that are kept.
    public static let providersMax = 100

    /// Where they stand.
    public let file: URL
    private let path: String
    private let secrets: SecretFolder
    private let environment: [String: String]
    private let known = Mutex(Known())

    /// The providers of a house.
    ///
    /// - Parameters:
    ///   - home: the folder of the house.
    ///   - environment: where keys are looked for first.
    public init(home: URL, environment: [String: String]) {
        file = home.appending(path: "providers.json")
        path = file.path
        secrets = SecretFolder(
            folder: home.appending(path: "secrets", directoryHint: .isDirectory))
        self.environment = environment
    }

    /// All providers, in the order in which they were added.
    ///
    /// - Throws: ``ProviderError`` where the file is damaged.
    public func list() throws -> [Provider] {
        guard let mark = FileMark(path: path) else { return [] }
        return try known.withLock { known in
            if known.mark != mark {
                let settings = try read()
                let old = known.providers
                known.providers = settings.map { settings in
                    old.first { $0.settings == settings } ?? makeProvider(settings)
                }
                known.mark = mark
            }
            return known.providers
        }
    }

    /// A provider by name.
    ///
    /// - Throws: ``ProviderError/notFound(name:)``, or as ``list()``.
    public func provider(named name: String) throws -> Provider {
        guard let provider = try list().first(where: { $0.settings.name == name }) else {
            throw ProviderError.notFound(name: String(name.prefix(80)))
        }
        return provider
    }

    /// The provider and the model that a name means: `openai/gpt-5-mini`.
    ///
    /// - Returns: nil where the name begins with no provider's.
    /// - Throws: as ``list()``.
    public func find(_ name: String) throws -> (provider: Provider, model: String)? {
        guard let slash = name.firstIndex(of: "/") else { return nil }
        let model = String(name[name.index(after: slash)...])
        guard !model.isEmpty,
            let provider = try list().first(where: { $0.settings.name == name[..<slash] })
        else { return nil }
        return (provider, model)
    }

    /// Adds a provider, or takes the place of one of its name.
    ///
    /// - Parameters:
    ///   - settings: what it is.
    ///   - key: its key, to be kept in `secrets`; nil leaves what is there.
    /// - Throws: ``ProviderError``, or the system's error where a file cannot be written.
    public func add(_ settings: ProviderSettings, key: ProviderKey? = nil) throws {
        guard ProviderSettings.isName(settings.name) else {
            throw ProviderError.invalidName(name: String(settings.name.prefix(80)))
        }
        var all = try read()
        if let index = all.firstIndex(where: { $0.name == settings.name }) {
            all[index] = settings
        } else {
            guard all.count < Self.providersMax else {
                throw ProviderError.unusableFile(
                    path: file.path, problem: "it holds \(all.count) providers, the most there are")
            }
            all.append(settings)
        }
        if let key { try secrets.keep(key, settings.name) }
        try write(all)
    }

    /// Removes a provider and its key.
    ///
    /// - Throws: ``ProviderError/notFound(name:)``, or the system's error.
    public func remove(_ name: String) throws {
        let all = try read()
        let rest = all.filter { $0.name != name }
        guard rest.count < all.count else {
            throw ProviderError.notFound(name: String(name.prefix(80)))
        }
        try secrets.remove(name)
        try write(rest)
    }

    /// Where a provider's key comes from, in words; nil where there is none.
    ///
    /// - Throws: ``ProviderError/unusableFile(path:problem:)``.
    public func keySource(_ settings: ProviderSettings) throws -> String? {
        if let variable = variable(settings), environment[variable]?.isEmpty == false {
            return variable
        }
        return try secrets.key(settings.name) == nil ? nil : "secrets"
    }

    private func variable(_ settings: ProviderSettings) -> String? {
        settings.keyVariable ?? settings.kind.keyVariable
    }

    private func makeProvider(_ settings: ProviderSettings) -> Provider {
        let secrets = secrets
        let fromEnvironment = variable(settings).flatMap { environment[$0] }
            .flatMap(ProviderKey.init)
        let path = secrets.path(of: settings.name)
        let read = Mutex<(mark: FileMark, key: ProviderKey?)?>(nil)
        return Provider(settings) {
            if let fromEnvironment { return fromEnvironment }
            // The file is read again where it has changed.
            guard let mark = FileMark(path: path) else { return nil }
            return try read.withLock { read in
                if let read, read.mark == mark { return read.key }
                let key = try secrets.key(settings.name)
                read = (mark, key)
                return key
            }
        }
    }

    private func read() throws -> [ProviderSettings] {
        guard FileManager.default.fileExists(atPath: file.path) else { return [] }
        let value: JSONValue
        do {
            value = try JSONValue(parsing: Array(try Data(contentsOf: file)))
        } catch let error as JSONError {
            throw ProviderError.unusableFile(path: file.path, problem: error.message)
        }
        guard let elements = value["providers"]?.elements else {
            throw ProviderError.unusableFile(path: file.path, problem: "it holds no 'providers'")
        }
        return try elements.map { try ProviderSettings(json: $0) }
    }

    private func write(_ settings: [ProviderSettings]) throws {
        let value: JSONValue = ["providers": .array(settings.map(\.json))]
        try AtomicFile.write(
            Data((value.encoded(.pretty) + "\n").utf8), to: file, permissions: 0o600)
    }
}
