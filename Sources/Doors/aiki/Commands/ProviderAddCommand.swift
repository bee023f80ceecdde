import AikiBase
import AikiHouse
import AikiProviders
import ArgumentParser
import Foundation

/// `aiki provider add`.
struct ProviderAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Add a provider, or change it.",
        discussion: """
            The key is read from the provider's environment variable. One that is piped in is kept in \
            AIKI_HOME/secrets, for its owner alone: aiki provider add openai < key.txt. Keys are no \
            arguments: others could see them.
            """)

    @Argument(help: "What to call it; a kind's own name stands for the kind as well.")
    var name: String

    @Option(help: "openai, openai-responses, openrouter, openai-compatible, anthropic or gemini.")
    var kind: String?

    @Option(help: "Its address; needed for openai-compatible: http://127.0.0.1:11434/v1.")
    var address: String?

    @Option(name: .customLong("model"), help: "A model to offer, as NAME or NAME=CONTEXT; repeat.")
    var models: [String] = []

    @Option(help: "The environment variable that holds the key.")
    var keyVariable: String?

    @Flag(help: "Take http:// to another machine too: everything is sent in the open.")
    var plainText = false

    @Flag(help: "Keep no key from standard input.")
    var noKey = false

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let catalog = try HouseDoor.home().providers
        let settings = try settings()
        let key = try readKey(settings)
        try catalog.add(settings, key: key)
        let source = try catalog.keySource(settings)
        output.show(
            settings.json(keySource: source),
            text: "Added '\(settings.name)' at \(settings.address.text).\n"
                + (source == nil && settings.kind != .compatible
                    ? "It has no key yet: set \(settings.keyVariable ?? settings.kind.keyVariable ?? "one")"
                        + " or pipe it in.\n" : "")
                + "`aiki provider test \(settings.name)` tries it.\n")
    }

    private func settings() throws -> ProviderSettings {
        let word = kind ?? (address == nil ? name : ProviderKind.compatible.rawValue)
        guard let kind = ProviderKind(rawValue: word) else {
            let known = ProviderKind.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("'\(word)' is no kind of provider; known are \(known).")
        }
        guard let text = address ?? kind.address else {
            throw ValidationError("A provider of the kind '\(word)' needs --address.")
        }
        return ProviderSettings(
            name: name, kind: kind,
            address: try ProviderAddress(text, provider: name, allowsPlainText: plainText),
            models: try models.map(Self.model), keyVariable: keyVariable)
    }

    private static func model(_ text: String) throws -> ProviderModel {
        guard let equals = text.lastIndex(of: "=") else { return ProviderModel(name: text) }
        guard let tokens = Int(text[text.index(after: equals)...]), tokens > 0 else {
            throw ValidationError("'\(text)' must be NAME or NAME=CONTEXT, a number of tokens.")
        }
        return ProviderModel(name: String(text[..<equals]), contextTokensMax: tokens)
    }

    private func readKey(_ settings: ProviderSettings) throws -> ProviderKey? {
        guard !noKey, StandardInput.isPiped else { return nil }
        let text = try StandardInput.readAll(bytesMax: ProviderKey.lengthMax)
            .trimmingCharacters(in: .whitespacesAndNewlines)
        guard !text.isEmpty else { return nil }
        guard let key = ProviderKey(text) else {
            throw ValidationError("What is piped in is no key: it must be one word of ASCII.")
        }
        return key
    }
}

extension ProviderSettings {
    /// The provider for programs.
    func json(keySource: String?) -> JSONValue {
        [
            "name": .string(name), "kind": .string(kind.rawValue),
            "address": .string(address.text), "local": .bool(address.isLoopback),
            "key": keySource.map { .string($0) } ?? .null,
            "models": .array(
                models.map { model in
                    [
                        "name": .string("\(name)/\(model.name)"),
                        "context_tokens": model.contextTokensMax.map { .integer(Int64($0)) }
                            ?? .null,
                    ]
                }),
        ]
    }
}
