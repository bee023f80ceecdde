import AikiArchive
import AikiBase
import AikiDialogue
import Foundation

/// Reads logs of sessions: JSON lines with a message or a whole conversation each, or JSON files.
///
/// The names of members differ from program to program; ``SessionRecord`` knows the usual ones. A
/// conversation is what has one session name, or one file.
final class SessionLogReader: ImportReader {
    private let values: JSONValues
    private let filesLeftOut: [ImportSkip]
    private var hasToldLeftOut = false
    private var ready: [ImportedUnit] = []
    private var isAtEnd = false
    private var skips: [ImportSkip] = []
    /// The turn that is gathered.
    private var conversation: ImportedConversation?
    private var turn: ImportedTurn?
    /// The last turn of each conversation.
    private var lastTurns: [String: String] = [:]
    private var messageNumbers: [String: Int] = [:]

    init(_ files: ImportFiles) throws {
        let endings: Set = ["jsonl", "ndjson", "json"]
        let own = files.files.filter { endings.contains($0.ending) }
        guard !own.isEmpty else {
            throw ImportError.nothingToImport(
                source: "a session log", path: files.root, expected: ImportSource.jsonl.expected)
        }
        filesLeftOut = files.files.filter { !endings.contains($0.ending) }.map { file in
            ImportSkip(reason: .otherFile, what: file.name)
        }
        values = JSONValues(own, members: ["sessions", "conversations", "history"])
    }

    var place: ImportPlace { values.place }

    func next() throws -> ImportedUnit? {
        if !hasToldLeftOut {
            hasToldLeftOut = true
            skips = filesLeftOut
        }
        while ready.isEmpty, !isAtEnd {
            guard let file = values.file, let element = try values.next() else {
                isAtEnd = true
                endTurn()
                break
            }
            switch element {
            case .unreadable(let problem, let place):
                skips.append(ImportSkip(reason: .unreadable, what: "\(place): \(problem)"))
            case .value(let value, let place):
                take(value, values.file ?? file, place)
            }
        }
        if ready.isEmpty, !skips.isEmpty {
            defer { skips = [] }
            return .skipped(skips)
        }
        return ready.isEmpty ? nil : ready.removeFirst()
    }

    private func take(_ value: JSONValue, _ file: ImportFiles.File, _ place: String) {
        if takeExported(value) { return }
        if let messages = SessionRecord.messages(in: value) {
            let named = SessionRecord.conversationName(of: value)
            let number = values.lastNumber
            let name = named ?? (number == 1 ? file.name : "\(file.name)#\(number)")
            for message in messages {
                add(
                    message, name, SessionRecord.title(of: value), undated: value, file,
                    place: place)
            }
            endTurn()
        } else {
            add(
                value, SessionRecord.conversationName(of: value) ?? file.name, nil, undated: value,
                file, place: place)
        }
    }

    /// Takes a line of this program's own export.
    private func takeExported(_ value: JSONValue) -> Bool {
        if value["type"]?.text == "export" { return true }
        if let (id, title, created) = ExportedTurn.conversation(value) {
            endTurn()
            conversation = ImportedConversation(
                externalID: id, title: title, created: created ?? .distantPast)
            return true
        }
        guard let (turn, name) = ExportedTurn.turn(value) else { return false }
        endTurn()
        var place = ImportedConversation(
            externalID: name, title: "", created: turn.messages[0].time)
        if let known = conversation, known.externalID == name { place = known }
        ready.append(ImportedUnit(conversation: place, turns: [turn], skips: skips))
        skips = []
        return true
    }

    private func add(
        _ value: JSONValue, _ name: String, _ title: String?, undated: JSONValue,
        _ file: ImportFiles.File, place: String
    ) {
        let number = messageNumbers[name, default: 0] + 1
        messageNumbers[name] = number
        guard let record = SessionRecord(value) else {
            skips.append(ImportSkip(reason: .unknownKind, what: place))
            return
        }
        guard !record.isEmpty else {
            skips.append(
                ImportSkip(reason: record.isToolResult ? .toolNoise : .empty, what: place))
            return
        }
        let before = conversation?.externalID == name ? turn?.messages.last?.time : nil
        let time = record.time ?? SessionRecord.time(of: undated) ?? before ?? file.changed
        let message = ImportedMessage(
            externalID: record.name ?? "#\(number)", message: record.message,
            model: record.model, time: time)
        let isQuestion = record.message.role == .user || record.message.role == .system
        let hasAnswer = turn?.messages.contains { $0.message.role == .assistant } ?? false
        if conversation?.externalID != name || isQuestion && hasAnswer { endTurn() }
        if turn == nil {
            conversation = ImportedConversation(
                externalID: name, title: title ?? "", created: time)
            turn = ImportedTurn(
                externalID: message.externalID, parentID: lastTurns[name], messages: [],
                outcome: .interrupted)
        }
        turn?.messages.append(message)
    }

    private func endTurn() {
        defer { turn = nil }
        guard var turn, let conversation else { return }
        turn.outcome = ImportedTurn.outcome(of: turn.messages)
        lastTurns[conversation.externalID] = turn.externalID
        ready.append(ImportedUnit(conversation: conversation, turns: [turn], skips: skips))
        skips = []
    }
}
