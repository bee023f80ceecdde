import AikiBase
import AikiHouse
import AikiLedger
import ArgumentParser

/// `aiki budget remove`.
struct BudgetRemoveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Remove a budget.")

    @OptionGroup var budget: BudgetArguments
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let scope = try budget.budgetScope()
        let period = try budget.period()
        let house = try HouseDoor.house()
        try await house.money.budgets.remove(scope, period)
        try await house.close()
        output.show(
            ["removed": .string("\(scope.text) a \(period.rawValue)")], text: "Removed.\n")
    }
}
