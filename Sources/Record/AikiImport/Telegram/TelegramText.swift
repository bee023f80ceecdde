import AikiBase

/// The text of a Telegram message; what is no text is named in brackets.
enum TelegramText {
    /// A message of Telegram Desktop's export.
    static func exported(_ value: JSONValue) -> String {
        var blocks = [plain(value["text"])]
        if value["photo"] != nil { blocks.append("[photo]") }
        if let kind = value["media_type"]?.text {
            blocks.append(media(kind, value))
        } else if value["file"] != nil {
            blocks.append("[file: \(value["file_name"]?.text ?? "unnamed")]")
        }
        if let place = value["location_information"] { blocks.append(location(place)) }
        if let contact = value["contact_information"] {
            let name = [contact["first_name"]?.text, contact["last_name"]?.text]
                .compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " ")
            blocks.append("[contact: \(name)]")
        }
        if let poll = value["poll"] { blocks.append(Self.poll(poll, answers: "answers")) }
        // Whoever hides their name is null there.
        return joined(blocks, forwarded: value["forwarded_from"].map { $0.text ?? "somebody" })
    }

    /// A message of the Bot API.
    static func received(_ value: JSONValue) -> String {
        var blocks = [value["text"]?.text ?? value["caption"]?.text ?? ""]
        let kinds = [
            ("photo", "photo"), ("voice", "voice message"), ("video", "film"),
            ("video_note", "video message"), ("audio", "sound"), ("animation", "animation"),
        ]
        for (key, word) in kinds where value[key] != nil {
            blocks.append("[\(word)\(seconds(value[key]?["duration"]))]")
        }
        if let file = value["document"], value["animation"] == nil {
            blocks.append("[file: \(file["file_name"]?.text ?? "unnamed")]")
        }
        if let sticker = value["sticker"] {
            blocks.append("[sticker \(sticker["emoji"]?.text ?? "")]".replacing(" ]", with: "]"))
        }
        if let game = value["game"] { blocks.append("[game: \(game["title"]?.text ?? "")]") }
        if let contact = value["contact"] {
            blocks.append("[contact: \(contact["first_name"]?.text ?? "")]")
        }
        if let venue = value["venue"] {
            blocks.append("[place: \(venue["title"]?.text ?? "")]")
        } else if let place = value["location"] {
            blocks.append(location(place))
        }
        if let poll = value["poll"] { blocks.append(Self.poll(poll, answers: "options")) }
        return joined(blocks, forwarded: origin(value))
    }

    /// Who said first what a message passes on; nil where it passes nothing on.
    private static func origin(_ value: JSONValue) -> String? {
        let origin = value["forward_origin"]
        let isForwarded = [origin, value["forward_from"], value["forward_date"]].contains {
            $0 != nil
        }
        let names = [
            value["forward_from"]?["first_name"], origin?["sender_user"]?["first_name"],
            origin?["sender_user_name"], origin?["sender_chat"]?["title"],
            origin?["chat"]?["title"], value["forward_from_chat"]?["title"],
            value["forward_sender_name"],
        ]
        return isForwarded ? names.lazy.compactMap { $0?.text }.first ?? "somebody" : nil
    }

    private static func joined(_ blocks: [String], forwarded: String?) -> String {
        let text = blocks.filter { !$0.isEmpty }.joined(separator: "\n")
        guard let forwarded, !text.isEmpty else { return text }
        return "[forwarded from \(forwarded)]\n\(text)"
    }

    /// Text is a string, or an array of strings and marked pieces.
    private static func plain(_ value: JSONValue?) -> String {
        switch value {
        case .string(let text): text
        case .array(let parts):
            parts.map { part in
                let text = part.text ?? part["text"]?.text ?? ""
                guard part["type"]?.text == "text_link", let address = part["href"]?.text else {
                    return text
                }
                return "\(text) (\(address))"
            }.joined()
        default: ""
        }
    }

    private static func media(_ kind: String, _ value: JSONValue) -> String {
        let length = seconds(value["duration_seconds"])
        switch kind {
        case "sticker":
            let sign = value["sticker_emoji"]?.text ?? ""
            return sign.isEmpty ? "[sticker]" : "[sticker \(sign)]"
        case "voice_message": return "[voice message\(length)]"
        case "video_message": return "[video message\(length)]"
        case "video_file": return "[film\(length)]"
        case "audio_file":
            let names = [value["performer"]?.text, value["title"]?.text].compactMap { $0 }
            return names.isEmpty
                ? "[sound\(length)]" : "[sound: \(names.joined(separator: " – "))\(length)]"
        default: return "[\(kind.replacing("_", with: " "))\(length)]"
        }
    }

    private static func seconds(_ value: JSONValue?) -> String {
        value?.wholeNumber.map { ", \($0) s" } ?? ""
    }

    private static func location(_ value: JSONValue) -> String {
        let numbers = ["latitude", "longitude"].compactMap { value[$0]?.real.map { "\($0)" } }
        return "[location: \(numbers.joined(separator: ", "))]"
    }

    private static func poll(_ value: JSONValue, answers: String) -> String {
        let options = (value[answers]?.elements ?? []).compactMap { $0["text"]?.text }
        return "[poll: \(value["question"]?.text ?? ""): \(options.joined(separator: " / "))]"
    }
}
