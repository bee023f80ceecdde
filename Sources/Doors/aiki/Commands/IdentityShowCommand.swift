import AikiBase
import AikiHouse
import AikiMind
import ArgumentParser
import Foundation

/// `aiki identity show`.
struct IdentityShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show what every model is told of who it is.")

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let house = try HouseDoor.house()
        let identity = try await house.identity()
        try await house.close()
        output.show(
            IdentityText.json(identity),
            text: IdentityText.text(
                identity, path: house.home.identityFile.path, output.console))
    }
}
