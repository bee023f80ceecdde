import AikiHouse
import ArgumentParser
import Foundation

/// `aiki identity learn`.
struct IdentityLearnCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "learn", abstract: "Add what Aiki learned of itself, with today's date.",
        discussion: """
            It stands at the end of identity.toml, apart from what you wrote there; remove it there.
            """)

    @Argument(help: "What it learned, as a sentence to it: \"You answer briefly.\"")
    var sentence: [String]

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let home = try HouseDoor.home()
        let text = sentence.joined(separator: " ")
        guard !text.allSatisfy(\.isWhitespace) else {
            throw ValidationError("There is nothing to learn.")
        }
        let identity = try home.identityRoom.learn(text)
        output.show(
            IdentityText.json(identity), text: "Added to \(home.identityFile.path).\n")
    }
}
