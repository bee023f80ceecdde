import AikiBase
import AikiHouse
import ArgumentParser

/// `aiki model remove`.
struct ModelRemoveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Remove a model from this disk.")

    @Argument(help: "The model.")
    var name: String

    @Flag(help: "Do not ask.")
    var force = false

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let shelf = try HouseDoor.home().shelf
        let model = try shelf.find(name)
        let size = ByteCount.text(model.byteCount)
        if !force {
            guard output.console.isInputTerminal, !output.json else {
                throw InputError.notConfirmed(what: "Removing '\(name)'")
            }
            output.console.note("Remove '\(name)', \(size)? [y/N] ")
            guard ["y", "yes"].contains(readLine()?.lowercased()) else {
                throw InputError.notConfirmed(what: "Removing '\(name)'")
            }
        }
        try shelf.remove(name)
        output.show(["removed": .string(name)], text: "Removed '\(name)', \(size).\n")
    }
}
