import AikiBase
import AikiDialogue
import AikiHouse
import ArgumentParser
import Foundation

/// `aiki import`.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Bring a past: chats, notes and logs from other programs.",
        discussion: """
            chatgpt   the export of ChatGPT: the zip file, its folder or conversations.json
            claude    the export of Claude: the same
            vault     a folder of Markdown notes, as Obsidian keeps it
            telegram  Telegram Desktop's result.json, or a bot's updates as JSON
            jsonl     logs of sessions: files or folders of JSON lines or JSON
            qdrant    the texts of a Qdrant collection: its server's address, then its name; the key is \
            read from QDRANT_API_KEY or the file secrets/qdrant

            An import that was interrupted goes on where it was; importing again takes only what is new \
            or was edited.
            """)

    @Argument(help: "Where it comes from: \(House.importSources.joined(separator: ", ")).")
    var source: String

    @Argument(help: "The file or folder; with qdrant, the server's address.", completion: .file())
    var path: String

    @Argument(help: "With qdrant: the collection.")
    var collection: String?

    @Option(help: "With qdrant: the field that is the text, as metadata.text.")
    var field: String?

    @Option(help: "Whose memory it belongs to, such as project:boat.")
    var scope = "personal"

    @Option(help: "How far it may travel: public, personal, private.")
    var privacy = "personal"

    @Option(help: "Your name or id there, where the export does not say whose it is.")
    var me: String?

    @Flag(help: "Start over where an import was interrupted.")
    var restart = false

    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard House.importSources.contains(source) else {
            throw ValidationError(
                "'\(source)' is none of \(House.importSources.joined(separator: ", ")).")
        }
        guard (collection != nil) == (source == "qdrant") else {
            throw ValidationError(
                "qdrant goes with an address and a collection, the others do not.")
        }
        guard field == nil || source == "qdrant" else {
            throw ValidationError("--field goes with qdrant.")
        }
        guard PrivacyClass(rawValue: privacy) != nil else {
            throw ValidationError("'\(privacy)' is none of public, personal, private.")
        }
    }

    func run() async throws {
        let house = try HouseDoor.house()
        let bar = output.makeProgressBar()
        defer { bar.finish() }
        var order = House.ImportOrder(source: source, path: path)
        order.collection = collection
        order.field = field
        order.scope = scope
        order.privacy = PrivacyClass(rawValue: privacy) ?? .personal
        order.owner = me
        order.restarts = restart
        let summary = try await house.importPast(order, progress: bar.handler)
        bar.finish()
        try await house.close()
        output.show(summary.json, text: Self.text(summary))
    }

    private static func text(_ summary: House.ImportSummary) -> String {
        var lines: [String] = []
        if summary.isContinued { lines.append("Went on where it was interrupted.") }
        lines.append(
            "Taken: \(summary.messages.new) messages, \(summary.conversations) new conversations.")
        if summary.messages.known > 0 { lines.append("Known: \(summary.messages.known).") }
        if summary.messages.changed > 0 { lines.append("Edited: \(summary.messages.changed).") }
        if summary.links.all > 0 {
            lines.append("Links: \(summary.links.all), \(summary.links.resolved) lead to a note.")
        }
        if summary.waitingForMeaning > 0 {
            lines.append(
                "\(summary.waitingForMeaning) passages are found by their words until they have "
                    + "vectors: behind the answers, or with `aiki memory index`.")
        }
        for left in summary.leftOut {
            lines.append("Not taken: \(left.count), \(left.reason).")
            lines += left.examples.map { "  " + PlainText.of($0) }
            if left.count > left.examples.count { lines.append("  …") }
        }
        return lines.map { $0 + "\n" }.joined()
    }
}
