import AikiBase
import AikiDialogue
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
        let size = try Self.size(of: name, shelf)
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
        _ = try HouseDoor.home().snapshots.clear(model: name)
        output.show(["removed": .string(name)], text: "Removed '\(name)', \(size).\n")
    }

    /// How large it is, or that it is damaged: it may go all the same.
    private static func size(of name: String, _ shelf: ModelShelf) throws -> String {
        do {
            return ByteCount.text(try shelf.find(name).byteCount)
        } catch let error as ModelRequestError {
            throw error
        } catch {
            return "damaged"
        }
    }
}
