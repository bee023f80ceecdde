import AikiBase
import AikiDialogue
import AikiMemory
import AikiStore
import Foundation
import GRDB

/// Writes units within one transaction: what is known stays, what is new is added, what was edited is
/// written anew.
struct ImportWriter {
    let source: ImportSource
    let options: Importer.Options
    let log: ConversationLog
    private(set) var counts: ImportCounts
    /// Messages that were written.
    private(set) var written: [Int64] = []
    private let transaction: StoreTransaction
    private let key: Data?

    init(
        _ source: ImportSource, _ options: Importer.Options, _ log: ConversationLog,
        _ counts: ImportCounts, in transaction: StoreTransaction
    ) throws {
        self.source = source
        self.options = options
        self.log = log
        self.counts = counts
        self.transaction = transaction
        key = try ForgottenImports.key(in: transaction)
    }

    private var database: Database { transaction.database }

    /// Writes a unit.
    mutating func write(_ unit: ImportedUnit) throws {
        for skip in unit.skips { counts.add(skip) }
        guard !unit.turns.isEmpty else { return }
        let conversation = ImportIdentity.conversation(source, unit.conversation.externalID)
        var number = try knownNumber(of: unit.conversation)
        var names = Set<String>()
        for var turn in unit.turns {
            for index in turn.messages.indices {
                turn.messages[index].externalID = Self.unused(
                    Self.plain(turn.messages[index].externalID), &names)
            }
            try write(turn, unit.conversation, conversation, &number)
        }
    }

    /// A name that no other message of the unit has: damaged exports name two alike.
    private static func unused(_ name: String, _ names: inout Set<String>) -> String {
        if names.insert(name).inserted { return name }
        var count = 2
        while !names.insert("\(name)#\(count)").inserted { count += 1 }
        return "\(name)#\(count)"
    }

