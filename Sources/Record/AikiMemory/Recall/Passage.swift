import AikiBase
import AikiDialogue
import AikiStore
import Foundation
import GRDB

/// A message that waits to be cut into passages.
struct PassageSource {
    let message: Int64
    let conversation: String
    /// What a note is called, or a conversation; and whether it is a note.
    let title: String
    let isNote: Bool
    let role: Role
    let speaker: String
    let text: String
    let micros: Int64
    let privacy: PrivacyClass

    /// Reads messages that can be remembered, in order.
    static func fetch(
        _ messages: [Int64], in transaction: StoreTransaction
    ) throws -> [PassageSource] {
        let statement = try transaction.database.cachedStatement(
            sql: """
                SELECT messages.id, role, CAST(text AS BLOB) AS text,
                    CAST(speaker AS BLOB) AS speaker, time_micros, privacy,
                    turns.conversation_id, turns.door, conversations.title
                FROM messages JOIN turns ON turns.id = messages.turn_id
                    JOIN conversations ON conversations.id = turns.conversation_id
                WHERE messages.id = ? AND role IN ('user', 'assistant')
                """)
        return try messages.compactMap { message in
            try Row.fetchOne(statement, arguments: [message]).map(PassageSource.init)
        }
    }

    private init(_ row: Row) throws {
        message = try row.required("id")
        conversation = try row.required("conversation_id")
        title = try row.required("title")
        isNote = try row.required("door", as: String.self) == ConversationLog.noteDoor
        let roleText: String = try row.required("role")
        role = Role(rawValue: roleText) ?? .user
        speaker = try row.verbatim("speaker") ?? ""
        text = try row.verbatim("text") ?? ""
        micros = try row.required("time_micros")
        let privacyText: String = try row.required("privacy")
        privacy = PrivacyClass(rawValue: privacyText) ?? .secret
    }
}

extension PrivacyClass {
    /// Higher for what may travel less far.
    var level: Int {
        switch self {
        case .everyone: 0
        case .personal: 1
        case .secret: 2
        }
    }
}

/// A span of a message, ready to be stored.
struct Passage {
    let span: Range<Int>
    let traits: PassageTraits
    /// Who spoke, and what a note or a long text is called, as terms.
    let names: String
    let terms: String

    /// Cuts a message.
    static func passages(of source: PassageSource) -> [Passage] {
        let spans = PassageCutter.cut(source.text)
        let speaker = TextTerms.terms(of: source.speaker)
        let isCalled = source.isNote || spans.count > 1
        let names = isCalled ? speaker + TextTerms.terms(of: source.title) : speaker
        let nameTerms = names.joined(separator: " ")
        return spans.map { span in
            let text = source.text.bytes(in: span)
            var traits = PassageTraits(seenIn: text)
            if source.role == .assistant { traits.insert(.isAssistant) }
            if isCalled { traits.insert(.isCalled) }
            return Passage(
                span: span, traits: traits, names: nameTerms,
                terms: TextTerms.terms(of: text).joined(separator: " "))
        }
    }
}

extension String {
    /// The text in a span of bytes that ``PassageCutter`` made; what lies outside counts as empty.
    func bytes(in span: Range<Int>) -> String {
        if span.lowerBound == 0, span.upperBound >= utf8.count { return self }
        let clamped = span.clamped(to: 0..<utf8.count)
        let start = utf8.index(utf8.startIndex, offsetBy: clamped.lowerBound)
        let end = utf8.index(start, offsetBy: clamped.count)
        return String(decoding: utf8[start..<end], as: UTF8.self)
    }
}
