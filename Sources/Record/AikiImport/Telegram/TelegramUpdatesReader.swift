import AikiArchive
import AikiBase
import AikiDialogue
import Foundation

/// Reads what a bot received: updates of the Bot API, one a file, one a line, or in an array.
final class TelegramUpdatesReader: ImportReader {
    /// Members of an update that hold a message.
    private static let messageKeys = [
        "message", "edited_message", "channel_post", "edited_channel_post", "business_message",
        "edited_business_message",
    ]

    private let values: JSONValues
    private let owner: String?
    private var chat = TelegramChat()
    private var skips: [ImportSkip] = []
    private var ready: [ImportedUnit] = []
    private var isAtEnd = false

    init(_ files: [ImportFiles.File], owner: String?) {
        values = JSONValues(files, members: ["result", "updates"])
        self.owner = owner
    }

    var place: ImportPlace { values.place }

    func next() throws -> ImportedUnit? {
        while ready.isEmpty, !isAtEnd {
            guard let element = try values.next() else {
                isAtEnd = true
                endBurst()
                break
            }
            switch element {
            case .unreadable(let error, _):
                skips.append(ImportSkip(reason: .unreadable, what: error))
            case .value(let value, let place): take(value, place)
            }
        }
        return ready.isEmpty ? nil : ready.removeFirst()
    }

    private func endBurst() {
        guard let unit = chat.takeBurst(skips) else { return }
        ready.append(unit)
        skips = []
    }

    private func take(_ update: JSONValue, _ place: String) {
        let wrapped: JSONValue? = Self.messageKeys.lazy.compactMap { update[$0] }.first
        let message = wrapped ?? update
        guard let id = message["message_id"]?.wholeNumber,
            let chatID = message["chat"]?["id"]?.wholeNumber,
            let time = ImportDate.of(message["date"])
        else {
            skips.append(ImportSkip(reason: .unknownKind, what: place))
            return
        }
        let text = TelegramText.received(message)
        guard !text.isEmpty else {
            skips.append(ImportSkip(reason: .service, what: place))
            return
        }
        let externalID = "bot:\(chatID)"
        if chat.externalID != externalID || chat.endsBurst(before: time) { endBurst() }
        chat.externalID = externalID
        chat.title = Self.title(message["chat"])
        chat.add(
            ImportedMessage(
                externalID: "\(id)", message: said(text, message["from"]), time: time))
    }

    private func said(_ text: String, _ person: JSONValue?) -> Message {
        let names = ["first_name", "last_name"].compactMap { person?[$0]?.text }
        let name = names.isEmpty ? person?["username"]?.text : names.joined(separator: " ")
        let ids = [name, person?["username"]?.text, person?["id"]?.wholeNumber.map(String.init)]
        let isOwner = owner.map { ids.contains($0) } ?? false
        let isBot = person?["is_bot"]?.truth == true
        return Message(
            role: isBot ? .assistant : .user, text: text,
            name: isOwner ? nil : name ?? ids.compactMap(\.self).first ?? "somebody")
    }

    private static func title(_ chat: JSONValue?) -> String {
        if let title = chat?["title"]?.text { return title }
        let names = ["first_name", "last_name"].compactMap { chat?[$0]?.text }
        return names.isEmpty ? chat?["username"]?.text ?? "" : names.joined(separator: " ")
    }
}
