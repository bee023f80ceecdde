import AikiBase
import AikiDialogue
import AikiMemory
import AikiStore
import AikiVectors
import Foundation

/// Memory's sense of meaning: the embedding model and the index over vectors, opened when they are first
/// needed and shared from then on.
actor MemorySense {
    private let home: HouseHome
    private let store: Store
    private let models: any ModelDirectory
    private var opened: (recall: Recall, embedder: any Embedder, vectors: any VectorBackend)?

    init(home: HouseHome, store: Store, models: any ModelDirectory) {
        self.home = home
        self.store = store
        self.models = models
    }

    /// Recall with meaning, or without where no embedding model is installed.
    ///
    /// - Throws: why the model cannot be loaded or the index opened.
    func recall() async throws -> Recall {
        try await open()?.recall ?? Recall(store: store)
    }

    /// Makes everything findable that waits for it.
    ///
    /// - Returns: how many messages were indexed and how many passages embedded.
    /// - Throws: `StoreError`; why the model cannot be loaded or the index opened.
    @discardableResult
    func indexPending(
        progress: ProgressHandler?
    ) async throws -> (messages: Int, passages: Int) {
        let indexer = MemoryIndexer(store: store)
        let messages = try await indexer.indexPending(progress: progress)
        guard let (_, embedder, vectors) = try await open() else { return (messages, 0) }
        let passages = try await indexer.embedPending(
            embedder: embedder, vectors: vectors, progress: progress)
        return (messages, passages)
    }

    /// Takes what was forgotten out of the index and out of its file, with or without a model.
    ///
    /// - Returns: how many vectors went.
    /// - Throws: `StoreError`; why the index cannot be opened or written.
    func dropForgotten() async throws -> Int {
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

    private func open() async throws -> (
        recall: Recall, embedder: any Embedder, vectors: any VectorBackend
    )? {
        if let opened { return opened }
        let names = try home.shelf.list().filter(\.isEmbedder).map(\.name)
        // MiniLM is what recall's weights were learned with.
        guard let name = names.first(where: { $0.lowercased().contains("minilm") }) ?? names.first
        else { return nil }
        let embedder = try await models.embedder(named: name)
        let vectors = try VectorIndex(
            path: home.vectorsFile(dimensions: embedder.dimensions).path,
            dimensions: embedder.dimensions)
        let indexer = MemoryIndexer(store: store)
        // A file that was lost, or whose end was torn off, is filled again from the store.
        if try await vectors.count < indexer.vectorsAddedCount() {
            try await indexer.restoreIndex(vectors)
        }
        let opened = (
            Recall(store: store, vectors: vectors, embedder: embedder), embedder,
            vectors as any VectorBackend
        )
        self.opened = opened
        return opened
    }
}

extension HouseHome {
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
