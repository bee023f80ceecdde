/// How a file holds documents.
public enum DocumentFormat: String, Sendable, CaseIterable {
    /// One document a file, or several with a separator between.
    case text
    /// One document a file; front matter in YAML is taken off and kept as its metadata.
    case markdown
    /// A JSON object a line.
    case jsonl
    /// Comma- or tab-separated values; the first row names the columns.
    case csv
    /// A chat export: a JSON array of conversations, as ChatGPT writes it.
    case chat

    /// The format that a file's name tells.
    init?(fileName: String) {
        var name = fileName.lowercased()
        if name.hasSuffix(".gz") { name = String(name.dropLast(3)) }
        switch name.split(separator: ".").last {
        case "txt", "text": self = .text
        case "md", "markdown": self = .markdown
        case "jsonl", "ndjson": self = .jsonl
        case "csv", "tsv": self = .csv
        case "json": self = .chat
        default: return nil
        }
    }
}
