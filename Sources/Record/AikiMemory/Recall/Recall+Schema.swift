public import AikiStore
import GRDB

extension Recall {
    /// Passages of messages, the full-text index over their terms, their vectors, and the queues of
    /// what is still to be done.
    ///
    /// Stands after ``ConversationLog/schema``: everything here is derived from messages and goes with
    /// them.
    public static let schema = StoreSchema(
        name: "recall",
        migrations: [
            StoreSchema.Migration("1-passages") { transaction in
                try transaction.database.execute(sql: passages)
            },
            StoreSchema.Migration("2-queues") { transaction in
                try transaction.database.execute(sql: queues)
            },
            StoreSchema.Migration("3-totals") { transaction in
                try transaction.database.execute(sql: totals)
            },
            StoreSchema.Migration("4-vectors-by-model") { transaction in
                // Small beside the vectors: to see whose they are, and how many the index has.
                try transaction.database.execute(
                    sql: """
                        CREATE INDEX passage_vectors_by_model ON passage_vectors (model, is_added)
                        """)
            },
            StoreSchema.Migration("5-names-of-notes") { transaction in
                // Passages of short notes did not hold what these are called. Foreign keys do not act
                // while a store is migrated.
                try transaction.database.execute(
                    sql: """
                        INSERT OR IGNORE INTO recall_pending (message_id)
                            SELECT messages.id FROM messages
                                JOIN turns ON turns.id = messages.turn_id
                            WHERE door = 'note' AND role IN ('user', 'assistant');
                        \(deletingPending)
                        """)
            },
            StoreSchema.Migration("6-fields-of-notes") { transaction in
                // What was cut, and what holds its fields beside it, was not found by them.
                guard try transaction.database.tableExists("note_facets") else { return }
                try transaction.database.execute(
                    sql: """
                        INSERT OR IGNORE INTO recall_pending (message_id)
                            SELECT DISTINCT message_id FROM note_facets
                                JOIN messages ON messages.id = message_id
                            WHERE role IN ('user', 'assistant') AND (text NOT LIKE '---%'
                                OR (SELECT count(*) FROM passages
                                    WHERE passages.message_id = messages.id) > 1);
                        \(deletingPending)
                        """)
            },
            StoreSchema.Migration("7-times") { transaction in
                try transaction.database.execute(sql: times)
                try Passage.writeAllTimes(in: transaction)
            },
            StoreSchema.Migration("8-new-names") { transaction in
                try transaction.database.execute(sql: newNames)
            },
            StoreSchema.Migration("9-echoes") { transaction in
                try transaction.database.execute(sql: echoes)
            },
        ],
        findProblems: findProblems)

    private static let deletingPending = """
        DELETE FROM vectors_pending WHERE passage_id IN (\(pendingPassages));
        DELETE FROM passage_vectors WHERE passage_id IN (\(pendingPassages));
        DELETE FROM passages WHERE id IN (\(pendingPassages));
        """
    private static let pendingPassages =
        "SELECT id FROM passages WHERE message_id IN (SELECT message_id FROM recall_pending)"

    private static let passages = """
        -- A message, or a part of a long one. previous_id is the passage before it in its conversation;
        -- terms are its words as full-text search compares them, and names who spoke.
        CREATE TABLE passages (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            message_id INTEGER NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
            conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
            previous_id INTEGER,
            start_bytes INTEGER NOT NULL,
            end_bytes INTEGER NOT NULL,
            time_micros INTEGER NOT NULL,
            privacy INTEGER NOT NULL,
            traits INTEGER NOT NULL,
            names TEXT NOT NULL,
            terms TEXT NOT NULL
        ) STRICT;
        CREATE INDEX passages_by_message ON passages (message_id, start_bytes);
        CREATE INDEX passages_by_conversation ON passages (conversation_id, id);
        CREATE INDEX passages_by_previous ON passages (previous_id);
        CREATE INDEX passages_by_time ON passages (time_micros);

        CREATE VIRTUAL TABLE passages_text USING fts5(
            terms, names, content = 'passages', content_rowid = 'id',
            tokenize = 'unicode61 remove_diacritics 0');
        CREATE VIRTUAL TABLE passages_vocabulary USING fts5vocab(passages_text, row);
        CREATE TRIGGER passages_text_insert AFTER INSERT ON passages BEGIN
            INSERT INTO passages_text (rowid, terms, names) VALUES (NEW.id, NEW.terms, NEW.names);
        END;
        CREATE TRIGGER passages_text_delete AFTER DELETE ON passages BEGIN
            INSERT INTO passages_text (passages_text, rowid, terms, names)
            VALUES ('delete', OLD.id, OLD.terms, OLD.names);
        END;
        """

