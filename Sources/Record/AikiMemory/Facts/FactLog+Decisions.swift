public import AikiBase
import AikiDialogue
import AikiStore
public import Foundation
import GRDB

extension FactLog {
    /// A decision of the write gate as it stands in the store.
    public struct Decision: Sendable, Equatable {
        /// Why something was kept or left out.
        public let reason: GateReason
        /// What understood the words: a language and a rule.
        public let rule: String
        /// Where they stand.
        public let source: FactSource
        /// The words themselves.
        public let words: String
        /// The fact they became, repeat or end.
        public let fact: Int64?
        /// When it was decided.
        public let time: Date
    }

    /// A message with all that was understood of it.
    public struct Memory: Sendable {
        /// The message.
        public let message: LoggedMessage
        /// The turn it belongs to.
        public let turn: TurnID
        /// The conversation it belongs to.
        public let conversation: ConversationID
        /// Whose memory it is.
        public let scope: String
        /// What was read out of it.
        public let facts: [Fact]
        /// What the gate decided, in the order of the words.
        public let decisions: [Decision]
        /// The bridges that start or end at it.
        public let bridges: [Bridge]
    }

    /// A message with its facts, bridges and decisions.
    ///
    /// - Throws: ``MemoryError/messageNotFound(id:)``.
    public func memory(_ message: Int64) async throws -> Memory {
        let facts = try await facts(ofMessage: message)
        let log = ConversationLog(store: store)
        return try await store.read { transaction in
            let turns = try ConversationLog.turns(ofMessages: [message], in: transaction)
            guard let turn = try turns.first.map({ try log.turn($0, in: transaction) }),
                let logged = turn.messages.first(where: { $0.number == message })
            else { throw MemoryError.messageNotFound(id: message) }
            let decisions = try Row.fetchAll(
                transaction.database,
                sql: "SELECT * FROM gate_decisions WHERE message_id = ? ORDER BY span_start, id",
                arguments: [message]
            ).map { try Decision($0, of: logged) }
            return Memory(
                message: logged, turn: turn.id, conversation: turn.conversation,
                scope: try log.scope(of: turn.conversation, in: transaction), facts: facts,
                decisions: decisions, bridges: try bridges(at: message, in: transaction))
        }
    }
}

extension FactLog.Decision {
    fileprivate init(_ row: Row, of message: LoggedMessage) throws {
        let name: String = try row.required("reason")
        guard let reason = GateReason(rawValue: name) else {
            throw MemoryError.unreadable(what: "A decision of the gate", detail: "'\(name)'")
        }
        self.reason = reason
        rule = try row.required("rule")
        source = FactSource(
            message: message.number, start: try row.required("span_start"),
            byteCount: try row.required("span_bytes"))
        words = source.words(of: message.message.text)
        fact = try row.optional("fact_id")
        time = Date(microsecondsSince1970: try row.required("recorded_micros"))
    }
}

extension FactSource {
    /// The words it names in the text of its message.
    public func words(of text: String) -> String {
        let bytes = text.utf8.dropFirst(max(0, start)).prefix(max(0, byteCount))
        return String(decoding: bytes, as: UTF8.self)
    }
}
