import AikiBase
import AikiHouse
import AikiLedger
import ArgumentParser

/// `aiki budget release`.
struct BudgetReleaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "release",
        abstract:
            "Free what is held for a call that a crash cut off and the provider never charged.")

    @Argument(help: "The reservation, as `aiki budget show` lists it.")
    var id: String

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let house = try HouseDoor.house()
        try await house.money.budgets.release(id)
        try await house.close()
        output.show(["released": .string(id)], text: "Released.\n")
    }
}
