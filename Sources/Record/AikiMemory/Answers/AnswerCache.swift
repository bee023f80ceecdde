public import AikiBase
public import AikiDialogue
public import AikiStore
import Crypto
import Foundation
import GRDB

/// Answers that were paid for, for the same question asked again.
///
/// The same is everything that the model was asked with: all messages, with what was remembered among
/// them, tools, form, sampling, who asks, in whose scope and how far it may travel. An answer that
/// sampling draws anew each time is not kept. Where vectors can be made, the same question in other words
/// is given the answer too (``QuestionForm``). Whatever is forgotten, all answers go: any of them may
/// have been made from it.
public struct AnswerCache: Sendable {
    /// How much is kept.
    public struct Limits: Sendable, Equatable {
        /// Bytes of all answers; the one unused longest makes place. 0 keeps none.
        public var bytesMax: Int
        /// How long an answer holds.
        public var age: Duration

        /// Describes limits.
        public init(bytesMax: Int = 64 << 20, age: Duration = .seconds(30 * 86_400)) {
            self.bytesMax = bytesMax
            self.age = age
        }
    }

    let store: Store
    private let limits: Limits
    private let clock: any WallClock
    /// The vector of a question; nil gives answers to the very same request alone.
    let embed: (@Sendable (String) async throws -> [Float]?)?

    /// Uses the answers of a store that was opened with ``schema``.
    ///
    /// - Parameters:
    ///   - store: where they are kept.
    ///   - limits: how many.
    ///   - clock: tells their age.
    ///   - embed: the vector of a question, of unit length, or nil where there is no model to make it;
    ///     without it answers are given to the very same request alone.
    public init(
        store: Store, limits: Limits = Limits(), clock: any WallClock,
        embed: (@Sendable (String) async throws -> [Float]?)? = nil
    ) {
        self.store = store
        self.limits = limits
        self.clock = clock
        self.embed = embed
    }

    /// The table of answers, which is emptied in the very transaction that removes a message. Its store
    /// must have been opened with `ConversationLog.schema` as well, before it.
    public static let schema = StoreSchema(
        name: "answers",
        migrations: [
            StoreSchema.Migration("1-answers") { transaction in
                try transaction.database.execute(
                    sql: """
                        CREATE TABLE answers (
                            key BLOB PRIMARY KEY,
                            answer TEXT NOT NULL,
                            bytes INTEGER NOT NULL,
                            made_micros INTEGER NOT NULL,
                            used_micros INTEGER NOT NULL
                        ) STRICT, WITHOUT ROWID;
                        CREATE INDEX answers_by_use ON answers (used_micros);
                        CREATE TRIGGER answers_go_with_messages AFTER DELETE ON messages
                        BEGIN DELETE FROM answers; END;
                        """)
            },
            // Making place reads how large each answer is, and no answer.
            StoreSchema.Migration("2-answers-by-size") { transaction in
                try transaction.database.execute(
                    sql: """
                        DROP INDEX answers_by_use;
                        CREATE INDEX answers_by_use ON answers (used_micros DESC, key, bytes);
                        """)
            },
            formsMigration,
        ])

    /// The answer to a request; nil where none is kept.
    ///
    /// - Throws: `StoreError`.
    public func answer(to request: GenerationRequest, of model: String) async throws
        -> StoredAnswer?
    {
        guard limits.bytesMax > 0, let key = Self.key(request, model) else { return nil }
        let now = clock.now().microsecondsSince1970
        let oldest = now - limits.age.nanoseconds / 1000
        let text = try await store.read { transaction in
            try String.fetchOne(
                transaction.database,
                sql: "SELECT answer FROM answers WHERE key = ? AND made_micros >= ?",
                arguments: [key, oldest])
        }
        var found = try text.flatMap { StoredAnswer(json: try JSONValue(parsing: $0)) }
            .map { (key: key, answer: $0) }
        if found == nil {
            // A question without a vector is only answered by the very same.
            found = try? await similarAnswer(to: request, of: model, madeSince: oldest)
        }
        guard let found else { return nil }
        try await store.writeTogether { transaction in
            try transaction.database.execute(
                sql: "UPDATE answers SET used_micros = ? WHERE key = ?",
                arguments: [now, found.key])
        }
        return found.answer
    }

    /// Keeps an answer, where the same request will want the same.
    ///
    /// - Throws: `StoreError`.
    public func keep(
        _ answer: StoredAnswer, to request: GenerationRequest, of model: String
    ) async throws {
        guard limits.bytesMax > 0, let key = Self.key(request, model) else { return }
        let text = answer.json.encoded()
        // What cannot be compared is kept for the very same request.
        let wording = try? await wording(of: request, model)
        let bytes = text.utf8.count + (wording?.vector.count ?? 0)
        guard bytes <= limits.bytesMax else { return }
        let now = clock.now().microsecondsSince1970
        let room = limits.bytesMax
        try await store.writeTogether { transaction in
            try transaction.database.execute(
                sql: "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?)",
                arguments: [key, text, bytes, now, now])
            if let wording {
                try transaction.database.execute(
                    sql: "INSERT INTO answer_forms VALUES (?, ?, ?)",
                    arguments: [key, wording.form, wording.vector])
            }
            try transaction.database.execute(
                sql: """
                    DELETE FROM answers WHERE key IN (
                        SELECT key FROM (
                            SELECT key, sum(bytes) OVER (ORDER BY used_micros DESC, key) AS filled
                            FROM answers)
                        WHERE filled > ?)
                    """,
                arguments: [room])
        }
    }

    /// Whether an answer to a request is one to be kept.
    public func keepsAnswer(to request: GenerationRequest) -> Bool {
        limits.bytesMax > 0 && Self.isRepeatable(request)
    }

    /// How many answers are kept.
    public func count() async throws -> Int {
        try await store.read { transaction in
            try Int.fetchOne(transaction.database, sql: "SELECT count(*) FROM answers") ?? 0
        }
    }

    /// Whether a request wants the same answer each time.
    private static func isRepeatable(_ request: GenerationRequest) -> Bool {
        (request.sampling.temperature == 0 || request.sampling.seed != nil)
            // A dictionary's order differs from run to run.
            && request.sampling.logitBias.isEmpty
    }

    /// What a request is known by; nil for one whose answer is drawn anew each time.
    ///
    /// All that a request holds counts, also what it will hold some day: it is hashed as it describes
    /// itself, but for what has no say in the answer.
    static func key(_ request: GenerationRequest, _ model: String) -> Data? {
        guard isRepeatable(request) else { return nil }
        var request = request
        request.isStreamed = true
        if request.sampling.temperature == 0 { request.sampling.seed = nil }
        let text = "\(model)\n\(String(reflecting: request))"
        return Data(SHA256.hash(data: Data(text.utf8)))
    }
}
