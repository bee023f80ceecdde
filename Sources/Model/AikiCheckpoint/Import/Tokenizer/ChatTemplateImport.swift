import AikiBase
import Foundation

/// Writes chat templates: one, or several by name.
enum ChatTemplateImport {
    /// Bytes of a template file, at most.
    static let fileBytesMax = 16 << 20

    /// Looks into `chat_template.jinja`, then `chat_template.json`, then the tokenizer's settings.
    static func write(
        folder: URL, settings: JSONValue, to metadata: inout MetadataList
    ) throws(CheckpointError) {
        let plain = folder.appending(path: "chat_template.jinja").path
        if FileManager.default.fileExists(atPath: plain) {
            let bytes = try JSONFile.bytes(plain, bytesMax: fileBytesMax)
            metadata["tokenizer.chat_template"] = .string(String(decoding: bytes, as: UTF8.self))
            return
        }
        let file = folder.appending(path: "chat_template.json").path
        let json = try JSONFile.readIfPresent(file, bytesMax: fileBytesMax)
        guard let template = json?["chat_template"] ?? settings["chat_template"],
            template != .null
        else { return }
        if let text = template.text {
            metadata["tokenizer.chat_template"] = .string(text)
            return
        }
        var names = ByteStrings()
        for entry in template.elements ?? [] {
            guard let name = entry["name"]?.text, let text = entry["template"]?.text else {
                throw .unsupportedField(
                    file: "tokenizer_config.json", field: "chat_template",
                    value: String(entry.encoded().prefix(120)))
            }
            if name == "default" {
                metadata["tokenizer.chat_template"] = .string(text)
            } else {
                metadata["tokenizer.chat_template.\(name)"] = .string(text)
                names.append(name)
            }
        }
        if names.count > 0 { metadata["tokenizer.chat_templates"] = .array(.string(names)) }
    }
}
