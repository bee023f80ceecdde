import AikiDialogue
import AikiBase
import AikiHouse
import AikiMemory
import ArgumentParser

/// `aiki memory search`.
struct MemorySearchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search", abstract: "Find messages that hold every word.")

    @Argument(help: "The words.")
    var words: [String]

    @Option(help: "How many at most.")
    var limit = 20

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let house = try HouseDoor.house()
        let hits = try await house.log.search(words.joined(separator: " "), limit: max(1, limit))
        try await house.close()
        output.show(.array(hits.map(\.json)), text: Self.text(hits, output.console))
    }

    private static func text(_ hits: [ConversationLog.SearchHit], _ console: Console) -> String {
        guard !hits.isEmpty else { return "Nothing was found.\n" }
        return hits.map { hit in
            let head =
                "\(DateText.local(hit.time))  \(hit.role.rawValue)  \(PlainText.of(hit.title))"
            let snippet = PlainText.of(hit.snippet.replacing("\n", with: " "))
            return "\(console.faint(head))\n  \(snippet)\n"
        }.joined()
    }
}

extension ConversationLog.SearchHit {
    /// The hit for programs.
    fileprivate var json: JSONValue {
        [
            "conversation": .string(conversation.text), "title": .string(title),
            "turn": .string(turn.text), "role": .string(role.rawValue),
            "time": .string(DateText.utc(time)), "snippet": .string(snippet),
            "score": .number(score),
        ]
    }
}