    private func knownNumber(of conversation: ImportedConversation) throws -> Int64? {
        try Int64.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT number FROM import_conversations WHERE source = ? AND external_id = ?
                    """),
            arguments: [source.rawValue, Self.plain(conversation.externalID)])
    }

    /// SQLite's strings end at U+0000.
    private static func plain(_ text: String) -> String {
        text.utf8.contains(0) ? text.filter { $0 != "\0" } : text
    }

    private mutating func write(
        _ turn: ImportedTurn, _ outer: ImportedConversation, _ conversation: ConversationID,
        _ number: inout Int64?
    ) throws {
        var known: [String: Known] = [:]
        var isNew = false
        var isChanged = false
        var messages: [ImportedMessage] = []
        for message in turn.messages {
            guard let message = try takeable(message, outer) else { continue }
            messages.append(message)
            if let number, let stored = try self.known(message, number) {
                known[message.externalID] = stored
                if stored.hash != ImportIdentity.content(of: message) { isChanged = true }
            } else {
                isNew = true
            }
        }
        guard isNew || isChanged else {
            counts.known += messages.count
            return
        }
        if known.isEmpty {
            try add(turn, messages, outer, conversation, &number)
        } else if let number {
            try update(messages, known, conversation, number)
        }
    }

    /// A message as it can be stored; nil where it is too large or was forgotten.
    private mutating func takeable(
        _ message: ImportedMessage, _ outer: ImportedConversation
    ) throws -> ImportedMessage? {
        let bytes = message.message.text.utf8.count + (message.message.reasoning?.utf8.count ?? 0)
        guard bytes <= ConversationLog.messageBytesMax else {
            counts.add(ImportSkip(reason: .tooLarge, what: "\(outer.title): \(bytes) bytes"))
            return nil
        }
        if let key {
            let isForgotten = try ForgottenImports.contains(
                source.rawValue, outer.externalID, message.externalID, key: key, in: transaction)
            if isForgotten {
                counts.add(ImportSkip(reason: .forgotten, what: "a message"))
                return nil
            }
        }
        return message
    }

    /// A message of the store.
    private struct Known {
        let id: Int64
        let turn: TurnID
        let hash: Data
    }

    private func known(_ message: ImportedMessage, _ number: Int64) throws -> Known? {
        let row = try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT import_messages.message_id, import_messages.hash, messages.turn_id
                    FROM import_messages JOIN messages ON messages.id = import_messages.message_id
                    WHERE conversation = ? AND external_id = ?
                    """),
            arguments: [number, message.externalID])
        return try row.map { row in
            Known(
                id: try row.required("message_id"), turn: TurnID(try row.required("turn_id")),
                hash: try row.required("hash"))
        }
    }

    private mutating func add(
        _ turn: ImportedTurn, _ messages: [ImportedMessage], _ outer: ImportedConversation,
        _ conversation: ConversationID, _ number: inout Int64?
    ) throws {
        guard !messages.isEmpty else { return }
        if number == nil {
            let title = outer.title.isEmpty ? messages[0].message.text : outer.title
            let isMade = try log.makeConversation(
                conversation, title: title, scope: options.scope, created: outer.created,
                in: transaction)
            if isMade { counts.conversations += 1 }
            try database.execute(
                sql: """
                    INSERT INTO import_conversations (source, external_id, conversation_id)
                    VALUES (?, ?, ?)
                    """,
                arguments: [source.rawValue, Self.plain(outer.externalID), conversation.text])
            number = database.lastInsertedRowID
        }
        guard let number else { return }
        var name = turn.externalID
        var id = ImportIdentity.turn(source, outer.externalID, name)
        // The turn may be there with other messages, where its first one was said again.
        while try exists(id) {
            name += "+"
            id = ImportIdentity.turn(source, outer.externalID, name)
        }
        let recorded = RecordedTurn(
            id: id, conversation: conversation, parent: try parent(of: turn, outer),
            door: source.door, messages: messages.map(recorded), outcome: turn.outcome(of: messages)
        )
        let numbers = try log.record(recorded, in: transaction)
        for (message, id) in zip(messages, numbers) { try note(message, id, number) }
        counts.messages += messages.count
    }

    private func exists(_ turn: TurnID) throws -> Bool {
        try Bool.fetchOne(
            database.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM turns WHERE id = ?)"),
            arguments: [turn.text]) ?? false
    }

    /// The turn that one follows, where it is in the store.
    private func parent(of turn: ImportedTurn, _ outer: ImportedConversation) throws -> TurnID? {
        guard let parent = turn.parentID else { return nil }
        let id = ImportIdentity.turn(source, outer.externalID, parent)
        return try exists(id) ? id : nil
    }

    private func recorded(_ message: ImportedMessage) -> RecordedMessage {
        RecordedMessage(
            message: message.message, model: message.model, time: message.time,
            privacy: PrivacyClass.strictest(
                of: [options.privacy, message.privacy ?? options.privacy]))
    }

    /// Writes what belongs to a message beside it.
    private mutating func note(
        _ message: ImportedMessage, _ id: Int64, _ number: Int64
    ) throws {
        written.append(id)
        try database.cachedStatement(
            sql: """
                INSERT INTO import_messages (conversation, external_id, message_id, hash)
                VALUES (?, ?, ?, ?)
                """
        ).execute(arguments: [
            number, message.externalID, id, ImportIdentity.content(of: message),
        ])
        for (position, facet) in message.facets.enumerated() {
            try database.cachedStatement(
                sql: """
                    INSERT INTO note_facets (message_id, position, name, value)
                    VALUES (?, ?, ?, ?)
                    """
            ).execute(arguments: [id, position, Self.plain(facet.name), Self.plain(facet.value)])
        }
        for (position, link) in message.links.enumerated() {
            try database.cachedStatement(
                sql: """
                    INSERT INTO note_links (message_id, position, kind, target, heading)
                    VALUES (?, ?, ?, ?, ?)
                    """
            ).execute(arguments: [
                id, position, link.kind.rawValue, Self.plain(link.target),
                Self.plain(link.heading),
            ])
        }
        counts.facets += message.facets.count
        counts.links += message.links.count
    }

    /// Writes turns anew of which some messages changed, or to which some came.
    private mutating func update(
        _ messages: [ImportedMessage], _ known: [String: Known],
        _ conversation: ConversationID, _ number: Int64
    ) throws {
        let stored = Set(known.values.map(\.turn.text))
        // What is new belongs behind what was said before it.
        let last = messages.last { known[$0.externalID] != nil }
        let lastTurn = last.flatMap { known[$0.externalID]?.turn.text }
        for name in stored.sorted() {
            try rewrite(
                TurnID(name), messages, known, conversation, number, takesNew: name == lastTurn)
        }
    }

    private mutating func rewrite(
        _ id: TurnID, _ messages: [ImportedMessage], _ known: [String: Known],
        _ conversation: ConversationID, _ number: Int64, takesNew: Bool
    ) throws {
        let old = try log.turn(id, in: transaction)
        let names = try Row.fetchAll(
            database,
            sql: """
                SELECT message_id, external_id FROM import_messages WHERE message_id IN
                    (SELECT id FROM messages WHERE turn_id = ?)
                """, arguments: [id.text]
        ).reduce(into: [Int64: String]()) { names, row in
            names[try row.required("message_id")] = try row.required("external_id")
        }
        let newByName = Dictionary(messages.map { ($0.externalID, $0) }) { _, last in last }
        var result: [ImportedMessage] = []
        for message in old.messages {
            let name = names[message.number] ?? "#\(message.number)"
            if var new = newByName[name] {
                // However it comes again, it travels no further than before.
                new.privacy = PrivacyClass.strictest(
                    of: [message.privacy, new.privacy ?? message.privacy])
                result.append(new)
                let isSame = known[name]?.hash == ImportIdentity.content(of: new)
                if isSame { counts.known += 1 } else { counts.changed += 1 }
            } else {
                let facets = try ImportedNotes.facets(of: message.number, in: transaction)
                let links = try ImportedNotes.links(of: message.number, in: transaction)
                result.append(
                    ImportedMessage(
                        externalID: name, message: message.message, model: message.model,
                        time: message.time, privacy: message.privacy, facets: facets,
                        links: links.map(\.link)))
            }
        }
        if takesNew {
            let new = messages.filter { known[$0.externalID] == nil }
            result += new
            counts.messages += new.count
        }
        let outcome = old.outcome == .noted ? .noted : ImportedTurn.outcome(of: result)
        let numbers = try log.rewrite(
            RecordedTurn(
                id: id, conversation: conversation, parent: old.parent, door: old.door,
                messages: result.map(recorded), outcome: outcome), in: transaction)
        for (message, id) in zip(result, numbers) { try note(message, id, number) }
    }
}

extension ImportedTurn {
    /// How it ended with the messages that are left of it.
    fileprivate func outcome(of messages: [ImportedMessage]) -> TurnOutcome {
        outcome == .noted ? .noted : Self.outcome(of: messages)
    }
}
