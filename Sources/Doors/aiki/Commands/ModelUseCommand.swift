import AikiBase
import AikiHouse
import AikiMind
import ArgumentParser

/// `aiki model use`.
struct ModelUseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "use", abstract: "Let a model speak for Aiki.",
        discussion: """
            A model that chats is first asked what the contract in identity.toml holds; one that \
            fails is refused.
            """, aliases: ["promote"])

    @Argument(help: "The model.")
    var name: String

    @Flag(help: "Take it even where it does not keep the contract of the identity.")
    var force = false

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let home = try HouseDoor.home()
        let shelf = home.shelf
        let model = try shelf.find(name)
        guard !model.isEmbedder else {
            throw HouseError.wrongModelKind(name: name, expected: "model that writes")
        }
        if !model.canChat {
            output.console.note(
                "Note: '\(name)' has no chat template; it goes on with texts (`aiki ask --raw`), "
                    + "and another answers in a chat.\n")
        }
        let bar = output.makeProgressBar()
        let report: IdentityReport?
        do {
            report = try await home.identityRoom.promote(
                name, isForced: force, progress: bar.handler)
        } catch {
            bar.finish()
            throw error
        }
        bar.finish()
        output.show(
            ["speaks": .string(name), "contract": report?.json ?? .null],
            text: "'\(name)' speaks for Aiki now"
                + (report.map { ", \(IdentityText.drift($0))" } ?? "") + ".\n")
    }
}
