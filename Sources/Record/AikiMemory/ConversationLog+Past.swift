public import AikiBase
public import AikiDialogue
public import AikiStore
import GRDB

extension ConversationLog {
    /// The door by which notes come in: such a conversation has a name that the person gave it.
    public static let noteDoor = "note"

    /// The latest turns on the path to one turn, and what there was before them.
    public struct Past: Sendable {
        /// The turns, oldest first, without their reports.
        public let turns: [LoggedTurn]
        /// How many turns of the conversation came before those.
        public let turnsBefore: Int
        /// The strictest class of anything said in ``turns``, or before them in the conversation;
        /// `everyone` where nothing was said.
        public let privacy: PrivacyClass

        /// Of a conversation that begins.
        public static let none = Past(turns: [], turnsBefore: 0, privacy: .everyone)
    }

    /// The latest turns on the path to one turn, so that a turn of a long conversation costs no more than
    /// one of a short one.
    ///
    /// Where there are more than so many, the first of them stays the same for a while, and then a
    /// quarter of them is left out at once: a prompt that begins with them is not another every time.
    ///
    /// - Parameters:
    ///   - turn: the last of them; nil where a conversation begins.
    ///   - turnsMax: how many at most, at least 4.
    ///   - transaction: where they are read.
    /// - Returns: the turns, none where a conversation begins.
    /// - Throws: `StoreError` where the store cannot be read.
    /// - Complexity: O(turnsMax), and some nanoseconds for each turn before those.
    public func past(
        to turn: TurnID?, turnsMax: Int, in transaction: StoreTransaction
    ) throws -> Past {
        precondition(turnsMax >= 4, "a quarter is left out at once")
        var turns =
            turn == nil ? [] : try Self.path(to: turn, latest: turnsMax, in: transaction)
        var turnsBefore = 0
        if let first = turns.first, first.parent != nil {
            let count = try Self.turnCount(before: first, in: transaction)
            let step = turnsMax / 4
            let leftOut = (step - count % step) % step
            turns.removeFirst(leftOut)
            turnsBefore = count + leftOut
        }
        var privacy = PrivacyClass.strictest(of: turns.flatMap(\.messages).map(\.privacy))
        if turnsBefore > 0, let first = turns.first {
            // Whatever was said once may have come into an answer, and stands there still.
            for stricter in [PrivacyClass.secret, .personal] where stricter.level > privacy.level {
                if try Self.isAnything(stricter, before: first, in: transaction) {
                    privacy = stricter
                }
            }
        }
        return Past(turns: turns, turnsBefore: turnsBefore, privacy: privacy)
    }

    private static func turnCount(
        before turn: LoggedTurn, in transaction: StoreTransaction
    ) throws -> Int {
        try Int.fetchOne(
            transaction.database.cachedStatement(
                sql: """
                    SELECT count(*) FROM turns WHERE conversation_id = ?
                        AND number < (SELECT number FROM turns WHERE id = ?)
                    """),
            arguments: [turn.conversation.text, turn.id.text]) ?? 0
    }

    /// Whether a message of a class was said in a conversation before a turn: looked for among the
    /// private ones of all, which are few, or from the start, for any other class is there soon.
    private static func isAnything(
        _ privacy: PrivacyClass, before turn: LoggedTurn, in transaction: StoreTransaction
    ) throws -> Bool {
        let order =
            privacy == .secret
            ? "messages INDEXED BY messages_private CROSS JOIN turns"
            : "turns CROSS JOIN messages"
        return try Bool.fetchOne(
            transaction.database.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT 1 FROM \(order) ON turns.id = messages.turn_id
                        WHERE conversation_id = ?
                            AND number < (SELECT number FROM turns WHERE id = ?)
                            AND messages.privacy = '\(privacy.rawValue)')
                    """),
            arguments: [turn.conversation.text, turn.id.text]) ?? false
    }
}

extension PrivacyClass {
    /// The class that may travel least far; `everyone` of none.
    public static func strictest(of classes: [PrivacyClass]) -> PrivacyClass {
        classes.max { $0.level < $1.level } ?? .everyone
    }
}
