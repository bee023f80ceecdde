public import AikiBase
import AikiDialogue
public import AikiStore
public import Foundation
import GRDB

extension ConversationLog {
    /// Makes a conversation where there is none of that name.
    ///
    /// - Parameters:
    ///   - id: its name.
    ///   - title: what it is about; its first line is kept.
    ///   - scope: whose memory it belongs to.
    ///   - created: when it began.
    ///   - transaction: the transaction it is made in.
    /// - Returns: whether it was made.
    /// - Throws: the store's error.
    @discardableResult
    public func makeConversation(
        _ id: ConversationID, title: String, scope: String, created: Date,
        in transaction: StoreTransaction
    ) throws -> Bool {
        let time = created.microsecondsSince1970
        try transaction.database.cachedStatement(
            sql: """
                INSERT INTO conversations (id, title, scope, created_micros, updated_micros)
                VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING
                """
        ).execute(arguments: [
            id.text, Self.titleLine(title), scope, time, time,
        ])
        return transaction.database.changesCount > 0
    }

    /// Writes a turn that took place elsewhere.
    ///
    /// - Returns: the numbers of its messages.
    /// - Throws: ``MemoryError`` where a message is too large or the turn it follows is not there.
    public func record(
        _ turn: RecordedTurn, in transaction: StoreTransaction
    ) throws -> [Int64] {
        try write(turn, number: nil, in: transaction)
    }

    /// Writes a recorded turn anew: some of it was edited elsewhere, or more was said.
    ///
    /// Whatever was derived from the old messages goes with them; what follows the turn stays, and so
    /// does its place among the turns.
    ///
    /// - Returns: the numbers of all its messages now.
    /// - Throws: ``MemoryError/turnNotFound(id:)``, ``MemoryError``.
    public func rewrite(
        _ turn: RecordedTurn, in transaction: StoreTransaction
    ) throws -> [Int64] {
        let database = transaction.database
        let id = turn.id.text
        let number = try Int64.fetchOne(
            database, sql: "SELECT number FROM turns WHERE id = ?", arguments: [id])
        guard let number else { throw MemoryError.turnNotFound(id: id) }
        let following = try String.fetchAll(
            database, sql: "SELECT id FROM turns WHERE parent_id = ?", arguments: [id])
        try database.execute(
            sql: "UPDATE turns SET parent_id = NULL WHERE parent_id = ?", arguments: [id])
        try database.execute(sql: "DELETE FROM turns WHERE id = ?", arguments: [id])
        let messages = try write(turn, number: number, in: transaction)
        for next in following {
            try database.execute(
                sql: "UPDATE turns SET parent_id = ? WHERE id = ?", arguments: [id, next])
        }
        return messages
    }

    private func write(
        _ turn: RecordedTurn, number: Int64?, in transaction: StoreTransaction
    ) throws -> [Int64] {
        precondition(!turn.messages.isEmpty, "a turn holds a message")
        try Self.checkSizes(turn.messages.map(\.message))
        let times = turn.messages.map(\.time)
        let first = times.min() ?? .distantPast
        let last = times.max() ?? first
        let chain = try recordedChain(turn, in: transaction)
        try transaction.database.cachedStatement(
            sql: """
                INSERT INTO turns (number, id, conversation_id, parent_id, door, started_micros,
                    finished_micros, outcome, model, chain)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            number, turn.id.text, turn.conversation.text, turn.parent?.text, turn.door,
            first.microsecondsSince1970, last.microsecondsSince1970, turn.outcome.rawValue,
            turn.messages.last { $0.model != nil }?.model, chain,
        ])
        let numbers = try insert(turn.messages, turn: turn.id, in: transaction)
        try touch(turn.conversation, at: last, in: transaction)
        return numbers
    }

    private func insert(
        _ messages: [RecordedMessage], turn: TurnID, in transaction: StoreTransaction
    ) throws -> [Int64] {
        try messages.map { message in
            try Self.insert(
                message.message, turn: turn, model: message.model, time: message.time,
                privacy: message.privacy, in: transaction)
            return transaction.database.lastInsertedRowID
        }
    }

    /// The hash of the path to the turn's answer, nil where it has none.
    ///
    /// A turn that was never answered has no hash; its path is then read.
    private func recordedChain(
        _ turn: RecordedTurn, in transaction: StoreTransaction
    ) throws -> Int64? {
        guard turn.outcome != .noted, turn.messages.last?.message.role == .assistant else {
            return nil
        }
        var chain = ConversationChain()
        if let parent = turn.parent {
            let row = try Row.fetchOne(
                transaction.database.cachedStatement(sql: "SELECT chain FROM turns WHERE id = ?"),
                arguments: [parent.text])
            guard let row else { throw MemoryError.turnNotFound(id: parent.text) }
            if let stored = try row.optional("chain", as: Int64.self) {
                chain = ConversationChain(stored: stored)
            } else {
                for message in try path(to: parent, in: transaction).flatMap(\.messages) {
                    chain.append(message.message)
                }
            }
        }
        for message in turn.messages { chain.append(message.message) }
        return chain.stored
    }

    /// A title of one line, without what SQLite's strings cannot hold, and no longer than most.
    static func titleLine(_ text: String) -> String {
        let line = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        let clean = line.filter { $0 != "\0" }
        if clean.count <= titleOfRecordedMax { return clean }
        return clean.prefix(titleOfRecordedMax - 1) + "…"
    }

    /// The most characters of a title that was given elsewhere.
    static let titleOfRecordedMax = 200
}
