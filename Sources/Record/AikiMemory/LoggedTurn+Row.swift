import AikiBase
import AikiDialogue
import AikiStore
import Foundation
import GRDB

extension LoggedTurn {
    /// What ``init(_:messages:)`` reads; the report, which is longer than all the rest, comes last.
    static let columns = """
        id, conversation_id, parent_id, door, started_micros, finished_micros, outcome, \
        error_code, model
        """

    /// Reads a row that begins with ``columns``, and a column of the report or NULL.
    init(_ row: Row, messages: [LoggedMessage]) throws {
        id = TurnID(try row.required(at: 0))
        conversation = ConversationID(try row.required(at: 1))
        parent = try row.optional(at: 2, as: String.self).map { TurnID($0) }
        door = try row.required(at: 3)
        started = Date(microsecondsSince1970: try row.required(at: 4))
        finished = try row.optional(at: 5, as: Int64.self).map {
            Date(microsecondsSince1970: $0)
        }
        outcome = try row.optional(at: 6, as: String.self).map { text in
            guard let outcome = TurnOutcome(rawValue: text) else {
                throw MemoryError.unreadable(what: "An outcome", detail: "'\(text)' is unknown")
            }
            return outcome
        }
        errorCode = try row.optional(at: 7)
        model = try row.optional(at: 8)
        reportText = try row.optional(at: 9)
        self.messages = messages
    }
}

extension LoggedMessage {
    /// What ``init(_:)`` reads: free text as bytes.
    static let columns = """
        messages.id, role, CAST(text AS BLOB), CAST(reasoning AS BLOB), tool_calls, \
        CAST(tool_call_id AS BLOB), CAST(speaker AS BLOB), messages.model, time_micros, privacy
        """
    /// How many those are.
    static let columnCount = 10

    /// Reads a row that begins with ``columns``: by their places, for a history has thousands.
    init(_ row: Row) throws {
        let roleText: String = try row.required(at: 1)
        let privacyText: String = try row.required(at: 9)
        guard let role = Role(rawValue: roleText) else {
            throw MemoryError.unreadable(what: "A message", detail: "role '\(roleText)'")
        }
        guard let privacy = PrivacyClass(rawValue: privacyText) else {
            throw MemoryError.unreadable(
                what: "A message", detail: "privacy class '\(privacyText)'")
        }
        number = try row.required(at: 0)
        message = Message(
            role: role, text: try row.verbatim(at: 2) ?? "",
            reasoning: try row.verbatim(at: 3),
            toolCalls: try ToolCallCoding.calls(in: try row.optional(at: 4)),
            toolCallID: try row.verbatim(at: 5), name: try row.verbatim(at: 6))
        model = try row.optional(at: 7)
        time = Date(microsecondsSince1970: try row.required(at: 8))
        self.privacy = privacy
    }
}

extension ConversationListing {
    /// Reads a row of the table `conversations` with a column `turn_count`.
    init(_ row: Row) throws {
        id = ConversationID(try row.required("id"))
        title = try row.required("title")
        scope = try row.required("scope")
        created = Date(microsecondsSince1970: try row.required("created_micros"))
        updated = Date(microsecondsSince1970: try row.required("updated_micros"))
        turnCount = try row.required("turn_count")
    }
}
