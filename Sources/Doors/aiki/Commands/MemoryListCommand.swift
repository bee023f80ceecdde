import AikiBase
import AikiHouse
import AikiMemory
import ArgumentParser

/// `aiki memory list`.
struct MemoryListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the latest conversations.")

    @Option(help: "How many at most.")
    var limit = 20

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let house = try HouseDoor.house()
        let conversations = try await house.log.conversations(limit: max(1, limit))
        try await house.close()
        output.show(
            .array(conversations.map(\.json)), text: Self.text(conversations, output.console))
    }

    private static func text(_ listings: [ConversationListing], _ console: Console) -> String {
        guard !listings.isEmpty else { return "Nothing was said yet.\n" }
        var table = TextTable(["LATEST", "TURNS", "TITLE"], rightAligned: [1])
        for listing in listings {
            table.add(DateText.local(listing.updated), "\(listing.turnCount)", listing.title)
        }
        return table.text(console)
    }
}

extension ConversationListing {
    /// The conversation for programs.
    fileprivate var json: JSONValue {
        [
            "id": .string(id.text), "title": .string(title),
            "created": .string(DateText.utc(created)), "updated": .string(DateText.utc(updated)),
            "turns": .integer(Int64(turnCount)),
        ]
    }
}
