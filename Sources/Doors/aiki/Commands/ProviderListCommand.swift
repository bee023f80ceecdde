import AikiBase
import AikiHouse
import AikiProviders
import ArgumentParser

/// `aiki provider list`.
struct ProviderListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the providers, and servers on this machine that could be added.")

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let catalog = try HouseDoor.home().providers
        let providers = try catalog.list().map(\.settings)
        let known = Set(providers.map(\.address.text))
        let found = await LocalServer.find().filter {
            !known.contains($0.address)
                && !known.contains($0.address.replacing("127.0.0.1", with: "localhost"))
        }
        let sources = try providers.map { try catalog.keySource($0) }
        output.show(
            [
                "providers": .array(zip(providers, sources).map { $0.json(keySource: $1) }),
                "found": .array(
                    found.map { server in
                        [
                            "name": .string(server.name), "address": .string(server.address),
                            "models": .array(server.models.map { .string($0) }),
                        ]
                    }),
            ], text: Self.text(providers, sources, found, output.console))
    }

    private static func text(
        _ providers: [ProviderSettings], _ sources: [String?], _ found: [LocalServer],
        _ console: Console
    ) -> String {
        var text = ""
        if providers.isEmpty {
            text = "No provider is set up. `aiki provider add openai < key.txt` adds one.\n"
        } else {
            var table = TextTable(["NAME", "KIND", "RUNS", "KEY", "MODELS"])
            for (settings, source) in zip(providers, sources) {
                let key = source ?? (settings.kind == .compatible ? "none needed" : "missing")
                table.add(
                    settings.name, settings.kind.rawValue,
                    settings.address.isLoopback ? "here" : settings.address.text, key,
                    settings.models.map(\.name).joined(separator: ", "))
            }
            text = table.text(console)
        }
        for server in found {
            let name = server.name.lowercased().replacing(" ", with: "-")
            let models = server.models.prefix(8).map { " --model \($0)" }.joined()
            text +=
                "\(server.name) runs on this machine. To use its models:\n"
                + "  aiki provider add \(name) --address \(server.address)\(models)\n"
        }
        return text
    }
}
