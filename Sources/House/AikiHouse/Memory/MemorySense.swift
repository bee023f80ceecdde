package import AikiBase
package import AikiDialogue
package import AikiMemory
package import AikiStore
import AikiVectors
import Foundation

/// Memory's sense of meaning: the embedding model and the index over vectors, opened when they are first
/// needed and shared from then on.
package actor MemorySense {
    private typealias Opened = (
        recall: Recall, embedder: any Embedder, vectors: any VectorBackend
    )

    /// Recall by words alone.
    package nonisolated let words: Recall
    private let home: HouseHome
    private let store: Store
    private let embedder: @Sendable () async throws -> (any Embedder)?
    private var opened: Opened?
    private var isWorking = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    /// Makes a sense that opens nothing yet.
    ///
    /// - Parameters:
    ///   - home: where the index stands.
    ///   - store: what was said.
    ///   - embedder: loads the embedding model; nil where none is installed.
    package init(
        home: HouseHome, store: Store,
        embedder: @escaping @Sendable () async throws -> (any Embedder)?
    ) {
        self.home = home
        self.store = store
        self.embedder = embedder
        words = Recall(store: store)
    }

    init(home: HouseHome, store: Store, models: any ModelDirectory) {
        self.init(home: home, store: store) {
            guard let name = try home.embedderName() else { return nil }
            return try await models.embedder(named: name)
        }
    }

    /// Recall with meaning, or without where no embedding model is installed.
    ///
    /// - Throws: why the model cannot be loaded or the index opened.
    package func recall() async throws -> Recall {
        try await open()?.recall ?? words
    }

    /// Makes everything findable that waits for it.
    ///
    /// - Parameters:
    ///   - passagesMax: how many passages are embedded at most, the latest first.
    ///   - progress: told after each batch.
    /// - Returns: how many messages were indexed and how many passages embedded.
    /// - Throws: `StoreError`; why the model cannot be loaded or the index opened.
    @discardableResult
    package func indexPending(
        passagesMax: Int = .max, progress: ProgressHandler?
    ) async throws -> (messages: Int, passages: Int) {
        try await alone { [store] in
            let indexer = MemoryIndexer(store: store)
            let messages = try await indexer.indexPending(progress: progress)
            guard let (_, embedder, vectors) = try await open() else { return (messages, 0) }
            let passages = try await indexer.embedPending(
                embedder: embedder, vectors: vectors, limit: passagesMax, progress: progress)
            return (messages, passages)
        }
    }

    /// Makes findable as much as takes a fraction of a second, the latest first.
    ///
    /// - Returns: whether more may wait.
    /// - Throws: `StoreError`; why the model cannot be loaded or the index opened.
    package func indexSome() async throws -> Bool {
        try await alone { [store] in
            let indexer = MemoryIndexer(store: store)
            let messages = try await indexer.indexPending(limit: MemoryIndexer.batchMessagesMax)
            let isMoreToIndex = messages == MemoryIndexer.batchMessagesMax
            guard let (_, embedder, vectors) = try await open() else { return isMoreToIndex }
            let passages = try await indexer.embedPending(
                embedder: embedder, vectors: vectors, limit: MemoryIndexer.batchPassagesMax)
            return isMoreToIndex || passages == MemoryIndexer.batchPassagesMax
        }
    }

    /// Takes what was forgotten out of the index and out of its file, with or without a model.
    ///
    /// - Returns: how many vectors went.
    /// - Throws: `StoreError`; why the index cannot be opened or written.
    func dropForgotten() async throws -> Int {
        try await alone { [store, home] in
            let indexer = MemoryIndexer(store: store)
            var files = home.vectorFiles()
            // Only one model's vectors are kept in the store; a file of another's is filled from there
            // when that model is used again.
            while files.count > 1 {
                try FileManager.default.removeItem(at: files.removeFirst().file)
            }
            let onDisk = try files.first.map {
                try VectorIndex(path: $0.file.path, dimensions: $0.dimensions)
            }
            guard let vectors: any VectorBackend = opened?.vectors ?? onDisk else { return 0 }
            let before = try await vectors.count
            try await indexer.removeForgotten(from: vectors)
            try await vectors.compact()
            return try await before - vectors.count
        }
    }

    /// Runs one body at a time: nothing is embedded twice, and nothing that is being forgotten.
    private func alone<Result: Sendable>(
        _ body: () async throws -> Result
    ) async rethrows -> Result {
        while isWorking { await withCheckedContinuation { waiting.append($0) } }
        isWorking = true
        defer {
            isWorking = false
            for next in waiting { next.resume() }
            waiting = []
        }
        return try await body()
    }

    private func open() async throws -> Opened? {
        if let opened { return opened }
        guard let embedder = try await embedder() else { return nil }
        let vectors = try VectorIndex(
            path: home.vectorsFile(dimensions: embedder.dimensions).path,
            dimensions: embedder.dimensions)
        let indexer = MemoryIndexer(store: store)
        // A file that was lost, or whose end was torn off, is filled again from the store.
        if try await vectors.count < indexer.vectorsAddedCount() {
            try await indexer.restoreIndex(vectors)
        }
        // Whoever asked meanwhile opened it too; one is kept.
        if let opened { return opened }
        let opened: Opened = (
            Recall(store: store, vectors: vectors, embedder: embedder), embedder, vectors
        )
        self.opened = opened
        return opened
    }
}

extension HouseHome {
    /// The embedding model that memory and router use; nil where none is installed.
    func embedderName() throws -> String? {
        let names = try shelf.list().filter(\.isEmbedder).map(\.name)
        // MiniLM is what recall's weights and the shipped estimate were learned with.
        return names.first { $0.lowercased().contains("minilm") } ?? names.first
    }

    /// The index over vectors of so many numbers.
    func vectorsFile(dimensions: Int) -> URL {
        folder.appending(path: "memory-\(dimensions).vectors")
    }

    /// Every such index that is there, the one that was written last at the end.
    func vectorFiles() -> [(file: URL, dimensions: Int)] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        let found = names.compactMap { name -> (file: URL, dimensions: Int, written: Date)? in
            guard name.hasPrefix("memory-"), name.hasSuffix(".vectors"),
                let dimensions = Int(name.dropFirst(7).dropLast(8)), dimensions > 0
            else { return nil }
            let file = folder.appending(path: name)
            let values = try? file.resourceValues(forKeys: [.contentModificationDateKey])
            return (file, dimensions, values?.contentModificationDate ?? .distantPast)
        }
        return found.sorted { $0.written < $1.written }.map { ($0.file, $0.dimensions) }
    }
}
