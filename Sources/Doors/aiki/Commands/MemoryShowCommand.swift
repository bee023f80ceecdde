import AikiHouse
import AikiMemory
import ArgumentParser

/// `aiki memory show`.
struct MemoryShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a message with its facts, its bridges and what the write gate decided.")

    @Argument(help: "The message's number, as `aiki memory facts --json` gives it.")
    var id: Int64

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let house = try HouseDoor.house()
        let memory = try await house.facts.memory(id)
        try await house.close()
        output.show(memory.json, text: FactText.memory(memory, output.console))
    }
}
