public import AikiStore
import GRDB

extension Importer {
    /// Where imported messages come from, what notes say of themselves, where they point, and how far
    /// each import came.
    public static let schema = StoreSchema(
        name: "imports",
        migrations: [
            StoreSchema.Migration("1-imports") { transaction in
                try transaction.database.execute(sql: tables)
            }
        ],
        findProblems: findProblems)

    private static let tables = """
        -- counts is JSON: what was taken and what not. units tells where to go on.
        CREATE TABLE import_runs (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            source TEXT NOT NULL,
            path TEXT NOT NULL,
            fingerprint TEXT NOT NULL,
            scope TEXT NOT NULL,
            units INTEGER NOT NULL,
            counts TEXT NOT NULL,
            started_micros INTEGER NOT NULL,
            finished_micros INTEGER
        ) STRICT;
        CREATE INDEX import_runs_open ON import_runs (source, path) WHERE finished_micros IS NULL;

        CREATE TABLE import_conversations (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            source TEXT NOT NULL,
            external_id TEXT NOT NULL,
            conversation_id TEXT NOT NULL UNIQUE REFERENCES conversations (id) ON DELETE CASCADE,
            UNIQUE (source, external_id)
        ) STRICT;

        -- hash tells whether the message changed where it comes from.
        CREATE TABLE import_messages (
            conversation INTEGER NOT NULL
                REFERENCES import_conversations (number) ON DELETE CASCADE,
            external_id TEXT NOT NULL,
            message_id INTEGER NOT NULL UNIQUE REFERENCES messages (id) ON DELETE CASCADE,
            hash BLOB NOT NULL,
            PRIMARY KEY (conversation, external_id)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE note_facets (
            message_id INTEGER NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            name TEXT NOT NULL,
            value TEXT NOT NULL,
            PRIMARY KEY (message_id, position)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX note_facets_by_name ON note_facets (name, value);

        -- target is as it is written; target_id the message of that note, once there is one.
        CREATE TABLE note_links (
            message_id INTEGER NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            kind TEXT NOT NULL,
            target TEXT NOT NULL,
            heading TEXT NOT NULL,
            target_id INTEGER REFERENCES messages (id) ON DELETE SET NULL,
            PRIMARY KEY (message_id, position)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX note_links_to ON note_links (target_id);

        -- Keyed hashes of what was forgotten, so that no later import brings it back.
        CREATE TABLE import_forgotten (
            hash BLOB PRIMARY KEY NOT NULL
        ) STRICT, WITHOUT ROWID;
        """

    private static func findProblems(_ transaction: StoreTransaction) throws -> [String] {
        let questions: [(String, String)] = [
            (
                "imported messages in another conversation than the import says",
                """
                SELECT count(*) FROM import_messages
                    JOIN import_conversations ON import_conversations.number = conversation
                    JOIN messages ON messages.id = import_messages.message_id
                    JOIN turns ON turns.id = messages.turn_id
                WHERE turns.conversation_id <> import_conversations.conversation_id
                """
            ),
            (
                "imported messages without a hash of 16 bytes",
                "SELECT count(*) FROM import_messages WHERE length(hash) <> 16"
            ),
        ]
        return try questions.compactMap { what, sql in
            let count = try Int.fetchOne(transaction.database, sql: sql) ?? 0
            return count > 0 ? "\(count) \(what)" : nil
        }
    }
}
