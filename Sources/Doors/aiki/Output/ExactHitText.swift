import AikiDialogue
import AikiMemory

/// Messages that hold every word, for people.
enum ExactHitText {
    /// Each with its date, who said it, where, and the words around what was found.
    static func of(_ hits: [ConversationLog.SearchHit], _ console: Console) -> String {
        guard !hits.isEmpty else { return "Nothing was found.\n" }
        return hits.map { hit in
            let head =
                "\(DateText.local(hit.time))  \(hit.role.rawValue)  \(PlainText.of(hit.title))"
            let snippet = PlainText.of(hit.snippet.replacing("\n", with: " "))
            return "\(console.faint(head))\n  \(snippet)\n"
        }.joined()
    }
}
