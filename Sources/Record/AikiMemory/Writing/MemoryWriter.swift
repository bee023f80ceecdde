public import AikiBase
import AikiDialogue
public import AikiStore
import Foundation
import GRDB

/// Understands what a person said in a turn and keeps what is worth keeping: facts, what they end,
/// bridges. No model is called.
///
///     let writer = MemoryWriter(facts: FactLog(store: store))
///     try await log.write { transaction in
///         try log.finish(turn, ending, in: transaction)
///         report = try writer.write(turn: turn, in: transaction)
///     }
///
/// Rules read the sentences; then the gate asks of each statement whether it is somebody's own words,
/// about their world, lasting, new, and not something that memory itself brought up. Every decision is
/// kept with its reason. What an assistant or a tool says is never read, nor a note that somebody else
/// wrote; what somebody else says in a chat is about them, and never about the person spoken with.
///
/// - Complexity: O(bytes of what was said), and a few look-ups for each statement.
public struct MemoryWriter: Sendable {
    /// The version of the rules; kept with each turn, so that a later one can read it again.
    public static let version = 1
    /// The least confidence of a fact.
    static let confidenceMin = 0.5
    /// How many texts that were shown to a conversation are held against what it says.
    static let recalledTextsMax = 512
    /// How many of the latest turns of a conversation are looked through for both.
    static let shownTurnsMax = 128
    /// How many answers of a conversation are held against what is said next.
    static let echoedAnswersMax = 16

    /// Where facts are kept.
    public let facts: FactLog
    let clock: any WallClock
    /// The names under which the person themself speaks in conversations of several people.
    let ownNames: Set<String>

    /// Makes a writer.
    ///
    /// - Parameters:
    ///   - facts: where facts are kept.
    ///   - clock: tells when something is written down.
    ///   - ownNames: names of speakers that mean the person themself.
    public init(
        facts: FactLog, clock: any WallClock = SystemWallClock(), ownNames: Set<String> = []
    ) {
        self.facts = facts
        self.clock = clock
        self.ownNames = ownNames
    }

    /// Reads what a person said in a turn. A turn that was read already is left as it is.
    ///
    /// - Returns: every decision with its reason.
    /// - Throws: ``MemoryError/turnNotFound(id:)``, `StoreError`.
    public func write(
        turn: TurnID, in transaction: StoreTransaction
    ) throws -> WriteReport {
        var report = WriteReport(turn: turn)
        guard try !isWritten(turn, in: transaction) else { return report }
        let setting = try setting(of: turn, in: transaction)
        let shown = try shownTexts(until: turn, in: setting.conversation, transaction)
        let now = clock.now()
        for message in setting.messages where message.message.role == .user {
            var gate = WriteGate(
                facts: facts, setting: setting, message: message, shown: shown, now: now,
                speaker: speaker(of: message.message))
            report.decisions +=
                setting.isNote && gate.speaker != FactStatement.user
                ? try gate.leaveOut(.quotation, in: transaction)
                : try gate.pass(in: transaction)
        }
        try transaction.database.cachedStatement(
            sql: "INSERT INTO written_turns (turn_id, version, recorded_micros) VALUES (?, ?, ?)"
        ).execute(arguments: [turn.text, Self.version, now.microsecondsSince1970])
        return report
    }

    /// The turns that were not read yet, oldest first.
    ///
    /// - Throws: `StoreError`.
    public func pendingTurns(
        limit: Int, in transaction: StoreTransaction
    ) throws -> [TurnID] {
        try String.fetchAll(
            transaction.database,
            sql: """
                SELECT id FROM turns WHERE outcome IS NOT NULL
                    AND NOT EXISTS (SELECT 1 FROM written_turns WHERE turn_id = turns.id)
                ORDER BY number LIMIT ?
                """,
            arguments: [max(0, limit)]
        ).map { TurnID($0) }
    }

    private func speaker(of message: Message) -> String {
        guard let name = message.name, !name.isEmpty, !ownNames.contains(name) else {
            return FactStatement.user
        }
        return name
    }

    private func isWritten(_ turn: TurnID, in transaction: StoreTransaction) throws -> Bool {
        try Bool.fetchOne(
            transaction.database.cachedStatement(
                sql: "SELECT EXISTS (SELECT 1 FROM written_turns WHERE turn_id = ?)"),
            arguments: [turn.text]) ?? false
    }

    private func setting(
        of turn: TurnID, in transaction: StoreTransaction
    ) throws -> TurnSetting {
        let log = ConversationLog(store: facts.store)
        let logged = try log.turn(turn, in: transaction)
        return TurnSetting(
            conversation: logged.conversation,
            scope: try log.scope(of: logged.conversation, in: transaction),
            isNote: logged.door == ConversationLog.noteDoor, messages: logged.messages)
    }

    /// What was recalled for a conversation, and what its assistant said before: the answer to what is read now
    /// may say it again.
    private func shownTexts(
        until turn: TurnID, in conversation: ConversationID, _ transaction: StoreTransaction
    ) throws -> ShownTexts {
        // The latest turns alone: a chat of years must not be looked through for each of its turns.
        let latest = """
            SELECT id, number FROM turns WHERE conversation_id = ?
                AND number <= (SELECT number FROM turns WHERE id = ?)
            ORDER BY number DESC LIMIT \(Self.shownTurnsMax)
            """
        let recalled = try String.fetchAll(
            transaction.database.cachedStatement(
                sql: """
                    SELECT recalled_texts.text FROM (\(latest)) AS latest
                        JOIN recalled_texts ON recalled_texts.turn_id = latest.id
                    ORDER BY recalled_texts.id DESC LIMIT ?
                    """),
            arguments: [conversation.text, turn.text, Self.recalledTextsMax])
        let answers = try String.fetchAll(
            transaction.database.cachedStatement(
                sql: """
                    SELECT messages.text FROM (\(latest)) AS latest
                        JOIN messages ON messages.turn_id = latest.id
                    WHERE messages.role = 'assistant' AND messages.id
                        < (SELECT max(id) FROM messages WHERE turn_id = ? AND role = 'user')
                    ORDER BY latest.number DESC, messages.id DESC LIMIT ?
                    """),
            arguments: [conversation.text, turn.text, turn.text, Self.echoedAnswersMax])
        return ShownTexts(recalled: recalled, answers: answers)
    }
}

/// Where a turn belongs.
struct TurnSetting {
    let conversation: ConversationID
    let scope: String
    /// Whether it is a text that was kept, and nobody speaks to anybody in it.
    let isNote: Bool
    let messages: [LoggedMessage]
}
