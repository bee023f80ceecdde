import AikiBase
public import AikiMemory
public import AikiStore
import Crypto
import Foundation
import GRDB

/// Remembers what was forgotten, as keyed hashes of where it came from, so that no later import of the
/// same export brings it back.
public struct ForgottenImports: MemoryKeeper {
    /// Its name in certificates.
    public let name = "imports"

    /// Makes it.
    public init() {}

    /// Takes down the hashes of messages that are about to go.
    public func willForget(
        _ messages: ForgottenMessages, in transaction: StoreTransaction
    ) throws -> Int {
        let rows = try Row.fetchAll(
            transaction.database,
            sql: """
                SELECT import_conversations.source, import_conversations.external_id AS outer_id,
                    import_messages.external_id AS inner_id
                FROM import_messages
                    JOIN import_conversations ON import_conversations.number = conversation
                WHERE message_id IN (\(messages.selection))
                """)
        guard !rows.isEmpty else { return 0 }
        // What an import left out is named by titles, which may tell of what is forgotten.
        try transaction.database.execute(sql: "UPDATE import_runs SET counts = '{}', path = ''")
        for row in rows {
            let hash = Self.hash(
                try row.required("source"), try row.required("outer_id"),
                try row.required("inner_id"), key: messages.key)
            try transaction.database.cachedStatement(
                sql: "INSERT INTO import_forgotten (hash) VALUES (?) ON CONFLICT DO NOTHING"
            ).execute(arguments: [hash])
        }
        return rows.count
    }

    /// The store's key; nil where nothing imported was forgotten.
    static func key(in transaction: StoreTransaction) throws -> Data? {
        let isUsed = try Bool.fetchOne(
            transaction.database, sql: "SELECT EXISTS (SELECT 1 FROM import_forgotten)")
        return isUsed == true ? try Forgetting.key(in: transaction) : nil
    }

    /// Whether a message was forgotten.
    static func contains(
        _ source: String, _ conversation: String, _ message: String, key: Data,
        in transaction: StoreTransaction
    ) throws -> Bool {
        try Bool.fetchOne(
            transaction.database.cachedStatement(
                sql: "SELECT EXISTS (SELECT 1 FROM import_forgotten WHERE hash = ?)"),
            arguments: [hash(source, conversation, message, key: key)]) ?? false
    }

    private static func hash(
        _ source: String, _ conversation: String, _ message: String, key: Data
    ) -> Data {
        var code = HMAC<SHA256>(key: SymmetricKey(data: key))
        for part in [source, conversation, message] {
            code.update(data: Data(part.filter { $0 != "\0" }.utf8))
            code.update(data: Data([0]))
        }
        return Data(code.finalize())
    }
}
