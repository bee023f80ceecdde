import AikiDialogue

/// Keeps models in memory: loads one when it is asked for, shares it, one load at a time, and lets
/// the one unused longest go when there are too many.
///
/// Whoever still works with a model that goes keeps it until the work is done.
package actor ModelLoader {
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

    private struct Entry {
        var task: Task<LoadedModel, any Error>
        var lastUse: Int
    }

    private let loadedMax: Int
    private let load: @Sendable (String) async throws -> LoadedModel
    private var entries: [Key: Entry] = [:]
    private var uses = 0
    private var lastLoad: Task<LoadedModel, any Error>?

    /// Makes a loader.
    ///
    /// - Parameters:
    ///   - loadedMax: how many models stay in memory; at least 1.
    ///   - load: loads the model of a name.
    package init(
        loadedMax: Int, load: @escaping @Sendable (String) async throws -> LoadedModel
    ) {
        precondition(loadedMax >= 1)
        self.loadedMax = loadedMax
        self.load = load
    }

    /// The models in memory, or on their way there.
    package var names: [String] { entries.keys.map(\.name).sorted() }

    /// A model, loaded where it is not.
    ///
    /// - Throws: why it cannot be loaded; the next request tries again.
    package func model(_ key: Key) async throws -> LoadedModel {
        uses += 1
        if entries[key] != nil {
            entries[key]?.lastUse = uses
        } else {
            for old in entries.keys where old.name == key.name { entries[old] = nil }
            makePlace()
            entries[key] = Entry(task: startLoading(key.name), lastUse: uses)
        }
        guard let task = entries[key]?.task else { throw CancellationError() }
        do {
            return try await task.value
        } catch {
            if entries[key]?.task == task { entries[key] = nil }
            throw error
        }
    }

    /// The load belongs to everyone who waits for it, so no request's cancellation ends it; a model
    /// that is loaded is wanted.
    private func startLoading(_ name: String) -> Task<LoadedModel, any Error> {
        let previous = lastLoad
        let load = load
        let task = Task {
            _ = await previous?.result
            return try await load(name)
        }
        lastLoad = task
        return task
    }

    private func makePlace() {
        while entries.count >= loadedMax {
            guard let oldest = entries.min(by: { $0.value.lastUse < $1.value.lastUse }) else {
                return
            }
            entries[oldest.key] = nil
        }
    }
}
