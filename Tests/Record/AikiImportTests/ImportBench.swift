import AikiBase
import AikiDialogue
import AikiImport
import AikiMemory
import AikiStore
import AikiTestSupport
import Foundation

/// A store and a folder to import from.
struct ImportBench {
    static let schemas = [
        ConversationLog.schema, Recall.schema, FactLog.schema, Forgetting.schema,
        Importer.schema,
    ]

    let folder: TemporaryFolder
    let store: Store
    let log: ConversationLog
    let importer: Importer

    init() throws {
        folder = try TemporaryFolder()
        store = try Store(path: folder.storePath, schemas: Self.schemas)
        log = ConversationLog(store: store)
        importer = Importer(
            store: store, clock: FixedWallClock(Date(timeIntervalSince1970: 1_700_000_000)))
    }

    var forgetting: Forgetting { Forgetting(store: store, keepers: [ForgottenImports()]) }

    /// Writes a file below the folder.
    @discardableResult
    func write(_ text: String, to name: String) throws -> String {
        let url = folder.url.appending(path: name)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
        return url.path
    }

    func run(
        _ source: ImportSource, _ path: String,
        _ change: (inout Importer.Options) -> Void = { _ in }
    ) async throws -> ImportReport {
        var options = Importer.Options()
        change(&options)
        return try await importer.run(source, path: path, options: options)
    }

    /// The turns of all conversations, by title.
    func turns() async throws -> [String: [LoggedTurn]] {
        var turns: [String: [LoggedTurn]] = [:]
        for conversation in try await log.conversations(limit: 100_000) {
            turns[conversation.title, default: []] += try await log.turns(of: conversation.id)
        }
        return turns
    }

    /// The texts of the turns of one conversation.
    func texts(_ title: String) async throws -> [[String]] {
        try await turns()[title, default: []].map { $0.messages.map(\.message.text) }
    }

    /// What is wrong with the store.
    func problems() async throws -> [String] {
        try await store.findDamage() + store.checkInvariants()
    }

    /// Files of the store that hold some bytes.
    func places(of text: String) throws -> [String] {
        ["", "-wal", "-shm"].filter { suffix in
            FileManager.default.contents(atPath: folder.storePath + suffix)?
                .range(of: Data(text.utf8)) != nil
        }
    }
}
