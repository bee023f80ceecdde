import AikiBase
import AikiHouse
import AikiLedger
import ArgumentParser

/// `aiki price list`.
struct PriceListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Show prices, with those of earlier days.")

    @Argument(help: "Only models whose name holds this.")
    var name = ""

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let house = try HouseDoor.house()
        let prices = try await house.money.allPrices()
            .filter { name.isEmpty || "\($0.provider)/\($0.model)".contains(name) }
        try await house.close()
        output.show(.array(prices.map(\.json)), text: Self.text(prices, output.console))
    }

    private static func text(_ prices: [Price], _ console: Console) -> String {
        var table = TextTable(
            ["PROVIDER", "MODEL", "FROM", "PROMPT", "CACHED", "WRITTEN", "ANSWER", "CONTEXT"],
            rightAligned: [3, 4, 5, 6, 7])
        for price in prices {
            table.add(
                price.provider, price.model, price.day, Money.text(price.prompt),
                price.cached.map(Money.text) ?? "", price.cacheWrite.map(Money.text) ?? "",
                Money.text(price.output), price.contextTokens.map { "\($0)" } ?? "")
        }
        return table.text(console) + "Dollars a million tokens.\n"
    }
}

extension Price {
    /// For programs; micros are millionths of a dollar for a million tokens.
    fileprivate var json: JSONValue {
        [
            "id": .string(id), "provider": .string(provider), "model": .string(model),
            "day": .string(day), "prompt_micros": .integer(prompt),
            "cached_micros": cached.map(JSONValue.integer) ?? .null,
            "cache_write_micros": cacheWrite.map(JSONValue.integer) ?? .null,
            "output_micros": .integer(output),
            "context_tokens": contextTokens.map { .integer(Int64($0)) } ?? .null,
        ]
    }
}
