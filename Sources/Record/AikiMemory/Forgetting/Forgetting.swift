public import AikiBase
public import AikiStore
import Crypto
public import Foundation
import GRDB

/// Forgets: what was said, and everything that came of it.
///
/// ```swift
/// var selection = ForgetSelection()
/// selection.person = "Dana"
/// let plan = try await forgetting.plan(selection)     // shows what would go
/// let certificate = try await forgetting.forget(selection)
/// ```
///
/// Messages, and with them what refers to them, go in one transaction. A question and its answer go
/// together, because the answer was made from the question; so do messages elsewhere that say the same.
/// Behind the transaction the full-text indexes are merged, files beside the store changed, and the
/// store is written anew, so that no byte stays. Where the program is ended in between,
/// ``finishInterrupted()`` does the rest.
public struct Forgetting: Sendable {
    /// Messages that a plan shows.
    public static let samplesMax = 20
    /// Bytes from which on a message that says the same elsewhere goes too; shorter ones, such as
    /// "thank you", are nobody's own.
    public static let sameTextBytesMin = 40

    let store: Store
    let keepers: [any MemoryKeeper]
    let clock: any WallClock
    let identifiers: IdentifierSource

    /// Forgets in a store that was opened with ``schema``.
    ///
    /// - Parameters:
    ///   - store: the store.
    ///   - keepers: who else keeps something of messages.
    ///   - clock: dates certificates.
    public init(
        store: Store, keepers: [any MemoryKeeper], clock: any WallClock = SystemWallClock()
    ) {
        self.store = store
        self.keepers = keepers
        self.clock = clock
        identifiers = IdentifierSource(clock: clock)
    }

    /// Shows what would be forgotten.
    ///
    /// - Throws: ``MemoryError/nothingSelected``, ``MemoryError``, `StoreError`.
    public func plan(_ selection: ForgetSelection) async throws -> ForgetPlan {
        guard !selection.isEmpty else { throw MemoryError.nothingSelected }
        return try await store.write { transaction in
            var plan: ForgetPlan?
            try transaction.database.inSavepoint {
                let (queue, found) = try ForgetQueue.fill(with: selection, in: transaction)
                plan = try ForgetQueue.plan(queue, found: found, in: transaction)
                return .rollback
            }
            guard let plan else { throw MemoryError.nothingFound }
            return plan
        }
    }

    /// What the messages say that would be forgotten.
    ///
    /// - Throws: ``MemoryError/nothingSelected``, ``MemoryError``, `StoreError`.
    public func texts(of selection: ForgetSelection) async throws -> [String] {
        guard !selection.isEmpty else { throw MemoryError.nothingSelected }
        return try await store.write { transaction in
            var texts: [String] = []
            try transaction.database.inSavepoint {
                let (queue, _) = try ForgetQueue.fill(with: selection, in: transaction)
                texts = try ForgetQueue.texts(queue, in: transaction)
                return .rollback
            }
            return texts
        }
    }

    /// Forgets.
    ///
    /// - Returns: what went, without its content.
    /// - Throws: ``MemoryError/nothingFound`` where nothing fulfils the conditions,
    ///   ``MemoryError/nothingSelected``, `StoreError`; nothing is forgotten then. An error of the
    ///   steps behind the transaction is thrown too; ``finishInterrupted()`` then goes on.
    public func forget(_ selection: ForgetSelection) async throws -> ForgetCertificate {
        guard !selection.isEmpty else { throw MemoryError.nothingSelected }
        let lock = try await ForgetLock(storePath: store.path)
        defer { lock.release() }
        let keepers = keepers
        let id = identifiers.makeTurnID().text
        let time = clock.now()
        let (number, texts) = try await store.write { transaction in
            let (queue, found) = try ForgetQueue.fill(with: selection, in: transaction)
            guard found > 0 else { throw MemoryError.nothingFound }
            let texts = try ForgetQueue.texts(queue, in: transaction)
            var eraser = ForgetEraser(queue: queue, names: selection.names, in: transaction)
            try eraser.erase(keepers, key: try Self.makeKey(in: transaction))
            let certificate = ForgetCertificate(
                id: id, time: time, conditions: selection.conditions, removed: eraser.removed,
                digest: eraser.digest, hashCount: eraser.hashCount, finished: nil, notes: [])
            try transaction.database.execute(
                sql: """
                    UPDATE forgettings SET id = ?, time_micros = ?, certificate = ?
                    WHERE number = ?
                    """,
                arguments: [
                    id, time.microsecondsSince1970, certificate.json.encoded(), queue,
                ])
            return (queue, texts)
        }
        return try await finish(number, texts: ForgottenTexts(texts: texts))
    }

    /// Does what was left to do where the program was ended while it forgot.
    ///
    /// - Returns: the certificates that are whole now.
    @discardableResult
    public func finishInterrupted() async throws -> [ForgetCertificate] {
        guard try await unfinishedCount() > 0 else { return [] }
        let lock = try await ForgetLock(storePath: store.path)
        defer { lock.release() }
        let open = try await unfinished()
        var certificates: [ForgetCertificate] = []
        for number in open {
            certificates.append(try await finish(number, texts: ForgottenTexts(texts: [])))
        }
        return certificates
    }

