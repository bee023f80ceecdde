import AikiMemory

/// Where a past comes from; the raw value is what stands in the store.
public enum ImportSource: String, Sendable, CaseIterable {
    /// The data export of ChatGPT.
    case chatgpt
    /// The data export of Claude.
    case claude
    /// A folder of Markdown notes, as Obsidian keeps it.
    case vault
    /// Telegram Desktop's export, or updates that a bot received.
    case telegram
    /// Logs of sessions as JSON lines or JSON.
    case jsonl
    /// A collection of a Qdrant server whose points carry text.
    case qdrant

    /// The door that stands on its turns: what a person calls it.
    public var door: String { self == .vault ? ConversationLog.noteDoor : rawValue }

    /// What is expected at the path, as a person would say it.
    var expected: String {
        switch self {
        case .chatgpt: "the zip file of the export, its folder, or conversations.json"
        case .claude: "the zip file of the export, its folder, or conversations.json"
        case .vault: "a folder with Markdown files, or one such file"
        case .telegram: "result.json or its folder, or JSON files with a bot's updates"
        case .jsonl: "a file or folder of .jsonl, .ndjson or .json files"
        case .qdrant: "a server's address and a collection whose points carry text"
        }
    }
}
