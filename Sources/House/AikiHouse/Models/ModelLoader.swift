package import AikiDialogue
import ServiceLifecycle
import Synchronization

/// Keeps models in memory: loads one when it is asked for, shares it, one load at a time, and lets
/// go of those that nobody uses: the one unused longest where count or memory are short, and each
/// when its time is over.
///
/// A model is in use while anyone but the loader holds it; such a one never goes. Where those in use
/// leave no memory, the request is refused and may come again.
package actor ModelLoader: Service {
    /// What is loaded: a name, and what tells a new model of that name from an old one.
    package struct Key: Hashable, Sendable {
        package var name: String
        package var version: String

        /// Describes a model to load.
        package init(name: String, version: String) {
            self.name = name
            self.version = version
        }
    }

    /// How much is kept.
    package struct Limits: Sendable {
        /// Models in memory; more only while all of them are in use.
        package var loadedMax: Int
        /// Bytes of all of them; nil knows no bound.
        package var bytesMax: Int?
        /// How long a model stays after its last use, where no request says otherwise.
        package var keepAlive: KeepAlive

        /// Describes limits.
        package init(loadedMax: Int, bytesMax: Int? = nil, keepAlive: KeepAlive = .forever) {
            precondition(loadedMax >= 1)
            self.loadedMax = loadedMax
            self.bytesMax = bytesMax
            self.keepAlive = keepAlive
        }
    }

    /// Where a load leaves its model. A task would hold its result for as long as anyone, the
    /// runtime included, holds the task, and a model that is held counts as in use.
    private final class Arrival: Sendable {
        private let model = Mutex<LoadedModel?>(nil)

        func leave(_ arrived: LoadedModel) { model.withLock { $0 = arrived } }
        func take() -> LoadedModel? {
            model.withLock { model in
                defer { model = nil }
                return model
            }
        }
    }

    private struct Load {
        let task: Task<Void, any Error>
        let arrival: Arrival
    }

    private struct Entry {
        let key: Key
        /// Set until the model is there.
        var load: Load?
        /// Set from then on.
        var object: AnyObject?
        var bytes: Int
        var lastUse: Duration
        var keepAlive: KeepAlive
        /// Models on their way and those that someone else holds stay.
        var isInUse: Bool {
            mutating get { load != nil || object != nil && !isKnownUniquelyReferenced(&object) }
        }
    }

    private let limits: Limits
    private let now: @Sendable () -> Duration
    private let load: @Sendable (String) async throws -> LoadedModel
    private var entries: [Entry] = []
    private var lastLoad: Task<Void, any Error>?

    /// When whoever finds no memory may come again.
    private static let retryAfter = Duration.seconds(5)
    /// How often is looked for models whose time is over.
    private static let lookIntervals = (
        shortest: Duration.seconds(1), longest: Duration.seconds(10)
    )

    /// Makes a loader.
    ///
    /// - Parameters:
    ///   - limits: how much stays in memory.
    ///   - now: the time since some start.
    ///   - load: loads the model of a name.
    package init(
        limits: Limits, now: @escaping @Sendable () -> Duration = ModelLoader.monotonicTime(),
        load: @escaping @Sendable (String) async throws -> LoadedModel
    ) {
        self.limits = limits
        self.now = now
        self.load = load
    }

    /// The models in memory, or on their way there.
    package var names: [String] { entries.map(\.key.name).sorted() }

    /// A model, loaded where it is not.
    ///
    /// - Parameters:
    ///   - key: the model.
    ///   - bytes: about what it takes, for making place before it is there.
    /// - Returns: the model, in memory.
    /// - Throws: why it cannot be loaded, and the next request tries again;
    ///   `ModelRequestError.memoryTaken` where models in use leave no memory;
    ///   ``HouseError/modelTooLarge(name:bytes:bytesMax:)``.
    package func model(_ key: Key, bytes: Int = 0) async throws -> LoadedModel {
        if let index = index(of: key) {
            entries[index].lastUse = now()
            if let object = entries[index].object { return try Self.model(object) }
        } else {
            entries.removeAll { $0.key.name == key.name }
            try makePlace(for: key.name, bytes)
            entries.append(
                Entry(
                    key: key, load: startLoading(key.name), bytes: bytes, lastUse: now(),
                    keepAlive: limits.keepAlive))
        }
        guard let load = index(of: key).flatMap({ entries[$0].load }) else {
            throw CancellationError()
        }
        do {
            try await load.task.value
        } catch {
            entries.removeAll { $0.load?.arrival === load.arrival }
            throw error
        }
        if let model = settle(load) { return model }
        // Whoever waited too has settled it; should it be gone again, it is loaded again.
        return try await model(key, bytes: bytes)
    }

    /// Says how long a model stays after its last use.
    package func keep(_ name: String, _ time: KeepAlive) {
        for index in entries.indices where entries[index].key.name == name {
            entries[index].keepAlive = time
        }
    }

    /// Lets go of what nobody uses any more.
    ///
    /// - Returns: when to look again.
    @discardableResult
    package func sweep() -> Duration {
        let time = now()
        var next = Self.lookIntervals.longest
        for index in entries.indices.reversed() {
            if entries[index].isInUse { entries[index].lastUse = time }
            guard case .after(let stay) = entries[index].keepAlive else { continue }
            let left = entries[index].lastUse + stay - time
            if entries[index].isInUse || left > .zero {
                next = min(next, max(left, Self.lookIntervals.shortest))
            } else {
                entries.remove(at: index)
            }
        }
        // More than were allowed, or larger ones, were taken while all were in use.
        while isOver(0, 0), removeOldest() {}
        return next
    }

    /// Looks from time to time until the process stops.
    package func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled { try? await Task.sleep(for: self.sweep()) }
        }
    }

    /// The load belongs to everyone who waits for it, so no request's cancellation ends it; a model
    /// that is loaded is wanted.
    private func startLoading(_ name: String) -> Load {
        let previous = lastLoad
        let load = load
        let arrival = Arrival()
        let task = Task {
            _ = await previous?.result
            arrival.leave(try await load(name))
        }
        lastLoad = task
        return Load(task: task, arrival: arrival)
    }

    /// Takes a model that has come, once; nil from then on.
    private func settle(_ load: Load) -> LoadedModel? {
        guard let model = load.arrival.take() else { return nil }
        guard let index = entries.firstIndex(where: { $0.load?.arrival === load.arrival }) else {
            return model
        }
        entries[index].load = nil
        entries[index].object = model.object
        entries[index].lastUse = now()
        if let taker = model.object as? any MemoryTaker { entries[index].bytes = taker.memoryBytes }
        while isOver(0, 0), removeOldest() {}
        return model
    }

    private func makePlace(for name: String, _ bytes: Int) throws {
        if let bytesMax = limits.bytesMax, bytes > bytesMax {
            throw HouseError.modelTooLarge(name: name, bytes: bytes, bytesMax: bytesMax)
        }
        while isOver(1, bytes), removeOldest() {}
        let taken = entries.reduce(0) { $0 + $1.bytes }
        if let bytesMax = limits.bytesMax, taken + bytes > bytesMax {
            throw ModelRequestError.memoryTaken(
                model: name, bytesNeeded: bytes, bytesFree: bytesMax - taken,
                retryAfter: Self.retryAfter)
        }
    }

    private func isOver(_ count: Int, _ bytes: Int) -> Bool {
        let taken = entries.reduce(bytes) { $0 + $1.bytes }
        return entries.count + count > limits.loadedMax || taken > limits.bytesMax ?? .max
    }

    /// Lets the model go that has been unused longest.
    ///
    /// - Returns: whether there was one that nobody uses.
    private func removeOldest() -> Bool {
        var oldest: Int?
        for index in entries.indices where !entries[index].isInUse {
            if let best = oldest, entries[best].lastUse <= entries[index].lastUse { continue }
            oldest = index
        }
        guard let oldest else { return false }
        entries.remove(at: oldest)
        return true
    }

    private func index(of key: Key) -> Int? { entries.firstIndex { $0.key == key } }

    private static func model(_ object: AnyObject) throws -> LoadedModel {
        if let model = object as? any LanguageModel & AnyObject { return .language(model) }
        if let model = object as? any Embedder & AnyObject { return .embedder(model) }
        throw CancellationError()
    }

    /// The time since this call, unaffected by changes of the system's date.
    package static func monotonicTime() -> @Sendable () -> Duration {
        let clock = ContinuousClock()
        let start = clock.now
        return { start.duration(to: clock.now) }
    }
}
