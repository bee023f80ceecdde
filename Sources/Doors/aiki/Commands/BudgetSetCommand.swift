import AikiBase
import AikiHouse
import AikiLedger
import ArgumentParser
import Foundation

/// `aiki budget set`.
struct BudgetSetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Set a budget, or change it.")

    @Argument(help: "Dollars: 20, 0.5.")
    var dollars: String

    @OptionGroup var budget: BudgetArguments
    @OptionGroup var output: OutputOptions

    func run() async throws {
        guard let micros = Money.micros(dollars) else {
            throw ValidationError("'\(dollars)' is no amount of dollars with at most six decimals.")
        }
        let budget = Budget(
            scope: try budget.budgetScope(), period: try budget.period(), limitMicros: micros)
        let house = try HouseDoor.house()
        try await house.money.budgets.set(budget)
        try await house.close()
        output.show(
            [
                "scope": .string(budget.scope.text), "period": .string(budget.period.rawValue),
                "limit_micros": .integer(micros),
            ],
            text: "At most \(Money.text(micros)) for \(budget.name).\n")
    }
}
