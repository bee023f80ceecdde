import AikiBase

/// A conversation of a ChatGPT export: a tree of messages, as every edit makes a branch.
///
/// `mapping` holds the nodes with their `parent`, `current_node` the end of the branch that was shown
/// last. That branch is taken; what is hidden or no text (tools, pictures) is left out.
enum ChatExport {
    /// The messages of the branch that was shown last; nil where it is no such conversation.
    static func messages(_ conversation: JSONValue) -> [DocumentBody.ChatMessage]? {
        guard let mapping = conversation["mapping"]?.object else { return nil }
        var name = conversation["current_node"]?.text ?? lastLeaf(mapping)
        var branch: [JSONValue] = []
        var seen = Set<String>()
        while let current = name, seen.insert(current).inserted, let node = mapping[current] {
            if let message = node["message"] { branch.append(message) }
            name = node["parent"]?.text
        }
        return branch.reversed().compactMap(message)
    }

    private static func lastLeaf(_ mapping: JSONObject) -> String? {
        mapping.pairs.last { $0.value["children"]?.elements?.isEmpty ?? true }?.key
    }

    private static func message(_ value: JSONValue) -> DocumentBody.ChatMessage? {
        guard let role = value["author"]?["role"]?.text,
            ["system", "user", "assistant"].contains(role),
            value["metadata"]?["is_visually_hidden_from_conversation"]?.truth != true
        else { return nil }
        let parts = (value["content"]?["parts"]?.elements ?? []).compactMap(\.text)
        let text = parts.joined(separator: "\n")
        return text.isEmpty ? nil : .init(role: role, content: Array(text.utf8))
    }
}
