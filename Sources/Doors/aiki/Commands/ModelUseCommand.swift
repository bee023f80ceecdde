import AikiBase
import AikiHouse
import ArgumentParser

/// `aiki model use`.
struct ModelUseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "use", abstract: "Let a model speak for Aiki.", aliases: ["promote"])

    @Argument(help: "The model.")
    var name: String

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let shelf = try HouseDoor.home().shelf
        let model = try shelf.find(name)
        guard !model.isEmbedder else {
            throw HouseError.wrongModelKind(name: name, expected: "model that writes")
        }
        if !model.canChat {
            output.console.note(
                "Note: '\(name)' has no chat template; it goes on with texts (`aiki ask --raw`), "
                    + "and another answers in a chat.\n")
        }
        try shelf.promote(name)
        output.show(["speaks": .string(name)], text: "'\(name)' speaks for Aiki now.\n")
    }
}
