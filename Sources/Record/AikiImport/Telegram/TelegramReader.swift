import AikiArchive
import AikiBase
import AikiDialogue
import Foundation

/// Reads Telegram Desktop's export of one chat or of all, message by message.
///
/// Whose export it is, it says where it holds all chats; for one chat it has to be told. The owner
/// speaks without a name, everyone else with one, deleted accounts too.
final class TelegramReader: ImportReader {
    private enum Level {
        case object
        case list
        case messages
    }

    private let file: ImportFiles.File
    private let stream: CountedStream
    private let walk: JSONWalk
    private var owner: String?
    private var levels: [Level] = []
    private var chat = TelegramChat()
    private var kind = ""
    private var skips: [ImportSkip] = []
    /// What is to be handed out; the last burst of one chat ends where the next chat begins.
    private var ready: [ImportedUnit] = []
    private var isAtEnd = false

    init(_ file: ImportFiles.File, owner: String?) throws {
        self.file = file
        self.owner = owner
        stream = try file.open()
        walk = JSONWalk(stream, path: file.name)
        if try walk.nextKind() == .object {
            try walk.enterObject()
            levels = [.object]
        }
    }

    /// Whether a file is such an export, told by its first keys.
    static func isExport(_ file: ImportFiles.File) throws -> Bool {
        let walk = JSONWalk(try file.open(), path: file.name)
        guard try walk.nextKind() == .object else { return false }
        try walk.enterObject()
        while let key = try walk.nextKey() {
            if ["chats", "messages", "personal_information"].contains(key) { return true }
            // What a bot received begins like this.
            if ["update_id", "message", "ok", "message_id"].contains(key) { return false }
            try walk.skipValue()
        }
        return false
    }

    var place: ImportPlace {
        ImportPlace(done: stream.bytes, total: Int64(file.bytes))
    }

    func next() throws -> ImportedUnit? {
        while ready.isEmpty, !isAtEnd {
            guard let value = try nextMessage() else {
                isAtEnd = true
                endBurst()
                break
            }
            guard let message = read(value) else { continue }
            if chat.endsBurst(before: message.time) { endBurst() }
            chat.add(message)
        }
        return ready.isEmpty ? nil : ready.removeFirst()
    }

    private func endBurst() {
        guard let unit = chat.takeBurst(skips) else { return }
        ready.append(unit)
        skips = []
    }

    /// Walks on to the next message of any chat.
    private func nextMessage() throws -> JSONValue? {
        while let level = levels.last {
            switch level {
            case .object:
                guard let key = try walk.nextKey() else {
                    levels.removeLast()
                    continue
                }
                try take(key)
            case .list:
                guard try walk.nextElement() else {
                    levels.removeLast()
                    continue
                }
                guard try walk.nextKind() == .object else {
                    try walk.skipValue()
                    continue
                }
                endChat()
                try walk.enterObject()
                levels.append(.object)
            case .messages:
                guard try walk.nextElement() else {
                    levels.removeLast()
                    continue
                }
                do {
                    return try walk.readValue()
                } catch {
                    skips.append(ImportSkip(reason: .unreadable, what: error.message))
                }
            }
        }
        return nil
    }

    private func endChat() {
        endBurst()
        chat = TelegramChat()
        kind = ""
    }

    /// A member of an object: the chat's own, or a way to more chats.
    private func take(_ key: String) throws {
        let next = try walk.nextKind()
        switch (key, next) {
        case ("personal_information", .object):
            let person = try walk.readValue()
            if owner == nil { owner = person["user_id"]?.wholeNumber.map { "user\($0)" } }
        case ("chats", .object), ("left_chats", .object):
            try walk.enterObject()
            levels.append(.object)
        case ("list", .array):
            try walk.enterArray()
            levels.append(.list)
        case ("messages", .array):
            try walk.enterArray()
            levels.append(.messages)
        case ("name", _): chat.title = try walk.readValue().text ?? ""
        case ("type", _):
            kind = try walk.readValue().text ?? ""
            chat.isBot = kind == "bot_chat"
            if kind == "saved_messages", chat.title.isEmpty { chat.title = "Saved Messages" }
        case ("id", _):
            chat.externalID = try walk.readValue().wholeNumber.map { "desktop:\($0)" } ?? ""
        default: try walk.skipValue()
        }
    }

    private func read(_ value: JSONValue) -> ImportedMessage? {
        let name = value["id"]?.wholeNumber.map(String.init)
        func skip(_ reason: ImportSkip.Reason) -> ImportedMessage? {
            skips.append(
                ImportSkip(reason: reason, what: "\(chat.title): message \(name ?? "?")"))
            return nil
        }
        guard let name, !chat.externalID.isEmpty else { return skip(.unknownKind) }
        guard value["type"]?.text == "message" else { return skip(.service) }
        let text = TelegramText.exported(value)
        if text.isEmpty { return skip(.empty) }
        let time =
            value["date_unixtime"].flatMap { ImportDate.of($0) }
            ?? ImportDate.of(value["date"])
        guard let time else { return skip(.unknownKind) }
        let speaker = value["from"]?.text
        let isOwner =
            kind == "saved_messages"
            || owner.map { $0 == value["from_id"]?.text || $0 == speaker } ?? false
        let message = Message(
            role: chat.isBot && !isOwner ? .assistant : .user, text: text,
            name: isOwner ? nil : speaker ?? value["from_id"]?.text ?? "somebody")
        return ImportedMessage(externalID: name, message: message, time: time)
    }
}
