import AikiBase
import AikiCheckpoint
import AikiDialogue
import AikiModel

/// Where an adapter's file is.
public struct AdapterPlace: Sendable, Equatable {
    /// The file, or the folder as PEFT writes it.
    public var path: String
    /// Tells it from an earlier adapter of the same name.
    public var version: String

    /// Names a place.
    public init(path: String, version: String) {
        self.path = path
        self.version = version
    }
}

/// Finds an adapter by its name; nil where there is none.
public typealias AdapterFinder = @Sendable (_ name: String) throws -> AdapterPlace?

/// Brings the adapters that requests name into memory, and keeps those used last.
struct AdapterDesk {
    private struct Entry {
        var name: String
        var version: String
        var adapter: Adapter
        var lastUse: Int
    }

    private let model: Model
    private let find: AdapterFinder?
    private var entries: [Entry] = []
    private var uses = 0

    init(model: Model, find: AdapterFinder?) {
        self.model = model
        self.find = find
    }

    /// The adapters that a request names, together; nil where nothing is added.
    ///
    /// - Throws: `ModelRequestError` for the first that cannot be used.
    mutating func adapters(
        _ choices: [AdapterChoice]
    ) throws(ModelRequestError) -> AdapterSet? {
        guard choices.count <= EngineLimits.adaptersMax else {
            throw .invalidSetting(
                name: "lora",
                problem: "names \(choices.count) adapters; \(EngineLimits.adaptersMax) are allowed")
        }
        var uses: [(adapter: Adapter, scale: Float)] = []
        for choice in choices {
            guard abs(choice.scale) <= EngineLimits.adapterScaleMax else {
                throw .invalidSetting(
                    name: "lora",
                    problem: "has the strength \(choice.scale); "
                        + "\(EngineLimits.adapterScaleMax) either way are allowed")
            }
            uses.append((try adapter(choice.name), Float(choice.scale)))
        }
        return AdapterSet(uses)
    }

    private mutating func adapter(_ name: String) throws(ModelRequestError) -> Adapter {
        let found: AdapterPlace?
        do {
            found = try find?(name)
        } catch {
            throw Self.unusable(name, error)
        }
        guard let place = found else { throw .adapterNotFound(name: name) }
        uses += 1
        if let index = entries.firstIndex(where: {
            $0.name == name && $0.version == place.version
        }) {
            entries[index].lastUse = uses
            return entries[index].adapter
        }
        entries.removeAll { $0.name == name }
        let adapter: Adapter
        do {
            let file = try AdapterFile(path: place.path, for: model.adapterBase)
            adapter = try Adapter.load(file, model: model)
        } catch {
            throw Self.unusable(name, error)
        }
        if entries.count >= EngineLimits.adaptersLoadedMax,
            let oldest = entries.indices.min(by: { entries[$0].lastUse < entries[$1].lastUse })
        {
            entries.remove(at: oldest)
        }
        entries.append(
            Entry(name: name, version: place.version, adapter: adapter, lastUse: uses))
        return adapter
    }

    private static func unusable(_ name: String, _ error: any Error) -> ModelRequestError {
        if let error = error as? ModelRequestError { return error }
        return .adapterUnusable(
            name: name, problem: (error as? any AikiError)?.message ?? "\(error)")
    }
}
