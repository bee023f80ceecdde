import AikiArchive
import AikiBase

/// Turns a record into a document, by its file's format.
struct DocumentReader: Sendable {
    /// A document, or why the record is none.
    enum Result: Sendable, Equatable {
        case document(DocumentBody, metadata: JSONObject)
        /// In a few words, for lineage.
        case unreadable(String)
    }

    let source: CorpusRecipe.Source
    let format: DocumentFormat

    /// Reads a record.
    func read(_ record: RawRecord) -> Result {
        let bytes: [UInt8]
        switch record.content {
        case .tooLarge(let count):
            return .unreadable(
                "its \(count) bytes are more than \(RecordSplitter.recordBytesMax)")
        case .bytes(let content): bytes = content
        }
        switch format {
        case .text:
            if Self.isBinary(bytes) { return .unreadable("it is no text: it holds zero bytes") }
            return .document(.text(bytes), metadata: [:])
        case .markdown:
            if Self.isBinary(bytes) { return .unreadable("it is no text: it holds zero bytes") }
            guard let matter = FrontMatter(bytes) else {
                return .document(.text(bytes), metadata: [:])
            }
            return .document(
                .text(Array(bytes[matter.byteCount...])), metadata: Self.metadata(matter.fields))
        case .jsonl: return readObject(bytes)
        case .csv: return readRow(bytes, header: record.header ?? [])
        case .chat: return readConversation(bytes)
        }
    }

    /// Zeros stand in no text, but in UTF-16, which says so by its first bytes.
    static func isBinary(_ bytes: [UInt8]) -> Bool {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return false }
        return bytes.prefix(8 << 10).contains(0)
    }

    private func readObject(_ bytes: [UInt8]) -> Result {
        if bytes.allSatisfy({ $0 <= 0x20 }) { return .unreadable("an empty line") }
        let value: JSONValue
        do {
            value = try JSONValue(parsing: bytes)
        } catch {
            return .unreadable("no JSON: \(error.message)")
        }
        guard let object = value.object else { return .unreadable("no JSON object") }
        if let field = source.messagesField ?? (object["messages"] != nil ? "messages" : nil) {
            guard let messages = Self.messages(object[field]) else {
                return .unreadable("its \"\(field)\" is no list of messages")
            }
            return .document(.messages(messages), metadata: metadata(object, without: [field]))
        }
        let fields = source.textFields.isEmpty ? ["text"] : source.textFields
        var parts: [String] = []
        for field in fields {
            guard let text = Self.member(object, field)?.text else {
                return .unreadable("it has no text in \"\(field)\"")
            }
            if !text.isEmpty { parts.append(text) }
        }
        return .document(
            .text(Array(parts.joined(separator: "\n\n").utf8)),
            metadata: metadata(object, without: fields))
    }

    /// A member by its path: `meta.title`.
    private static func member(_ object: JSONObject, _ path: String) -> JSONValue? {
        if let value = object[path] { return value }
        var value: JSONValue? = .object(object)
        for name in path.split(separator: ".") { value = value?[String(name)] }
        return value
    }

    /// The fields of front matter; one that comes more than once is a list.
    private static func metadata(_ fields: [FrontMatter.Field]) -> JSONObject {
        var metadata = JSONObject()
        for field in fields {
            let earlier = metadata[field.name].map { $0.elements ?? [$0] } ?? []
            let isList = field.isItem || !earlier.isEmpty
            metadata[field.name] =
                isList ? .array(earlier + [.string(field.value)]) : .string(field.value)
        }
        return metadata
    }

    /// The members that the source names, kept in lineage.
    private func metadata(_ object: JSONObject, without fields: [String]) -> JSONObject {
        var metadata = JSONObject()
        for name in source.metadataFields where !fields.contains(name) {
            if let value = object[name] { metadata[name] = value }
        }
        return metadata
    }

    /// A list of `role` and `content`, or of `from` and `value`.
    static func messages(_ value: JSONValue?) -> [DocumentBody.ChatMessage]? {
        guard let elements = value?.elements, !elements.isEmpty else { return nil }
        var messages: [DocumentBody.ChatMessage] = []
        for element in elements {
            guard let role = (element["role"] ?? element["from"])?.text,
                let content = (element["content"] ?? element["value"])?.text
            else { return nil }
            let known = ["human": "user", "gpt": "assistant", "bot": "assistant"][role] ?? role
            messages.append(.init(role: known, content: Array(content.utf8)))
        }
        return messages
    }

    private func readRow(_ bytes: [UInt8], header: [UInt8]) -> Result {
        let separator = CSVRow.separator(of: header)
        let names = CSVRow.fields(header, separator: separator)
        let values = CSVRow.fields(bytes, separator: separator)
        guard names.count == values.count else {
            return .unreadable("it has \(values.count) fields, the first row \(names.count)")
        }
        let fields = source.textFields.isEmpty ? ["text"] : source.textFields
        var parts: [String] = []
        for field in fields {
            guard let index = names.firstIndex(of: field) else {
                return .unreadable("there is no column \"\(field)\"")
            }
            if !values[index].isEmpty { parts.append(values[index]) }
        }
        var metadata = JSONObject()
        for name in source.metadataFields {
            if let index = names.firstIndex(of: name) { metadata[name] = .string(values[index]) }
        }
        return .document(
            .text(Array(parts.joined(separator: "\n\n").utf8)), metadata: metadata)
    }

    private func readConversation(_ bytes: [UInt8]) -> Result {
        guard let value = try? JSONValue(parsing: bytes), value.object != nil else {
            return .unreadable("no conversation: no JSON object")
        }
        if let messages = Self.messages(value["messages"] ?? value["conversations"]) {
            return .document(.messages(messages), metadata: [:])
        }
        guard let messages = ChatExport.messages(value), !messages.isEmpty else {
            return .unreadable("no conversation: it holds no messages that were kept")
        }
        var metadata = JSONObject()
        if let title = value["title"] { metadata["title"] = title }
        return .document(.messages(messages), metadata: metadata)
    }
}
