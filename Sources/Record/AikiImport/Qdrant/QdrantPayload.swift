import AikiBase
import Foundation

/// What the points of a collection carry: which field is the text, and what the others say of it.
struct QdrantPayload {
    /// Fields that hold the text in collections of common programs, the likeliest first.
    private static let textFields = [
        "text", "content", "page_content", "document", "body", "message", "chunk", "passage",
        "data",
        "memory", "summary",
    ]
    private static let titleFields = ["title", "name", "filename", "file_name", "source", "url"]
    private static let dateFields = [
        "date", "time", "timestamp", "created", "created_at", "updated_at", "metadata.date",
        "metadata.timestamp", "metadata.created_at",
    ]
    /// How deep fields of fields are looked at.
    private static let depthMax = 4
    /// The most fields of a point that are kept beside its text.
    private static let facetsMax = 64
    /// The most bytes of such a field.
    private static let facetBytesMax = 1_024

    /// The field that a person named, with full stops between the names of nested ones.
    let field: String?

    /// The text of a point; nil where it carries none.
    func text(of payload: JSONObject) -> String? {
        if let field { return Self.value(field, payload)?.text }
        for name in Self.textFields {
            if let text = payload[name]?.text { return text }
        }
        // Some programs keep the whole document as JSON in a field of its own.
        if let node = payload["_node_content"]?.text, let json = try? JSONValue(parsing: node) {
            return json["text"]?.text
        }
        return nil
    }

    /// What a point carries beside its text: texts, numbers and truths that are short.
    func facets(of payload: JSONObject, without text: String) -> [NoteFacet] {
        var facets: [NoteFacet] = []
        Self.walk(.object(payload), "", depth: 0) { name, value in
            guard facets.count < Self.facetsMax, value.utf8.count <= Self.facetBytesMax,
                value != text
            else { return }
            facets.append(NoteFacet(name: name, value: value))
        }
        return facets
    }

    /// What a note is called.
    func title(in facets: [NoteFacet]) -> String? {
        Self.first(Self.titleFields + Self.titleFields.map { "metadata." + $0 }, facets)
    }

    /// When a note was written.
    func date(in facets: [NoteFacet]) -> Date? {
        for name in Self.dateFields {
            guard let value = Self.first([name], facets) else { continue }
            if let date = ImportDate.of(.string(value)) { return date }
        }
        return nil
    }

    private static func first(_ names: [String], _ facets: [NoteFacet]) -> String? {
        names.lazy.compactMap { name in facets.first { $0.name == name }?.value }.first
    }

    private static func value(_ path: String, _ payload: JSONObject) -> JSONValue? {
        // A field's own name may hold full stops.
        if let value = payload[path] { return value }
        var value: JSONValue? = .object(payload)
        for name in path.split(separator: ".") { value = value?[String(name)] }
        return value
    }

    private static func walk(
        _ value: JSONValue, _ path: String, depth: Int, _ body: (String, String) -> Void
    ) {
        switch value {
        case .object(let object) where depth < depthMax:
            for (name, value) in object.pairs {
                walk(value, path.isEmpty ? name : "\(path).\(name)", depth: depth + 1, body)
            }
        case .array(let elements) where depth < depthMax:
            for element in elements { walk(element, path, depth: depth + 1, body) }
        case .string(let text): body(path, text)
        case .integer, .number, .bool: body(path, value.encoded())
        default: break
        }
    }
}
