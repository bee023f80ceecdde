import AikiBase
import AikiHouse
import AikiLedger
import ArgumentParser
import Foundation

/// `aiki budget show`.
struct BudgetShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show where every budget stands, and what is held.")

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let house = try HouseDoor.house()
        let statuses = try await house.money.budgets.statuses(at: Date())
        let open = try await house.money.budgets.open()
        try await house.close()
        output.show(
            ["budgets": .array(statuses.map(\.json)), "held": .array(open.map(\.json))],
            text: Self.text(statuses, open, output.console))
    }

    private static func text(
        _ statuses: [Budget.Status], _ open: [BudgetReservation], _ console: Console
    ) -> String {
        guard !statuses.isEmpty else {
            return "No budget is set. `aiki budget set 20 --per month` sets one.\n"
        }
        var table = TextTable(
            ["FOR", "PER", "LIMIT", "SPENT", "HELD", "LEFT"], rightAligned: [2, 3, 4, 5])
        for status in statuses {
            table.add(
                status.budget.scope.text, status.budget.period.rawValue,
                Money.text(status.budget.limitMicros), Money.text(status.spentMicros),
                Money.text(status.reservedMicros), Money.text(status.leftMicros))
        }
        guard !open.isEmpty else { return table.text(console) }
        var held = TextTable(
            ["HELD SINCE", "PROVIDER", "AMOUNT", "RESERVATION"], rightAligned: [2])
        for reservation in open {
            held.add(
                DateText.local(reservation.time), reservation.provider,
                Money.text(reservation.amountMicros), reservation.id)
        }
        return table.text(console) + "\n" + held.text(console)
    }
}

extension Budget.Status {
    /// For programs.
    fileprivate var json: JSONValue {
        [
            "scope": .string(budget.scope.text), "period": .string(budget.period.rawValue),
            "limit_micros": .integer(budget.limitMicros), "spent_micros": .integer(spentMicros),
            "held_micros": .integer(reservedMicros), "left_micros": .integer(leftMicros),
            "since": .string(DateText.utc(since)),
        ]
    }
}

extension BudgetReservation {
    /// For programs.
    fileprivate var json: JSONValue {
        [
            "id": .string(id), "time": .string(DateText.utc(time)), "provider": .string(provider),
            "person": person.map(JSONValue.string) ?? .null,
            "amount_micros": .integer(amountMicros),
        ]
    }
}
