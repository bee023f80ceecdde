public import AikiBase
public import AikiDialogue
public import AikiStore
import Foundation
import GRDB

extension ConversationLog {
    /// The most characters of a title that is taken from the first question.
    static let titleCharactersMax = 60

    /// Writes a turn's question, before the model is called.
    ///
    /// - Returns: the turn and the conversation it belongs to.
    /// - Throws: ``MemoryError`` where the place does not exist or a message is too large.
    public func begin(
        _ turn: NewTurn, in transaction: StoreTransaction
    ) throws -> LoggedTurn {
        precondition(!turn.question.isEmpty, "a turn asks something")
        try Self.checkSizes(turn.question)
        let (conversation, parent) = try place(turn, in: transaction)
        try transaction.database.cachedStatement(
            sql: """
                INSERT INTO turns (id, conversation_id, parent_id, door, started_micros)
                VALUES (?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            turn.id.text, conversation.text, parent?.text, turn.door,
            turn.time.microsecondsSince1970,
        ])
        for message in turn.question {
            try Self.insert(
                message, turn: turn.id, model: nil, time: turn.time, privacy: turn.privacy,
                in: transaction)
        }
        try touch(conversation, at: turn.time, in: transaction)
        return try self.turn(turn.id, in: transaction)
    }

    /// Writes a turn's answer and how it ended.
    ///
    /// An interrupted turn can still be finished: another process may have opened the store while
    /// it was running.
    ///
    /// - Throws: ``MemoryError/turnNotFound(id:)`` where the conversation was forgotten meanwhile,
    ///   ``MemoryError/turnAlreadyFinished(id:)``.
    public func finish(
        _ id: TurnID, _ ending: TurnEnding, in transaction: StoreTransaction
    ) throws {
        let turn = try turn(id, in: transaction)
        guard turn.outcome == nil || turn.outcome == .interrupted else {
            throw MemoryError.turnAlreadyFinished(id: id.text)
        }
        var chain: ConversationChain?
        if let answer = ending.answer {
            try Self.checkSizes([answer])
            let privacy = turn.messages.last?.privacy ?? .personal
            try Self.insert(
                answer, turn: id, model: ending.model, time: ending.time, privacy: privacy,
                in: transaction)
            chain = try self.chain(of: turn.parent, in: transaction)
            for message in turn.messages.map(\.message) + [answer] { chain?.append(message) }
        }
        try transaction.database.cachedStatement(
            sql: """
                UPDATE turns SET finished_micros = ?, outcome = ?, error_code = ?, model = ?,
                    chain = ?, report = ?
                WHERE id = ?
                """
        ).execute(arguments: [
            ending.time.microsecondsSince1970, ending.outcome.rawValue, ending.errorCode,
            ending.model, chain?.stored, ending.report.encoded(), id.text,
        ])
        try touch(turn.conversation, at: ending.time, in: transaction)
    }

    /// Gives a conversation a title.
    public func rename(_ conversation: ConversationID, to title: String) async throws {
        try await store.write { transaction in
            try transaction.database.execute(
                sql: "UPDATE conversations SET title = ? WHERE id = ?",
                arguments: [title, conversation.text])
            guard transaction.database.changesCount > 0 else {
                throw MemoryError.conversationNotFound(id: conversation.text)
            }
        }
    }

    /// The conversation and the turn that a new one follows; makes the conversation where it is new.
    private func place(
        _ turn: NewTurn, in transaction: StoreTransaction
    ) throws -> (ConversationID, TurnID?) {
        switch turn.place {
        case .newConversation(let conversation, let scope):
            let time = turn.time.microsecondsSince1970
            try transaction.database.execute(
                sql: """
                    INSERT INTO conversations (id, title, scope, created_micros, updated_micros)
                    VALUES (?, ?, ?, ?, ?)
                    """,
                arguments: [
                    conversation.text, Self.title(for: turn.question), scope, time, time,
                ])
            return (conversation, nil)
        case .latest(let conversation):
            return (conversation, try latestAnswered(of: conversation, in: transaction))
        case .after(let parent):
            return (try self.turn(parent, in: transaction).conversation, parent)
        }
    }

    func touch(
        _ conversation: ConversationID, at time: Date, in transaction: StoreTransaction
    ) throws {
        try transaction.database.cachedStatement(
            sql: "UPDATE conversations SET updated_micros = max(updated_micros, ?) WHERE id = ?"
        ).execute(arguments: [time.microsecondsSince1970, conversation.text])
    }

    static func insert(
        _ message: Message, turn: TurnID, model: String?, time: Date, privacy: PrivacyClass,
        in transaction: StoreTransaction
    ) throws {
        try transaction.database.cachedStatement(
            sql: """
                INSERT INTO messages (turn_id, role, text, reasoning, tool_calls, tool_call_id,
                    speaker, model, time_micros, privacy)
                VALUES (?, ?, CAST(? AS TEXT), CAST(? AS TEXT), ?, CAST(? AS TEXT),
                    CAST(? AS TEXT), ?, ?, ?)
                """
        ).execute(arguments: [
            turn.text, message.role.rawValue, Data(message.text.utf8),
            message.reasoning.map { Data($0.utf8) }, ToolCallCoding.text(of: message.toolCalls),
            message.toolCallID.map { Data($0.utf8) }, message.name.map { Data($0.utf8) }, model,
            time.microsecondsSince1970, privacy.rawValue,
        ])
    }

    /// Refuses what is larger than one turn may be.
    public static func checkSizes(_ messages: [Message]) throws(MemoryError) {
        guard messages.count <= questionMessagesMax else {
            throw .tooManyMessages(count: messages.count, limit: questionMessagesMax)
        }
        for message in messages {
            let bytes = message.text.utf8.count + (message.reasoning?.utf8.count ?? 0)
            guard bytes <= messageBytesMax else {
                throw .messageTooLarge(bytes: bytes, limit: messageBytesMax)
            }
        }
    }

    /// The first line of what the person first asked; a label, the whole text stands in the log.
    static func title(for question: [Message]) -> String {
        let text = (question.first { $0.role == .user } ?? question.first)?.text ?? ""
        let line = String(
            text.split(whereSeparator: \.isNewline).first?.filter { $0 != "\0" } ?? "")
        if line.count <= titleCharactersMax { return line }
        return line.prefix(titleCharactersMax - 1) + "…"
    }
}
