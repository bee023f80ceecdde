import AikiArchive
import AikiBase
import AikiDialogue
import Foundation

/// Reads the export of Claude: `conversations.json`, and the documents of `projects.json`.
final class ClaudeReader: ImportReader {
    private let elements: JSONFiles

    init(_ files: ImportFiles) throws {
        let own = files.files.filter { file in
            let name = file.lastName.lowercased()
            return file.ending == "json"
                && (name.hasPrefix("conversations") || name.hasPrefix("projects")
                    || files.files.count == 1)
        }
        guard !own.isEmpty else {
            throw ImportError.nothingToImport(
                source: "Claude", path: files.root, expected: ImportSource.claude.expected)
        }
        elements = JSONFiles(own, members: ["conversations"])
    }

    var place: ImportPlace { elements.place }

    func next() throws -> ImportedUnit? {
        switch try elements.next() {
        case nil: return nil
        case .unreadable(let error):
            return .skipped([ImportSkip(reason: .unreadable, what: error.message)])
        case .value(let value):
            let undated = elements.file?.changed ?? .distantPast
            if value["chat_messages"] != nil { return Self.unit(value, undated: undated) }
            if value["docs"] != nil { return Self.documents(value, undated: undated) }
            let name = value["name"]?.text ?? value["uuid"]?.text ?? "an element"
            return .skipped([ImportSkip(reason: .unknownKind, what: name)])
        }
    }

    func skip(_ count: Int) throws -> Int { try elements.skip(count) }

    /// A conversation: its messages in order, with branches where they name what they follow.
    static func unit(_ value: JSONValue, undated: Date) -> ImportedUnit {
        let title = value["name"]?.text ?? ""
        let created = ImportDate.of(value["created_at"]) ?? undated
        let messages = value["chat_messages"]?.elements ?? []
        guard let name = value["uuid"]?.text else {
            return .skipped([ImportSkip(reason: .unknownKind, what: title, count: messages.count)])
        }
        var turns: [ImportedTurn] = []
        var skips: [ImportSkip] = []
        /// The turn a message came to stand in.
        var places: [String: Int] = [:]
        for (index, item) in messages.enumerated() {
            let id = item["uuid"]?.text ?? "\(index)"
            guard let message = ClaudeContent.message(item, id: id) else {
                skips.append(ImportSkip(reason: .empty, what: title.isEmpty ? id : title))
                continue
            }
            let time = ImportDate.of(item["created_at"]) ?? turns.last?.messages.last?.time
            let imported = ImportedMessage(
                externalID: id, message: message, model: item["model"]?.text,
                time: time ?? created)
            let followed = item["parent_message_uuid"]?.text.flatMap { places[$0] }
            let before = followed ?? (turns.isEmpty ? nil : turns.count - 1)
            if message.role == .assistant, let before,
                turns[before].messages.last?.message.role == .user
            {
                turns[before].messages.append(imported)
                turns[before].outcome = .answered
                places[id] = before
            } else {
                turns.append(
                    ImportedTurn(
                        externalID: id, parentID: before.map { turns[$0].externalID },
                        messages: [imported], outcome: ImportedTurn.outcome(of: [imported])))
                places[id] = turns.count - 1
            }
        }
        return ImportedUnit(
            conversation: ImportedConversation(externalID: name, title: title, created: created),
            turns: turns, skips: skips)
    }

    /// The documents of a project, a turn each.
    private static func documents(_ value: JSONValue, undated: Date) -> ImportedUnit {
        let title = value["name"]?.text ?? ""
        let created = ImportDate.of(value["created_at"]) ?? undated
        guard let name = value["uuid"]?.text else {
            return .skipped([ImportSkip(reason: .unknownKind, what: title)])
        }
        var skips: [ImportSkip] = []
        var turns: [ImportedTurn] = []
        for (index, document) in (value["docs"]?.elements ?? []).enumerated() {
            let id = document["uuid"]?.text ?? "\(index)"
            let fileName = document["filename"]?.text ?? ""
            guard let text = document["content"]?.text, !text.isEmpty else {
                skips.append(ImportSkip(reason: .empty, what: "\(title): \(fileName)"))
                continue
            }
            let message = ImportedMessage(
                externalID: id,
                message: Message(role: .user, text: "[file: \(fileName)]\n\(text)"),
                time: ImportDate.of(document["created_at"]) ?? created,
                facets: [NoteFacet(name: "file", value: fileName)])
            turns.append(ImportedTurn(externalID: id, messages: [message], outcome: .noted))
        }
        return ImportedUnit(
            conversation: ImportedConversation(externalID: name, title: title, created: created),
            turns: turns, skips: skips)
    }
}
