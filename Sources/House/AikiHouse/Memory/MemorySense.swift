package import AikiBase
package import AikiDialogue
package import AikiMemory
import AikiQdrant
package import AikiStore
import AikiVectors
package import Foundation

/// Memory's sense of meaning: the embedding model and the index over vectors, opened when they are first
/// needed and shared from then on.
package actor MemorySense {
    private typealias Opened = (
        recall: Recall, embedder: any Embedder, vectors: any VectorBackend
    )

    /// How long a Qdrant server that could not be had is not asked again.
    private static let pause = Duration.seconds(30)

    private let words: Recall
    private let home: HouseHome
    private let store: Store
    private let embedder: @Sendable () async throws -> (any Embedder)?
    private var opened: Opened?
    private var away: (error: QdrantError, until: ContinuousClock.Instant)?
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

    /// The memories that fit a question best. Where meaning cannot be compared, words are, and
    /// ``RecallResult/problem`` says why.
    ///
    /// - Parameters:
    ///   - query: the question, and who asks.
    ///   - passagesMax: how many passages are embedded before at most; nil indexes nothing.
    ///   - progress: told of messages that are indexed and embedded.
    /// - Returns: the memories, and how sure it is that the answer is among them.
    /// - Throws: `StoreError`.
    package func find(
        _ query: RecallQuery, indexing passagesMax: Int? = nil, progress: ProgressHandler? = nil
    ) async throws -> RecallResult {
        do {
            if let passagesMax {
                try await indexPending(passagesMax: passagesMax, progress: progress)
            }
            return try await noting { try await (open()?.recall ?? words).recall(query) }
        } catch let error where !(error is CancellationError) {
            var result = try await words.recall(query)
            result.problem = error
            return result
        }
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
    package func dropForgotten() async throws -> Int {
        try await alone { [store, home] in
            let indexer = MemoryIndexer(store: store)
            var files = home.vectorFiles()
            // Only one model's vectors are kept in the store; a file of another's is filled from there
            // when that model is used again.
            while files.count > 1 {
                try FileManager.default.removeItem(at: files.removeFirst().file)
            }
            let vectors =
                if let opened { opened.vectors } else { try await unopened(files.first) }
            guard let vectors else { return 0 }
            let before = try await vectors.count
            try await indexer.removeForgotten(from: vectors)
            try await vectors.compact()
            return try await before - vectors.count
        }
    }

    /// The index where no embedding model has opened it.
    private func unopened(
        _ onDisk: (file: URL, dimensions: Int)?
    ) async throws -> (any VectorBackend)? {
        if let attachment = try home.attachment() {
            guard let collection = try await attachment.client(home).collection() else {
                return nil
            }
            return try await attachment.index(home, dimensions: collection.dimensions)
        }
        return try onDisk.map { try VectorIndex(path: $0.file.path, dimensions: $0.dimensions) }
    }

    /// Uses a collection for vectors, and copies those there are into it.
    ///
    /// - Returns: how many were copied.
    /// - Throws: ``HouseError/noEmbedder``, `QdrantError`; what was not copied by then follows when the
    ///   collection is used.
    package func attach(_ attachment: QdrantAttachment) async throws -> Int {
        try await alone { [store, home] in
            away = nil
            guard let embedder = try await embedder() else { throw HouseError.noEmbedder }
            let vectors = try await attachment.index(home, dimensions: embedder.dimensions)
            // What an earlier attachment left may have been forgotten since.
            try await vectors.removeAll()
            try home.keep(attachment)
            opened = nil
            for (file, _) in home.vectorFiles() { try FileManager.default.removeItem(at: file) }
            return try await MemoryIndexer(store: store).restoreIndex(
                vectors, model: embedder.name)
        }
    }

    /// Uses the file beside the store again, and takes the vectors out of the collection.
    ///
    /// - Returns: the collection that was used, and why its points are still there, if they are; nil
    ///   where none was.
    /// - Throws: ``HouseError/unreadableFile(path:problem:)``.
    package func detach() async throws -> (collection: String, problem: (any AikiError)?)? {
        try await alone { [home] in
            guard var attachment = try home.attachment() else { return nil }
            attachment.isAttached = false
            try home.keep(attachment)
            (opened, away) = (nil, nil)
            do {
                try await attachment.client(home)
                    .delete(.matches(QdrantIndex.ownerKey, attachment.owner))
                return (attachment.collection, nil)
            } catch let error as any AikiError {
                return (attachment.collection, error)
            }
        }
    }

    /// Remembers that a server is away, so that not every question waits for it.
    private func noting<Result: Sendable>(
        _ body: () async throws -> Result
    ) async throws -> Result {
        do {
            return try await body()
        } catch let error as QdrantError {
            // It answered: of what is near, too little may be seen by this one question.
            if case .filterTooNarrow = error { throw error }
            if away == nil { away = (error, .now + Self.pause) }
            opened = nil
            throw error
        }
    }

    /// Runs one body at a time: nothing is embedded twice, and nothing that is being forgotten.
    private func alone<Result: Sendable>(
        _ body: () async throws -> Result
    ) async throws -> Result {
        while isWorking { await withCheckedContinuation { waiting.append($0) } }
        isWorking = true
        defer {
            isWorking = false
            for next in waiting { next.resume() }
            waiting = []
        }
        return try await noting(body)
    }

    private func open() async throws -> Opened? {
        if let opened { return opened }
        let attachment = try home.attachment()
        if attachment != nil, let away {
            if .now < away.until { throw away.error }
            self.away = nil
        }
        guard let embedder = try await embedder() else { return nil }
        let dimensions = embedder.dimensions
        let vectors: any VectorBackend
        if let attachment {
            vectors = try await attachment.index(home, dimensions: dimensions)
        } else {
            vectors = try VectorIndex(
                path: home.vectorsFile(dimensions: dimensions).path, dimensions: dimensions)
        }
        let indexer = MemoryIndexer(store: store)
        // A file that was lost, or whose end was torn off, is filled again from the store.
        if try await vectors.count < indexer.vectorsAddedCount(model: embedder.name) {
            try await indexer.restoreIndex(vectors, model: embedder.name)
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
    package func vectorFiles() -> [(file: URL, dimensions: Int)] {
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
