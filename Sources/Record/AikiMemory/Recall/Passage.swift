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
    /// Whether it tells nothing of its own, see ``PassageTraits/isEcho``.
    let isEcho: Bool
    let role: Role
    let speaker: String
    let text: String
    /// What a note says of itself.
    let fields: [(name: String, value: String)]
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
                    turns.conversation_id, turns.door, conversations.title,
                    EXISTS (SELECT 1 FROM recall_echoes WHERE message_id = messages.id) AS is_echo
                FROM messages JOIN turns ON turns.id = messages.turn_id
                    JOIN conversations ON conversations.id = turns.conversation_id
                WHERE messages.id = ? AND role IN ('user', 'assistant')
                """)
        // Only what was imported has any: their table is the importer's.
        let fields =
            try transaction.database.tableExists("note_facets")
            ? transaction.database.cachedStatement(
                sql: "SELECT name, value FROM note_facets WHERE message_id = ? ORDER BY position")
            : nil
        return try messages.compactMap { message in
            guard let row = try Row.fetchOne(statement, arguments: [message]) else { return nil }
            let rows = try fields.map { try Row.fetchAll($0, arguments: [message]) } ?? []
            return try PassageSource(
                row,
                fields: rows.map { (try $0.required("name"), try $0.required("value")) })
        }
    }

    private init(_ row: Row, fields: [(name: String, value: String)]) throws {
        self.fields = fields
        message = try row.required("id")
        conversation = try row.required("conversation_id")
        title = try row.required("title")
        isNote = try row.required("door", as: String.self) == ConversationLog.noteDoor
        isEcho = try row.required("is_echo")
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
    /// The most terms of a note's fields by which its parts are found.
    static let fieldTermsMax = 64
    /// The most times that a passage is found by, the first ones in it.
    static let timesMax = 32

    let span: Range<Int>
    let traits: PassageTraits
    /// Who spoke, what a note or a long text is called, and what else its fields say, as terms.
    let names: String
    let terms: String
    /// The times it speaks of, by a calendar without zones.
    let times: [TimeSpan]

    /// Cuts a message.
    static func passages(of source: PassageSource) -> [Passage] {
        let spans = PassageCutter.cut(source.text)
        let speaker = TextTerms.terms(of: source.speaker)
        let isCalled = source.isNote || spans.count > 1 || !source.fields.isEmpty
        let names = isCalled ? speaker + TextTerms.terms(of: source.title) : speaker
        let fields = fieldTerms(source.fields)
        return spans.map { span in
            let text = source.text.bytes(in: span)
            let words = TextTerms.words(of: text)
            var traits = PassageTraits(seenIn: text, words: words)
            if source.role == .assistant { traits.insert(.isAssistant) }
            if isCalled { traits.insert(.isCalled) }
            if source.isEcho { traits.insert(.isEcho) }
            let terms = words.compactMap(TextTerms.term(ofWord:))
            // The part of a note in which its fields stand is found by them already.
            let own = fields.isEmpty ? [] : Set(terms)
            let others = fields.filter { !own.contains($0) }
            return Passage(
                span: span, traits: traits, names: (names + others).joined(separator: " "),
                terms: terms.joined(separator: " "),
                times: times(
                    in: words, said: Date(microsecondsSince1970: source.micros)))
        }
    }

    /// What a note's fields say: their words, and those of a name that is a phrase ("what I would order
    /// again"). Addresses and numbers say nothing of a note.
    private static func fieldTerms(_ fields: [(name: String, value: String)]) -> [String] {
        var seen: Set<String> = []
        var terms: [String] = []
        for (name, value) in fields where !value.contains("://") {
            let nameTerms = TextTerms.terms(of: name)
            for term in (nameTerms.count > 1 ? nameTerms : []) + TextTerms.terms(of: value)
            where term.contains(where: \.isLetter) && seen.insert(term).inserted {
                terms.append(term)
            }
        }
        return Array(terms.prefix(fieldTermsMax))
    }

    /// The times that some words speak of.
    static func times(in words: [String], said: Date) -> [TimeSpan] {
        let spans = TimeExpression.all(
            in: words, now: said.asWritten(in: .current), calendar: calendar, takesBareYears: true)
        var seen: Set<TimeSpan> = []
        return Array(spans.filter { seen.insert($0).inserted }.prefix(timesMax))
    }

    private static let calendar: Calendar = {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        return calendar
    }()
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
