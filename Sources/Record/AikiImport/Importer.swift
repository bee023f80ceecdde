public import AikiBase
public import AikiDialogue
import AikiMemory
public import AikiQdrant
public import AikiStore
import Foundation
import GRDB

/// Brings a past from elsewhere into the log.
///
/// ```swift
/// let importer = Importer(store: store)
/// let report = try await importer.run(.chatgpt, path: "export.zip", options: .init())
/// ```
///
/// What is imported keeps the name it has where it comes from: importing again takes only what is new
/// or was edited. Units are written in batches, each with the place it came from, so an import that
/// was killed goes on there. Memory holds one batch and the largest conversation.
public struct Importer: Sendable {
    /// Messages of one transaction.
    static let batchMessagesMax = 2_000
    /// Bytes of text of one transaction.
    static let batchBytesMax = 16 << 20
    /// Units of one transaction.
    static let batchUnitsMax = 2_000

    /// How something is imported.
    public struct Options: Sendable {
        /// Called within each transaction with the messages that were written, so that what is derived
        /// from them comes with them.
        public typealias Derivation = @Sendable ([Int64], StoreTransaction) throws -> Void

        /// Whose memory it belongs to.
        public var scope = "personal"
        /// How far it may travel.
        public var privacy = PrivacyClass.personal
        /// Who the person is where an export does not say: a name or an id.
        public var owner: String?
        /// Starts over where an import was interrupted.
        public var restarts = false
        /// What is derived from the messages.
        public var derive: Derivation?

        /// The usual ones.
        public init() {}
    }

    private let store: Store
    private let log: ConversationLog
    private let clock: any WallClock

    /// Imports into a store that was opened with ``schema`` and the schemas of AikiMemory.
    public init(store: Store, clock: any WallClock = SystemWallClock()) {
        self.store = store
        self.clock = clock
        log = ConversationLog(store: store)
    }

    /// Imports what stands at a path.
    ///
    /// - Parameters:
    ///   - source: where it comes from.
    ///   - path: a file or folder.
    ///   - options: how.
    ///   - progress: told how many bytes are read.
    /// - Returns: what was taken, and what not and why.
    /// - Throws: ``ImportError``, `ArchiveError`, `StoreError`; what was written before stays, and the
    ///   next import goes on there.
    public func run(
        _ source: ImportSource, path: String, options: Options = Options(),
        progress: ProgressHandler? = nil
    ) async throws -> ImportReport {
        let files = try ImportFiles(path)
        let reader = try Self.reader(source, files, options)
        let fullPath = URL(filePath: path).standardizedFileURL.path
        let start = ImportRun(
            source: source, path: fullPath, fingerprint: files.fingerprint, scope: options.scope)
        return try await run(start, reader, options, progress)
    }

    /// Imports the texts of a Qdrant collection, a note a point.
    ///
    /// - Parameters:
    ///   - client: the collection.
    ///   - field: which field of the points is the text, with full stops between the names of nested
    ///     ones; nil takes what common programs call it.
    ///   - options: how.
    ///   - progress: told how many points are read.
    /// - Returns: what was taken, and what not and why.
    /// - Throws: `QdrantError`, ``ImportError``, `StoreError`; what was written before stays, and the
    ///   next import goes on there.
    public func run(
        _ client: QdrantClient, field: String? = nil, options: Options = Options(),
        progress: ProgressHandler? = nil
    ) async throws -> ImportReport {
        let place = client.configuration
        let count = try await client.count()
        let start = ImportRun(
            source: .qdrant, path: "\(place.address) \(place.collection)",
            fingerprint: "\(count) \(field ?? "")", scope: options.scope)
        let reader = QdrantReader(
            client, QdrantPayload(field: field), total: count, now: clock.now())
        return try await run(start, reader, options, progress)
    }

    private func run(
        _ start: ImportRun, _ reader: any ImportReader, _ options: Options,
        _ progress: ProgressHandler?
    ) async throws -> ImportReport {
        var run = try await begin(start, restarts: options.restarts)
        let isContinued = run.units > 0
        if try await reader.skip(run.units) < run.units {
            throw ImportError.changed(path: start.path)
        }
        var batch = ImportBatch()
        var failure: (any Error)?
        repeat {
            batch = ImportBatch()
            do {
                try await Self.fill(&batch, from: reader)
            } catch {
                failure = error
            }
            run = try await write(batch, run, options)
            let place = reader.place
            progress?(
                WorkProgress(
                    label: "importing \(run.counts.messages + run.counts.known) messages",
                    done: place.done, total: place.total, unit: place.unit))
        } while !batch.isLast && failure == nil
        if let failure { throw failure }
        let counts = try await finish(run)
        return ImportReport(start.source, counts, isContinued: isContinued)
    }

    private static func reader(
        _ source: ImportSource, _ files: ImportFiles, _ options: Options
    ) throws -> any ImportReader {
        switch source {
        case .chatgpt: return try ChatGPTReader(files)
        case .claude: return try ClaudeReader(files)
        case .vault: return try VaultReader(files, owner: options.owner)
        case .jsonl: return try SessionLogReader(files)
        case .qdrant:
            throw ImportError.nothingToImport(
                source: "Qdrant", path: files.root, expected: source.expected)
        case .telegram:
            let endings: Set = ["json", "jsonl", "ndjson"]
            let own = files.files.filter { endings.contains($0.ending) }
            for file in own where try file.ending == "json" && TelegramReader.isExport(file) {
                return try TelegramReader(file, owner: options.owner)
            }
            guard !own.isEmpty else {
                throw ImportError.nothingToImport(
                    source: "Telegram", path: files.root,
                    expected: ImportSource.telegram.expected)
            }
            return TelegramUpdatesReader(own, owner: options.owner)
        }
    }

    /// Units of one transaction.
    private static func fill(
        _ batch: inout ImportBatch, from reader: any ImportReader
    ) async throws {
        var messages = 0
        var bytes = 0
        while messages < batchMessagesMax, bytes < batchBytesMax,
            batch.units.count < batchUnitsMax
        {
            guard let unit = try await reader.next() else {
                batch.isLast = true
                return
            }
            batch.units.append(unit)
            for message in unit.turns.flatMap(\.messages) {
                messages += 1
                bytes += message.message.text.utf8.count
            }
        }
    }

    private func begin(_ start: ImportRun, restarts: Bool) async throws -> ImportRun {
        let clock = clock
        return try await store.write { transaction in
            if !restarts, let open = try start.interrupted(in: transaction) { return open }
            return try start.inserted(at: clock.now(), in: transaction)
        }
    }

    private func write(
        _ batch: ImportBatch, _ run: ImportRun, _ options: Options
    ) async throws -> ImportRun {
        let log = log
        return try await store.write { transaction in
            var writer = try ImportWriter(run.source, options, log, run.counts, in: transaction)
            for unit in batch.units { try writer.write(unit) }
            try options.derive?(writer.written, transaction)
            var run = run
            run.units += batch.units.count
            run.counts = writer.counts
            try run.save(in: transaction)
            return run
        }
    }

    private func finish(_ run: ImportRun) async throws -> ImportCounts {
        let now = clock.now()
        let facts = FactLog(store: store)
        return try await store.write { transaction in
            var run = run
            if run.source == .vault {
                run.counts.linksResolved = try NoteLinkResolver.resolve(
                    facts, at: now, in: transaction)
            }
            try run.save(finished: now, in: transaction)
            return run.counts
        }
    }
}

/// Units that are written together.
private struct ImportBatch {
    var units: [ImportedUnit] = []
    var isLast = false
}