    private static let queues = """
        -- Messages that have no passages yet: all that stood here before, and each new one until it
        -- is indexed.
        CREATE TABLE recall_pending (
            message_id INTEGER PRIMARY KEY REFERENCES messages (id) ON DELETE CASCADE
        ) STRICT;
        INSERT INTO recall_pending (message_id)
            SELECT id FROM messages WHERE role IN ('user', 'assistant');
        CREATE TRIGGER recall_pending_insert AFTER INSERT ON messages
            WHEN NEW.role IN ('user', 'assistant') BEGIN
            INSERT INTO recall_pending (message_id) VALUES (NEW.id);
        END;
        CREATE TRIGGER recall_pending_update AFTER UPDATE OF text, speaker, privacy ON messages
            WHEN NEW.role IN ('user', 'assistant') BEGIN
            DELETE FROM passages WHERE message_id = NEW.id;
            INSERT OR IGNORE INTO recall_pending (message_id) VALUES (NEW.id);
        END;

        -- Vectors of passages as 16-bit floats, little-endian, so that an index over them can be made
        -- anew without a model. is_added says whether the index has it.
        CREATE TABLE passage_vectors (
            passage_id INTEGER PRIMARY KEY REFERENCES passages (id) ON DELETE CASCADE,
            model TEXT NOT NULL,
            is_added INTEGER NOT NULL,
            vector BLOB NOT NULL
        ) STRICT;
        CREATE INDEX passage_vectors_to_add ON passage_vectors (passage_id) WHERE is_added = 0;

        -- Passages without a vector, but for those that say nothing, and vectors that must leave the
        -- index.
        CREATE TABLE vectors_pending (
            passage_id INTEGER PRIMARY KEY REFERENCES passages (id) ON DELETE CASCADE
        ) STRICT;
        CREATE TABLE vectors_to_remove (passage_id INTEGER PRIMARY KEY) STRICT;
        CREATE TRIGGER vectors_pending_insert AFTER INSERT ON passages WHEN NEW.terms <> '' BEGIN
            INSERT INTO vectors_pending (passage_id) VALUES (NEW.id);
        END;
        CREATE TRIGGER vectors_to_remove_insert AFTER DELETE ON passages BEGIN
            INSERT OR IGNORE INTO vectors_to_remove (passage_id) VALUES (OLD.id);
        END;
        """

    private static let totals = """
        -- How many passages there are and how many terms they hold together: what BM25 measures their
        -- lengths by.
        CREATE TABLE recall_totals (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            passages INTEGER NOT NULL,
            terms INTEGER NOT NULL
        ) STRICT;
        INSERT INTO recall_totals (id, passages, terms)
            SELECT 1, count(*), coalesce(sum(length(terms) - length(replace(terms, ' ', ''))
                + (terms <> '')), 0) FROM passages;
        CREATE TRIGGER recall_totals_insert AFTER INSERT ON passages BEGIN
            UPDATE recall_totals SET passages = passages + 1, terms = terms
                + length(NEW.terms) - length(replace(NEW.terms, ' ', '')) + (NEW.terms <> '');
        END;
        CREATE TRIGGER recall_totals_delete AFTER DELETE ON passages BEGIN
            UPDATE recall_totals SET passages = passages - 1, terms = terms
                - length(OLD.terms) + length(replace(OLD.terms, ' ', '')) - (OLD.terms <> '');
        END;
        """

    private static let times = """
        -- The times that passages speak of, in microseconds since 1970 by a calendar without zones.
        CREATE TABLE passage_times (
            passage_id INTEGER NOT NULL REFERENCES passages (id) ON DELETE CASCADE,
            start_micros INTEGER NOT NULL,
            end_micros INTEGER NOT NULL,
            PRIMARY KEY (passage_id, start_micros, end_micros)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX passage_times_by_start ON passage_times (start_micros, end_micros);
        """

    private static let newNames = """
        -- What a note or a long text is called stands in its passages, and goes when it is called
        -- otherwise.
        CREATE TRIGGER recall_pending_rename AFTER UPDATE OF title ON conversations
            WHEN NEW.title <> OLD.title BEGIN
            INSERT OR IGNORE INTO recall_pending (message_id)
                SELECT message_id FROM passages WHERE conversation_id = NEW.id
                    AND traits & \(PassageTraits.isCalled.rawValue) <> 0;
            DELETE FROM passages WHERE conversation_id = NEW.id
                AND traits & \(PassageTraits.isCalled.rawValue) <> 0;
        END;
        """

    private static let echoes = """
        -- Messages that ask memory, or say again what memory held: what tells nothing of its own.
        CREATE TABLE recall_echoes (
            message_id INTEGER PRIMARY KEY REFERENCES messages (id) ON DELETE CASCADE
        ) STRICT;
        """

    private static func findProblems(_ transaction: StoreTransaction) throws -> [String] {
        let database = transaction.database
        var problems: [String] = []
        do {
            try database.execute(
                sql: "INSERT INTO passages_text (passages_text, rank) VALUES ('integrity-check', 1)"
            )
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
            problems.append("the full-text index does not match the passages")
        }
        let questions: [(String, String)] = [
            (
                "messages that are neither indexed nor waiting for it",
                """
                SELECT count(*) FROM messages WHERE role IN ('user', 'assistant')
                    AND NOT EXISTS (SELECT 1 FROM passages WHERE message_id = messages.id)
                    AND NOT EXISTS (SELECT 1 FROM recall_pending WHERE message_id = messages.id)
                """
            ),
            (
                "passages that are neither embedded nor waiting for it",
                """
                SELECT count(*) FROM passages WHERE terms <> ''
                    AND NOT EXISTS (SELECT 1 FROM passage_vectors WHERE passage_id = passages.id)
                    AND NOT EXISTS (SELECT 1 FROM vectors_pending WHERE passage_id = passages.id)
                """
            ),
            (
                "totals that are not those of the passages",
                """
                SELECT count(*) FROM recall_totals WHERE passages <> (SELECT count(*) FROM passages)
                    OR terms <> (SELECT coalesce(sum(length(terms)
                        - length(replace(terms, ' ', '')) + (terms <> '')), 0) FROM passages)
                """
            ),
            (
                "passages that are marked otherwise than their messages",
                """
                SELECT count(*) FROM passages WHERE (traits & \(PassageTraits.isEcho.rawValue) <> 0)
                    <> EXISTS (SELECT 1 FROM recall_echoes
                        WHERE recall_echoes.message_id = passages.message_id)
                """
            ),
            (
                "passages that end outside their message",
                """
                SELECT count(*) FROM passages JOIN messages ON messages.id = passages.message_id
                WHERE start_bytes < 0 OR end_bytes < start_bytes
                    OR end_bytes > length(CAST(text AS BLOB))
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
