public import AikiStore
import GRDB

extension FactLog {
    /// Facts, endings, bridges, decisions, what was recalled, reflections.
    public static let schema = StoreSchema(
        name: "facts",
        migrations: [
            StoreSchema.Migration("1-facts") { transaction in
                try transaction.database.execute(sql: factTables)
            },
            StoreSchema.Migration("2-writing") { transaction in
                try transaction.database.execute(sql: writingTables)
            },
            StoreSchema.Migration("3-reflections") { transaction in
                try transaction.database.execute(sql: reflectionTables)
            },
            StoreSchema.Migration("4-facts-text") { transaction in
                try transaction.database.execute(sql: textTables)
                try FactPen.writeAllTerms(in: transaction)
            },
            StoreSchema.Migration("5-self") { transaction in
                try transaction.database.execute(sql: SelfKnowledge.tables)
            },
            // What masks names asks for all of them before each call of a provider.
            StoreSchema.Migration("6-names") { transaction in
                try transaction.database.execute(
                    sql: """
                        CREATE INDEX facts_that_name ON facts (id DESC, object)
                            WHERE relation = 'is called'
                        """)
            },
            // A new fact asks for the latest about the same person or thing.
            StoreSchema.Migration("7-latest") { transaction in
                try transaction.database.execute(
                    sql: "CREATE INDEX facts_by_entity ON facts (scope, subject_key)")
            },
        ],
        findProblems: findProblems)

    // key holds subject, relation and object as they are compared; subject_key and object_key the
    // parts. rule names what understood the words.
    private static let factTables = """
        CREATE TABLE facts (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            message_id INTEGER NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
            scope TEXT NOT NULL,
            subject TEXT NOT NULL,
            relation TEXT NOT NULL,
            object TEXT NOT NULL,
            key TEXT NOT NULL,
            subject_key TEXT NOT NULL,
            object_key TEXT NOT NULL,
            span_start INTEGER NOT NULL,
            span_bytes INTEGER NOT NULL,
            confidence REAL NOT NULL,
            rule TEXT NOT NULL,
            valid_from_micros INTEGER,
            valid_until_micros INTEGER,
            recorded_micros INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX facts_by_message ON facts (message_id);
        CREATE INDEX facts_by_key ON facts (scope, key);
        CREATE INDEX facts_by_subject ON facts (scope, subject_key, relation);
        CREATE INDEX facts_by_object ON facts (scope, object_key);
        CREATE TRIGGER facts_stay BEFORE UPDATE ON facts BEGIN
            SELECT RAISE(ABORT, 'facts are never overwritten');
        END;

        CREATE TABLE fact_endings (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            fact_id INTEGER NOT NULL REFERENCES facts (id) ON DELETE CASCADE,
            message_id INTEGER NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
            successor_id INTEGER REFERENCES facts (id) ON DELETE CASCADE,
            kind TEXT NOT NULL,
            valid_until_micros INTEGER,
            recorded_micros INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX fact_endings_by_fact ON fact_endings (fact_id, id);
        CREATE INDEX fact_endings_by_message ON fact_endings (message_id);
        CREATE INDEX fact_endings_by_successor ON fact_endings (successor_id);
        CREATE TRIGGER fact_endings_stay BEFORE UPDATE ON fact_endings BEGIN
            SELECT RAISE(ABORT, 'what ended a fact is never overwritten');
        END;

        CREATE TABLE bridges (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            from_message INTEGER NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
            to_message INTEGER NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
            from_fact INTEGER REFERENCES facts (id) ON DELETE CASCADE,
            to_fact INTEGER REFERENCES facts (id) ON DELETE CASCADE,
            kind TEXT NOT NULL,
            recorded_micros INTEGER NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX bridges_once ON bridges (
            from_message, to_message, kind, ifnull(from_fact, 0), ifnull(to_fact, 0));
        CREATE INDEX bridges_by_target ON bridges (to_message);
        CREATE INDEX bridges_by_fact ON bridges (from_fact);
        CREATE INDEX bridges_by_target_fact ON bridges (to_fact);
        """

    // written_turns says which turns have been through the gate, by which version of its rules.
    private static let writingTables = """
        CREATE TABLE written_turns (
            turn_id TEXT PRIMARY KEY NOT NULL REFERENCES turns (id) ON DELETE CASCADE,
            version INTEGER NOT NULL,
            recorded_micros INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE gate_decisions (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            message_id INTEGER NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
            span_start INTEGER NOT NULL,
            span_bytes INTEGER NOT NULL,
            reason TEXT NOT NULL,
            rule TEXT NOT NULL,
            fact_id INTEGER REFERENCES facts (id) ON DELETE CASCADE,
            recorded_micros INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX gate_decisions_by_message ON gate_decisions (message_id, span_start);
        CREATE INDEX gate_decisions_by_fact ON gate_decisions (fact_id);

        CREATE TABLE recalled_texts (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            turn_id TEXT NOT NULL REFERENCES turns (id) ON DELETE CASCADE,
            message_id INTEGER REFERENCES messages (id) ON DELETE CASCADE,
            fact_id INTEGER REFERENCES facts (id) ON DELETE CASCADE,
            text TEXT NOT NULL
        ) STRICT;
        CREATE INDEX recalled_texts_by_turn ON recalled_texts (turn_id);
        CREATE INDEX recalled_texts_by_message ON recalled_texts (message_id);
        CREATE INDEX recalled_texts_by_fact ON recalled_texts (fact_id);
        """

