import AikiBase
import AikiDialogue
import AikiStore
import Foundation
import GRDB

extension LoggedTurn {
    /// Reads a row of the table `turns`.
    init(_ row: Row, messages: [LoggedMessage]) throws {
        id = TurnID(try row.required("id"))
        conversation = ConversationID(try row.required("conversation_id"))
        parent = try row.optional("parent_id", as: String.self).map { TurnID($0) }
        door = try row.required("door")
        started = Date(microsecondsSince1970: try row.required("started_micros"))
        finished = try row.optional("finished_micros", as: Int64.self).map {
            Date(microsecondsSince1970: $0)
        }
        outcome = try row.optional("outcome", as: String.self).map { text in
            guard let outcome = TurnOutcome(rawValue: text) else {
                throw MemoryError.unreadable(what: "An outcome", detail: "'\(text)' is unknown")
            }
            return outcome
        }
        errorCode = try row.optional("error_code")
        model = try row.optional("model")
        reportText = try row.optional("report")
        self.messages = messages
    }
}

extension LoggedMessage {
    /// Reads a row of the table `messages` whose free text was selected as bytes.
    init(_ row: Row) throws {
        let roleText: String = try row.required("role")
        let privacyText: String = try row.required("privacy")
        guard let role = Role(rawValue: roleText) else {
            throw MemoryError.unreadable(what: "A message", detail: "role '\(roleText)'")
        }
        guard let privacy = PrivacyClass(rawValue: privacyText) else {
            throw MemoryError.unreadable(
                what: "A message", detail: "privacy class '\(privacyText)'")
        }
        number = try row.required("id")
        message = Message(
            role: role, text: try row.verbatim("text") ?? "",
            reasoning: try row.verbatim("reasoning"),
            toolCalls: try ToolCallCoding.calls(in: try row.optional("tool_calls")),
            toolCallID: try row.verbatim("tool_call_id"), name: try row.verbatim("speaker"))
        model = try row.optional("model")
        time = Date(microsecondsSince1970: try row.required("time_micros"))
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
