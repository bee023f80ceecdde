import AikiBase
import AikiHouse
import ArgumentParser

/// `aiki model show`.
struct ModelShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show everything known of a model.")

    @Argument(help: "The model.")
    var name: String

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let shelf = try HouseDoor.home().shelf
        let model = try shelf.find(name)
        let speaker = try shelf.speakerName()
        var value = model.json(isSpeaker: name == speaker).object ?? [:]
        value["manifest"] = try shelf.manifest(name)
        output.show(.object(value), text: Self.text(value))
    }

    /// A line a member; members of the manifest are set in.
    private static func text(_ value: JSONObject) -> String {
        var table = ""
        for (key, member) in value.pairs {
            if let inner = member.object {
                table += "\(key)\n"
                for (key, member) in inner.pairs { table += "  \(key): \(plain(member))\n" }
            } else {
                table += "\(key): \(plain(member))\n"
            }
        }
        return table
    }

    private static func plain(_ value: JSONValue) -> String { value.text ?? value.encoded() }
}
