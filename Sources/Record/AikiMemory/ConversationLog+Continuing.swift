public import AikiBase
public import AikiDialogue
public import AikiStore
import GRDB

extension ConversationLog {
    /// The most candidates of one hash that are compared.
    private static let candidatesMax = 8

    /// Where messages that a client sends belong.
    public struct Continuation: Sendable, Equatable {
        /// The turn they go on from; nil where none of the history is known.
        public let turn: TurnID?
        /// How many of the messages are in the log already.
        public let knownCount: Int
    }

    /// Finds the turn that a client's messages go on from, so that only new ones are stored.
    ///
    /// The longest beginning that ends with an answer and equals a path in the log, message by
    /// message, is known. Reasoning and white space around answers do not count.
    ///
    /// - Complexity: O(messages) look-ups.
    public func continuation(
        of messages: [Message], in transaction: StoreTransaction
    ) throws -> Continuation {
        var chain = ConversationChain()
        var chains: [(count: Int, stored: Int64)] = []
        for (index, message) in messages.enumerated() {
            chain.append(message)
            let isFollowed = index + 1 < messages.count
            if message.role == .assistant, isFollowed { chains.append((index + 1, chain.stored)) }
        }
        for (count, stored) in chains.reversed() {
            let candidates = try String.fetchAll(
                transaction.database.cachedStatement(
                    sql: "SELECT id FROM turns WHERE chain = ? ORDER BY number DESC LIMIT ?"),
                arguments: [stored, Self.candidatesMax])
            for candidate in candidates {
                let turn = TurnID(candidate)
                let known = try path(to: turn, in: transaction).flatMap(\.messages)
                let isSame =
                    known.count == count
                    && zip(known, messages).allSatisfy {
                        ConversationChain.isSame($0.message, $1)
                    }
                if isSame { return Continuation(turn: turn, knownCount: count) }
            }
        }
        return Continuation(turn: nil, knownCount: 0)
    }

    /// The hash of the path to a turn's answer.
    func chain(of turn: TurnID?, in transaction: StoreTransaction) throws -> ConversationChain {
        guard let turn else { return ConversationChain() }
        let stored = try Int64.fetchOne(
            transaction.database.cachedStatement(sql: "SELECT chain FROM turns WHERE id = ?"),
            arguments: [turn.text])
        guard let stored else { throw MemoryError.turnNotFound(id: turn.text) }
        return ConversationChain(stored: stored)
    }
}
