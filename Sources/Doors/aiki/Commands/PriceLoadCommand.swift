import AikiBase
import AikiHouse
import AikiLedger
import ArgumentParser

/// `aiki price load`.
struct PriceLoadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "load",
        abstract: "Load prices from a file or an address: LiteLLM's, OpenRouter's or Aiki's format."
    )

    @Argument(help: "The path, or an address that begins with https://.")
    var place: String

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let house = try HouseDoor.house()
        let (read, new) = try await house.money.loadPrices(from: place)
        try await house.close()
        output.show(
            ["read": .integer(Int64(read)), "new": .integer(Int64(new))],
            text: "Read \(read) prices, \(new) of them new.\n")
    }
}
