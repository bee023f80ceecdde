public import AikiStore
import GRDB

extension Ledger {
    /// The ledger's table. Triggers refuse to change or remove an entry, whoever asks, and let a new
    /// one in only as the next of the chain.
    public static let schema = StoreSchema(
        name: "ledger",
        migrations: [
            StoreSchema.Migration("1-entries") { transaction in
                try transaction.database.execute(
                    sql: """
                        CREATE TABLE ledger (
                            sequence INTEGER PRIMARY KEY,
                            turn_id TEXT NOT NULL,
                            time_micros INTEGER NOT NULL,
                            door TEXT NOT NULL,
                            model TEXT NOT NULL,
                            is_local INTEGER NOT NULL,
                            decision TEXT NOT NULL,
                            prompt_tokens INTEGER NOT NULL,
                            cached_tokens INTEGER NOT NULL,
                            output_tokens INTEGER NOT NULL,
                            first_token_nanos INTEGER NOT NULL,
                            prefill_nanos INTEGER NOT NULL,
                            decode_nanos INTEGER NOT NULL,
                            total_nanos INTEGER NOT NULL,
                            cost_micros INTEGER NOT NULL,
                            outcome TEXT NOT NULL,
                            error_code TEXT,
                            previous_hash BLOB NOT NULL,
                            hash BLOB NOT NULL
                        ) STRICT;
                        CREATE INDEX ledger_by_turn ON ledger (turn_id);
                        CREATE INDEX ledger_by_time ON ledger (time_micros);
                        CREATE TRIGGER ledger_never_changes BEFORE UPDATE ON ledger
                        BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
                        CREATE TRIGGER ledger_never_shrinks BEFORE DELETE ON ledger
                        BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
                        CREATE TRIGGER ledger_grows_at_its_end BEFORE INSERT ON ledger
                        WHEN NEW.sequence IS NOT
                                (SELECT coalesce(max(sequence), 0) + 1 FROM ledger)
                            OR NEW.previous_hash IS NOT coalesce(
                                (SELECT hash FROM ledger ORDER BY sequence DESC LIMIT 1),
                                zeroblob(32))
                        BEGIN SELECT RAISE(ABORT, 'not the next entry of the ledger'); END;
                        """)
            },
            // What stands there keeps its format and so its hash.
            StoreSchema.Migration("2-money-and-feedback") { transaction in
                try transaction.database.execute(
                    sql: """
                        ALTER TABLE ledger ADD COLUMN format INTEGER NOT NULL DEFAULT 1;
                        ALTER TABLE ledger ADD COLUMN kind TEXT NOT NULL DEFAULT 'call';
                        ALTER TABLE ledger ADD COLUMN provider TEXT;
                        ALTER TABLE ledger ADD COLUMN price_id TEXT;
                        ALTER TABLE ledger ADD COLUMN person TEXT;
                        ALTER TABLE ledger
                            ADD COLUMN energy_microjoules INTEGER NOT NULL DEFAULT 0;
                        ALTER TABLE ledger ADD COLUMN redactions TEXT NOT NULL DEFAULT '{}';
                        ALTER TABLE ledger ADD COLUMN reasoning_tokens INTEGER NOT NULL DEFAULT 0;
                        ALTER TABLE ledger ADD COLUMN cache_write_tokens INTEGER NOT NULL DEFAULT 0;
                        ALTER TABLE ledger ADD COLUMN feedback TEXT;
                        """)
            },
            PriceBook.migration,
            BudgetBook.migration,
            ForecastBook.migration,
            BudgetBook.spentMigration,
        ],
        findProblems: { transaction in
            do {
                _ = try verify(in: transaction)
                return []
            } catch let error as LedgerError {
                return [error.message]
            }
        })
}
