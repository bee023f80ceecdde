public import AikiStore
import GRDB

extension Forgetting {
    /// Certificates, the hashes they stand for, and what is left to do.
    public static let schema = StoreSchema(
        name: "forgetting",
        migrations: [
            StoreSchema.Migration("1-forgettings") { transaction in
                try transaction.database.execute(sql: tables)
            }
        ],
        findProblems: findProblems)

    private static let tables = """
        CREATE TABLE forget_key (
            id INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
            key BLOB NOT NULL
        ) STRICT;

        -- certificate is JSON. finished_micros is NULL while files beside the store are to be done.
        CREATE TABLE forgettings (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL,
            time_micros INTEGER NOT NULL,
            certificate TEXT NOT NULL,
            finished_micros INTEGER
        ) STRICT;

        CREATE TABLE forget_queue (
            forgetting INTEGER NOT NULL REFERENCES forgettings (number) ON DELETE CASCADE,
            message_id INTEGER NOT NULL,
            PRIMARY KEY (forgetting, message_id)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE forget_hashes (
            forgetting INTEGER NOT NULL REFERENCES forgettings (number) ON DELETE CASCADE,
            hash BLOB NOT NULL,
            PRIMARY KEY (hash, forgetting)
        ) STRICT, WITHOUT ROWID;
        """

    private static func findProblems(_ transaction: StoreTransaction) throws -> [String] {
        let left = try Int.fetchOne(
            transaction.database,
            sql: "SELECT count(*) FROM forget_queue JOIN messages ON messages.id = message_id")
        return left ?? 0 > 0 ? ["\(left ?? 0) forgotten messages are still there"] : []
    }
}
