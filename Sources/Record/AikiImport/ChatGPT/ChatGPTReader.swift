import AikiArchive
import AikiBase
import Foundation

/// Reads the export of ChatGPT: an array of conversations, each a tree of messages.
///
/// Newer exports spread the array over `conversations-000.json` and so on.
final class ChatGPTReader: ImportReader {
    private let elements: JSONFiles

    init(_ files: ImportFiles) throws {
        let own = files.files.filter { file in
            let name = file.lastName.lowercased()
            return file.ending == "json"
                && (name.hasPrefix("conversations") || files.files.count == 1)
        }
        guard !own.isEmpty else {
            throw ImportError.nothingToImport(
                source: "ChatGPT", path: files.root, expected: ImportSource.chatgpt.expected)
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
            return Self.unit(value, undated: elements.file?.changed ?? .distantPast)
        }
    }

    func skip(_ count: Int) throws -> Int { try elements.skip(count) }

    /// A conversation of the export; what has no date gets the one that is given.
    static func unit(_ value: JSONValue, undated: Date) -> ImportedUnit {
        let name = value["conversation_id"]?.text ?? value["id"]?.text
        let title = value["title"]?.text ?? ""
        guard let mapping = value["mapping"]?.object else {
            return .skipped([ImportSkip(reason: .unknownKind, what: name ?? title)])
        }
        // Without a name its content names it.
        let externalID =
            name
            ?? ImportIdentity.name([JSONValue.object(mapping).encoded()])
        if value["is_do_not_remember"]?.truth == true {
            return .skipped([
                ImportSkip(reason: .notRemembered, what: title, count: mapping.count)
            ])
        }
        let created =
            ImportDate.of(value["create_time"])
            ?? ImportDate.of(value["update_time"]) ?? undated
        var tree = ChatGPTTree(
            mapping, current: value["current_node"]?.text, created: created,
            model: value["default_model_slug"]?.text ?? value["model_slug"]?.text)
        tree.walk()
        return ImportedUnit(
            conversation: ImportedConversation(
                externalID: externalID, title: title, created: created),
            turns: tree.turns,
            skips: tree.skips.map { skip in
                var skip = skip
                skip.what = title.isEmpty ? skip.what : "\(title): \(skip.what)"
                return skip
            })
    }
}