    // A reflection is a cache: it goes as soon as one of the messages it is drawn from goes.
    private static let reflectionTables = """
        CREATE TABLE reflections (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            scope TEXT NOT NULL,
            about TEXT NOT NULL,
            text TEXT NOT NULL,
            maker TEXT NOT NULL,
            recorded_micros INTEGER NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX reflections_once ON reflections (scope, about);
        CREATE TABLE reflection_sources (
            reflection_id INTEGER NOT NULL REFERENCES reflections (id) ON DELETE CASCADE,
            message_id INTEGER NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
            PRIMARY KEY (reflection_id, message_id)
        ) STRICT;
        CREATE INDEX reflection_sources_by_message ON reflection_sources (message_id);
        CREATE TRIGGER reflections_go AFTER DELETE ON reflection_sources BEGIN
            DELETE FROM reflections WHERE id = OLD.reflection_id;
        END;
        """

    // The terms by which recall finds a fact, as passages have them.
    private static let textTables = """
        CREATE TABLE fact_terms (
            fact_id INTEGER PRIMARY KEY REFERENCES facts (id) ON DELETE CASCADE,
            terms TEXT NOT NULL
        ) STRICT;
        CREATE VIRTUAL TABLE facts_text USING fts5(
            terms, content = 'fact_terms', content_rowid = 'fact_id',
            tokenize = 'unicode61 remove_diacritics 0');
        CREATE VIRTUAL TABLE facts_vocabulary USING fts5vocab(facts_text, row);
        CREATE TRIGGER facts_text_insert AFTER INSERT ON fact_terms BEGIN
            INSERT INTO facts_text (rowid, terms) VALUES (NEW.fact_id, NEW.terms);
        END;
        CREATE TRIGGER facts_text_delete AFTER DELETE ON fact_terms BEGIN
            INSERT INTO facts_text (facts_text, rowid, terms)
            VALUES ('delete', OLD.fact_id, OLD.terms);
        END;
        """

    private static func findProblems(_ transaction: StoreTransaction) throws -> [String] {
        try questions.compactMap { what, condition in
            let count =
                try Int.fetchOne(
                    transaction.database, sql: "SELECT count(*) FROM \(condition)") ?? 0
            return count > 0 ? "\(count) \(what)" : nil
        }
    }

    private static let questions: [(String, String)] = [
        (
            "facts whose span lies outside their message",
            """
            facts JOIN messages ON messages.id = facts.message_id
            WHERE span_start < 0 OR span_bytes <= 0
                OR span_start + span_bytes > length(CAST(messages.text AS BLOB))
            """
        ),
        (
            "facts that were not said by a person",
            """
            facts JOIN messages ON messages.id = facts.message_id WHERE messages.role <> 'user'
            """
        ),
        (
            "facts with a confidence outside 0 to 1",
            "facts WHERE confidence < 0 OR confidence > 1"
        ),
        (
            "facts in another scope than their conversation",
            """
            facts JOIN messages ON messages.id = facts.message_id
                JOIN turns ON turns.id = messages.turn_id
                JOIN conversations ON conversations.id = turns.conversation_id
            WHERE facts.scope <> conversations.scope
            """
        ),
        (
            "facts that stand twice in one scope",
            """
            (SELECT scope, key FROM facts WHERE NOT EXISTS
                (SELECT 1 FROM fact_endings WHERE fact_id = facts.id)
            GROUP BY scope, key HAVING count(*) > 1)
            """
        ),
        (
            "facts without a decision to keep them",
            """
            facts WHERE NOT EXISTS (SELECT 1 FROM gate_decisions
                WHERE fact_id = facts.id AND reason = 'kept')
            """
        ),
        (
            "facts that cannot be searched for",
            "facts WHERE NOT EXISTS (SELECT 1 FROM fact_terms WHERE fact_id = facts.id)"
        ),
        (
            "facts that were replaced by themselves",
            "fact_endings WHERE successor_id = fact_id"
        ),
        (
            "replaced facts whose successor belongs to another scope",
            """
            fact_endings JOIN facts ON facts.id = fact_id
                JOIN facts AS successor ON successor.id = successor_id
            WHERE successor.scope <> facts.scope
            """
        ),
        (
            "bridges between scopes",
            """
            bridges JOIN facts ON facts.id = from_fact JOIN facts AS target ON target.id = to_fact
            WHERE facts.scope <> target.scope
            """
        ),
        (
            "reflections that are drawn from nothing",
            """
            reflections WHERE NOT EXISTS
                (SELECT 1 FROM reflection_sources WHERE reflection_id = reflections.id)
            """
        ),
    ]
}