    /// How many forgettings did not come to their end: their messages are gone, but perhaps not what
    /// files beside the store hold of them.
    public func unfinishedCount() async throws -> Int { try await unfinished().count }

    private func unfinished() async throws -> [Int64] {
        try await store.read { transaction in
            try Int64.fetchAll(
                transaction.database,
                sql: "SELECT number FROM forgettings WHERE finished_micros IS NULL ORDER BY number")
        }
    }

    /// Every certificate, latest first.
    public func certificates() async throws -> [ForgetCertificate] {
        try await store.read { transaction in
            try String.fetchAll(
                transaction.database,
                sql: "SELECT certificate FROM forgettings ORDER BY number DESC"
            ).compactMap { ForgetCertificate(try JSONValue(parsing: $0)) }
        }
    }

    /// Whether a text was forgotten, told by its hash.
    ///
    /// - Returns: the certificates that name it.
    public func certificates(naming text: String) async throws -> [ForgetCertificate] {
        try await store.read { transaction in
            guard let key = try? Self.key(in: transaction) else { return [] }
            return try String.fetchAll(
                transaction.database,
                sql: """
                    SELECT certificate FROM forgettings WHERE number IN
                        (SELECT forgetting FROM forget_hashes WHERE hash = ?)
                    """, arguments: [Self.hash(Data(text.utf8), key: key)]
            ).compactMap { ForgetCertificate(try JSONValue(parsing: $0)) }
        }
    }

    /// Files, the store's room and the log; then the certificate is whole.
    private func finish(
        _ number: Int64, texts: ForgottenTexts
    ) async throws -> ForgetCertificate {
        let messages = try await store.read { transaction in
            try Int64.fetchAll(
                transaction.database,
                sql: "SELECT message_id FROM forget_queue WHERE forgetting = ?",
                arguments: [number])
        }
        var removed: [(name: String, count: Int)] = []
        for keeper in keepers {
            removed.append((keeper.name, try await keeper.didForget(messages, texts: texts)))
        }
        var notes = keptCopies
        do {
            try await store.vacuum()
        } catch StoreError.diskFull, StoreError.locked {
            // What was deleted is overwritten with zeros already; only its room is not given back.
            notes.append("the store's file was not made smaller: no room, or in use")
            try await store.emptyLog()
        }
        let time = clock.now()
        return try await store.write { [removed, notes] transaction in
            let database = transaction.database
            let text = try String.fetchOne(
                database, sql: "SELECT certificate FROM forgettings WHERE number = ?",
                arguments: [number])
            guard let text, let open = ForgetCertificate(try JSONValue(parsing: text)) else {
                throw MemoryError.unreadable(what: "A certificate", detail: "number \(number)")
            }
            let certificate = open.finished(at: time, removed: removed, notes: notes)
            try database.execute(
                sql: "UPDATE forgettings SET certificate = ?, finished_micros = ? WHERE number = ?",
                arguments: [
                    certificate.json.encoded(), time.microsecondsSince1970, number,
                ])
            try database.execute(
                sql: "DELETE FROM forget_queue WHERE forgetting = ?", arguments: [number])
            return certificate
        }
    }

    /// Copies of the store that the store knows of.
    private var keptCopies: [String] {
        let copy = store.path + ".before-restore"
        guard FileManager.default.fileExists(atPath: copy) else { return [] }
        return ["the store that the last restore replaced is still there: \(copy)"]
    }
}

extension Forgetting {
    /// The store's key for hashes of what was forgotten.
    ///
    /// - Throws: ``MemoryError/unreadable(what:detail:)`` where nothing was ever forgotten.
    public static func key(in transaction: StoreTransaction) throws -> Data {
        let key = try Data.fetchOne(transaction.database, sql: "SELECT key FROM forget_key")
        guard let key else {
            throw MemoryError.unreadable(what: "The key of what was forgotten", detail: "none yet")
        }
        return key
    }

    private static func makeKey(in transaction: StoreTransaction) throws -> Data {
        let new = SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }
        try transaction.database.execute(
            sql: "INSERT INTO forget_key (id, key) VALUES (1, ?) ON CONFLICT DO NOTHING",
            arguments: [new])
        return try key(in: transaction)
    }

    static func hash(_ text: Data, key: Data) -> Data {
        Data(HMAC<SHA256>.authenticationCode(for: text, using: SymmetricKey(data: key)))
    }
}

extension ForgetSelection {
    /// The words and names that were looked for.
    fileprivate var names: [String] {
        let words = words?.split { !$0.isLetter && !$0.isNumber }.map(String.init) ?? []
        return words + [person].compactMap { $0 }
    }

    /// The names of the conditions that are set.
    fileprivate var conditions: [String] {
        let all: [(String, Bool)] = [
            ("messages", !messages.isEmpty), ("turns", !turns.isEmpty),
            ("conversations", !conversations.isEmpty), ("words", words != nil),
            ("person", person != nil), ("source", source != nil), ("scope", scope != nil),
            ("since", since != nil), ("until", until != nil),
        ]
        return all.filter(\.1).map(\.0)
    }
}
