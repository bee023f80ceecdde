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
        let home = try HouseDoor.home()
        let identity = try home.identityRoom.identity()
        output.show(
            IdentityText.json(identity),
            text: IdentityText.text(identity, path: home.identityFile.path, output.console))
    }
}
