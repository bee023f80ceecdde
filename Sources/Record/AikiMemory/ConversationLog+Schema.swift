public import AikiStore
import GRDB

extension ConversationLog {
    /// Conversations, turns, messages and the full-text index over messages.
    public static let schema = StoreSchema(
        name: "memory",
        migrations: [
            StoreSchema.Migration("1-conversations") { transaction in
                try transaction.database.execute(sql: tables)
            },
            StoreSchema.Migration("2-full-text") { transaction in
                try transaction.database.execute(sql: fullText)
            },
            StoreSchema.Migration("3-private") { transaction in
                // Few among many: to see whether a long conversation holds any.
                try transaction.database.execute(
                    sql: """
                        CREATE INDEX messages_private ON messages (turn_id)
                            WHERE privacy = 'private'
                        """)
            },
        ],
        recover: { transaction in
            try transaction.database.execute(
                sql: "UPDATE turns SET outcome = 'interrupted' WHERE outcome IS NULL")
        },
        findProblems: findProblems)

    private static let tables = """
        CREATE TABLE conversations (
            id TEXT PRIMARY KEY NOT NULL,
            title TEXT NOT NULL,
            scope TEXT NOT NULL,
            created_micros INTEGER NOT NULL,
            updated_micros INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX conversations_by_update ON conversations (scope, updated_micros);

        -- outcome is NULL while the model speaks. chain is the hash of the path's messages up to and
        -- with this turn's answer, by which a client's history is recognised.
        CREATE TABLE turns (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
            parent_id TEXT REFERENCES turns (id) ON DELETE CASCADE,
            door TEXT NOT NULL,
            started_micros INTEGER NOT NULL,
            finished_micros INTEGER,
            outcome TEXT,
            error_code TEXT,
            model TEXT,
            chain INTEGER,
            report TEXT
        ) STRICT;
        CREATE INDEX turns_by_conversation ON turns (conversation_id, number);
        CREATE INDEX turns_by_parent ON turns (parent_id);
        CREATE INDEX turns_by_chain ON turns (chain) WHERE chain IS NOT NULL;
        CREATE INDEX turns_open ON turns (number) WHERE outcome IS NULL;

        CREATE TABLE messages (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            turn_id TEXT NOT NULL REFERENCES turns (id) ON DELETE CASCADE,
            role TEXT NOT NULL,
            text TEXT NOT NULL,
            reasoning TEXT,
            tool_calls TEXT,
            tool_call_id TEXT,
            speaker TEXT,
            model TEXT,
            time_micros INTEGER NOT NULL,
            privacy TEXT NOT NULL
        ) STRICT;
        CREATE INDEX messages_by_turn ON messages (turn_id, id);
        """

    private static let fullText = """
        CREATE VIRTUAL TABLE messages_text USING fts5(
            text, content = 'messages', content_rowid = 'id',
            tokenize = 'unicode61 remove_diacritics 2');
        INSERT INTO messages_text (rowid, text) SELECT id, text FROM messages;
        CREATE TRIGGER messages_text_insert AFTER INSERT ON messages BEGIN
            INSERT INTO messages_text (rowid, text) VALUES (NEW.id, NEW.text);
        END;
        CREATE TRIGGER messages_text_delete AFTER DELETE ON messages BEGIN
            INSERT INTO messages_text (messages_text, rowid, text)
            VALUES ('delete', OLD.id, OLD.text);
        END;
        CREATE TRIGGER messages_text_update AFTER UPDATE ON messages BEGIN
            INSERT INTO messages_text (messages_text, rowid, text)
            VALUES ('delete', OLD.id, OLD.text);
            INSERT INTO messages_text (rowid, text) VALUES (NEW.id, NEW.text);
        END;
        """

    private static func findProblems(_ transaction: StoreTransaction) throws -> [String] {
        let database = transaction.database
        var problems: [String] = []
        do {
            try database.execute(
                sql: "INSERT INTO messages_text (messages_text, rank) VALUES ('integrity-check', 1)"
            )
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
            problems.append("the full-text index does not match the messages")
        }
        let questions: [(String, String)] = [
            (
                "turns that follow a turn of another conversation",
                """
                SELECT count(*) FROM turns JOIN turns AS parent ON parent.id = turns.parent_id
                WHERE parent.conversation_id <> turns.conversation_id
                """
            ),
            (
                "turns that follow a later turn",
                """
                SELECT count(*) FROM turns JOIN turns AS parent ON parent.id = turns.parent_id
                WHERE parent.number >= turns.number
                """
            ),
            (
                "answered turns without an answer",
                """
                SELECT count(*) FROM turns WHERE outcome IN ('answered', 'called-tools')
                AND NOT EXISTS (SELECT 1 FROM messages
                    WHERE messages.turn_id = turns.id AND role = 'assistant')
                """
            ),
            (
                "turns without a message",
                """
                SELECT count(*) FROM turns WHERE NOT EXISTS
                    (SELECT 1 FROM messages WHERE messages.turn_id = turns.id)
                """
            ),
        ]
        for (what, sql) in questions {
            let count = try Int.fetchOne(database, sql: sql) ?? 0
            if count > 0 { problems.append("\(count) \(what)") }
        }
        return problems
    }
}
