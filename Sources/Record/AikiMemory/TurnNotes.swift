public import AikiBase
public import AikiStore
import GRDB

/// What others keep beside a turn: a value of each kind, which goes with the turn when it is forgotten.
///
///     try notes.set("mind", value, on: turn, in: transaction)
///     let latest = try notes.latest("mind", in: transaction)
///
/// Some notes follow from those before them (a state from the one before it). Where one of them is
/// removed with its turn, ``oldestGap(_:in:)`` tells from where on they must be made anew.
public struct TurnNotes: Sendable {
    /// A note and the turn it belongs to.
    public struct Note: Sendable, Equatable {
        /// The turn.
        public let turn: TurnID
        /// The turn's number: later turns have higher ones.
        public let number: Int64
        /// What is noted.
        public let value: JSONValue
    }

    /// Uses the notes of a store that was opened with ``ConversationLog/schema`` and ``schema``.
    public init() {}

    /// The notes of turns.
    public static let schema = StoreSchema(
        name: "notes",
        migrations: [
            StoreSchema.Migration("1-turn-notes") { transaction in
                try transaction.database.execute(sql: tables)
            }
        ],
        findProblems: { transaction in
            let count =
                try Int.fetchOne(
                    transaction.database,
                    sql: """
                        SELECT count(*) FROM turn_notes LEFT JOIN turns ON turns.id = turn_id
                        WHERE turns.number IS NOT turn_notes.number
                        """) ?? 0
            return count > 0 ? ["\(count) notes of turns that are not theirs"] : []
        })

    private static let tables = """
        CREATE TABLE turn_notes (
            turn_id TEXT NOT NULL REFERENCES turns (id) ON DELETE CASCADE,
            kind TEXT NOT NULL,
            number INTEGER NOT NULL,
            value TEXT NOT NULL,
            PRIMARY KEY (turn_id, kind)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX turn_notes_by_kind ON turn_notes (kind, number);

        -- The oldest note of a kind that was removed, until what follows from it is made anew.
        CREATE TABLE turn_note_gaps (
            kind TEXT PRIMARY KEY NOT NULL,
            number INTEGER NOT NULL
        ) STRICT;
        CREATE TRIGGER turn_notes_delete AFTER DELETE ON turn_notes BEGIN
            INSERT INTO turn_note_gaps (kind, number) VALUES (OLD.kind, OLD.number)
            ON CONFLICT (kind) DO UPDATE SET number = min(number, OLD.number);
        END;
        """

    /// Notes a value, in the place of one of the same kind.
    ///
    /// - Throws: ``MemoryError/turnNotFound(id:)``.
    public func set(
        _ kind: String, _ value: JSONValue, on turn: TurnID, in transaction: StoreTransaction
    ) throws {
        try transaction.database.cachedStatement(
            sql: """
                INSERT INTO turn_notes (turn_id, kind, number, value)
                SELECT id, ?2, number, ?3 FROM turns WHERE id = ?1
                ON CONFLICT (turn_id, kind) DO UPDATE SET value = excluded.value
                """
        ).execute(arguments: [turn.text, kind, value.encoded()])
        guard transaction.database.changesCount > 0 else {
            throw MemoryError.turnNotFound(id: turn.text)
        }
    }

    /// What is noted of a turn; nil where nothing is.
    public func note(
        _ kind: String, of turn: TurnID, in transaction: StoreTransaction
    ) throws -> JSONValue? {
        try String.fetchOne(
            transaction.database.cachedStatement(
                sql: "SELECT value FROM turn_notes WHERE turn_id = ? AND kind = ?"),
            arguments: [turn.text, kind]
        ).map { try JSONValue(parsing: $0) }
    }

    /// The note of the latest turn that has one.
    public func latest(_ kind: String, in transaction: StoreTransaction) throws -> Note? {
        try Self.fetch(
            "WHERE kind = ? ORDER BY number DESC LIMIT 1", [kind], in: transaction
        ).first
    }

    /// The notes of a kind, oldest first.
    ///
    /// - Parameters:
    ///   - kind: which.
    ///   - number: only those of turns from this number on.
    ///   - transaction: where they are read.
    /// - Returns: the notes, each with its turn.
    /// - Throws: `JSONError` for one that cannot be read.
    public func all(
        _ kind: String, from number: Int64 = .min, in transaction: StoreTransaction
    ) throws -> [Note] {
        try Self.fetch(
            "WHERE kind = ? AND number >= ? ORDER BY number", [kind, number], in: transaction)
    }

    /// The latest note before a turn's number.
    public func latest(
        _ kind: String, before number: Int64, in transaction: StoreTransaction
    ) throws -> Note? {
        try Self.fetch(
            "WHERE kind = ? AND number < ? ORDER BY number DESC LIMIT 1", [kind, number],
            in: transaction
        ).first
    }

    /// The number of the oldest turn whose note of a kind was removed; nil where none was.
    public func oldestGap(_ kind: String, in transaction: StoreTransaction) throws -> Int64? {
        try Int64.fetchOne(
            transaction.database.cachedStatement(
                sql: "SELECT number FROM turn_note_gaps WHERE kind = ?"),
            arguments: [kind])
    }

    /// Says that what follows from removed notes was made anew.
    public func closeGap(_ kind: String, in transaction: StoreTransaction) throws {
        try transaction.database.execute(
            sql: "DELETE FROM turn_note_gaps WHERE kind = ?", arguments: [kind])
    }

    private static func fetch(
        _ selection: String, _ arguments: StatementArguments, in transaction: StoreTransaction
    ) throws -> [Note] {
        try Row.fetchAll(
            transaction.database.cachedStatement(
                sql: "SELECT turn_id, number, value FROM turn_notes \(selection)"),
            arguments: arguments
        ).map { row in
            Note(
                turn: TurnID(try row.required("turn_id")), number: try row.required("number"),
                value: try JSONValue(parsing: try row.required("value", as: String.self)))
        }
    }
}
