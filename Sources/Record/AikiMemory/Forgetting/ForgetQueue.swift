import AikiBase
import AikiDialogue
import AikiStore
import Foundation
import GRDB

/// The messages that are to go, in a table, so that every step can ask for them.
enum ForgetQueue {
    /// Characters that a sample shows.
    private static let sampleCharacters = 120

    /// Finds the messages of a selection, with those that go with them.
    ///
    /// - Returns: the number of the queue, and how many messages fulfil the conditions themselves.
    static func fill(
        with selection: ForgetSelection, in transaction: StoreTransaction
    ) throws -> (queue: Int64, found: Int) {
        let database = transaction.database
        try database.execute(
            sql: "INSERT INTO forgettings (id, time_micros, certificate) VALUES ('', 0, '{}')")
        let queue = database.lastInsertedRowID
        let (conditions, arguments) = try conditions(of: selection)
        try database.execute(
            sql: """
                INSERT INTO forget_queue (forgetting, message_id)
                SELECT \(queue), messages.id FROM messages
                    JOIN turns ON turns.id = messages.turn_id
                    JOIN conversations ON conversations.id = turns.conversation_id
                WHERE \(conditions.joined(separator: " AND "))
                """, arguments: arguments)
        let found = database.changesCount
        try addExchanges(queue, database)
        if try addSameTexts(queue, database) > 0 { try addExchanges(queue, database) }
        return (queue, found)
    }

    /// The query of the messages in a queue.
    static func selection(_ queue: Int64) -> String {
        "SELECT message_id FROM forget_queue WHERE forgetting = \(queue)"
    }

    private static func conditions(
        of selection: ForgetSelection
    ) throws -> ([String], StatementArguments) {
        var conditions: [String] = []
        var arguments = StatementArguments()
        func add(_ sql: String, _ values: [any DatabaseValueConvertible]) {
            conditions.append(sql)
            arguments += StatementArguments(values)
        }
        func list(_ column: String, _ values: [any DatabaseValueConvertible]) {
            guard !values.isEmpty else { return }
            let marks = Array(repeating: "?", count: values.count).joined(separator: ", ")
            add("\(column) IN (\(marks))", values)
        }
        list("messages.id", selection.messages.sorted())
        list("messages.turn_id", selection.turns.map(\.text).sorted())
        list("conversations.id", selection.conversations.map(\.text).sorted())
        if let words = selection.words {
            add(
                "messages.id IN (SELECT rowid FROM messages_text WHERE messages_text MATCH ?)",
                [try ConversationLog.query(for: words)])
        }
        if let person = selection.person {
            let name = person.split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
            guard !name.isEmpty else { throw MemoryError.emptySearch }
            add(
                """
                (messages.speaker = ? COLLATE NOCASE OR conversations.title = ? COLLATE NOCASE
                    OR messages.id IN
                        (SELECT rowid FROM messages_text WHERE messages_text MATCH ?))
                """, [person, person, "\"\(name)\""])
        }
        if let source = selection.source { add("turns.door = ?", [source]) }
        if let scope = selection.scope { add("conversations.scope = ?", [scope]) }
        if let since = selection.since {
            add("messages.time_micros >= ?", [since.microsecondsSince1970])
        }
        if let until = selection.until {
            add("messages.time_micros < ?", [until.microsecondsSince1970])
        }
        return (conditions, arguments)
    }

    /// The answer goes with its question and the question with its answer.
    private static func addExchanges(_ queue: Int64, _ database: Database) throws {
        try database.execute(
            sql: """
                INSERT INTO forget_queue (forgetting, message_id)
                SELECT \(queue), messages.id FROM messages
                WHERE turn_id IN (
                    SELECT turns.id FROM turns JOIN messages ON messages.turn_id = turns.id
                    WHERE messages.id IN (\(selection(queue)))
                        AND (turns.outcome IS NULL OR turns.outcome <> 'noted'))
                ON CONFLICT DO NOTHING
                """)
    }

    private static func addSameTexts(_ queue: Int64, _ database: Database) throws -> Int {
        try database.execute(
            sql: """
                INSERT INTO forget_queue (forgetting, message_id)
                SELECT \(queue), id FROM messages
                WHERE length(CAST(text AS BLOB)) >= \(Forgetting.sameTextBytesMin) AND text IN
                    (SELECT text FROM messages WHERE id IN (\(selection(queue))))
                ON CONFLICT DO NOTHING
                """)
        return database.changesCount
    }

    /// What the messages say.
    static func texts(_ queue: Int64, in transaction: StoreTransaction) throws -> [String] {
        try Row.fetchAll(
            transaction.database,
            sql: """
                SELECT CAST(text AS BLOB) AS text FROM messages WHERE id IN (\(selection(queue)))
                """
        ).compactMap { try $0.verbatim("text") }
    }

    /// What the queue holds, for a person to look at.
    static func plan(
        _ queue: Int64, found: Int, in transaction: StoreTransaction
    ) throws -> ForgetPlan {
        let database = transaction.database
        let messages = try Int64.fetchAll(database, sql: selection(queue))
        let turns = try Int.fetchOne(
            database, sql: "SELECT count(*) FROM (\(wholeTurns(queue)))")
        let conversations = try Int.fetchOne(
            database,
            sql: """
                SELECT count(*) FROM conversations WHERE id IN
                    (SELECT conversation_id FROM turns WHERE id IN (\(wholeTurns(queue))))
                AND NOT EXISTS (SELECT 1 FROM turns WHERE conversation_id = conversations.id
                    AND turns.id NOT IN (\(wholeTurns(queue))))
                """)
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT messages.id, conversations.title, role,
                    CAST(speaker AS BLOB) AS speaker, time_micros,
                    CAST(substr(text, 1, \(sampleCharacters)) AS BLOB) AS text
                FROM messages JOIN turns ON turns.id = turn_id
                    JOIN conversations ON conversations.id = conversation_id
                WHERE messages.id IN (\(selection(queue)))
                ORDER BY messages.id LIMIT \(Forgetting.samplesMax)
                """)
        let samples = try rows.map { row in
            ForgetPlan.Sample(
                message: try row.required("id"), title: try row.required("title"),
                role: Role(rawValue: try row.required("role")) ?? .user,
                speaker: try row.verbatim("speaker"),
                time: Date(microsecondsSince1970: try row.required("time_micros")),
                beginning: try row.verbatim("text") ?? "")
        }
        return ForgetPlan(
            messages: messages, foundCount: found, turnCount: turns ?? 0,
            conversationCount: conversations ?? 0, samples: samples)
    }

    /// The query of the turns of which every message is in the queue.
    static func wholeTurns(_ queue: Int64) -> String {
        """
        SELECT DISTINCT turn_id FROM messages AS gone WHERE id IN (\(selection(queue)))
            AND NOT EXISTS (SELECT 1 FROM messages AS kept WHERE kept.turn_id = gone.turn_id
                AND kept.id NOT IN (\(selection(queue))))
        """
    }
}
