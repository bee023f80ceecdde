import AikiBase
import AikiHouse
import ArgumentParser

/// `aiki model list`.
struct ModelListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the installed models.")

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let shelf = try HouseDoor.home().shelf
        let models = try shelf.list()
        let speaker = try shelf.speakerName()
        if !output.json { HouseDoor.tellBroken(try shelf.listBroken(), output.console) }
        output.show(
            .array(models.map { $0.json(isSpeaker: $0.name == speaker) }),
            text: Self.text(models, speaker: speaker, output.console))
    }

    private static func text(
        _ models: [InstalledModel], speaker: String?, _ console: Console
    ) -> String {
        guard !models.isEmpty else {
            return "No model is installed yet. `aiki model get hf.co/ORG/REPO` downloads one.\n"
        }
        var table = TextTable(
            ["NAME", "KIND", "ARCHITECTURE", "TYPE", "SIZE", "CONTEXT", ""],
            rightAligned: [4, 5])
        for model in models {
            table.add(
                model.name, model.isEmbedder ? "embeddings" : model.canChat ? "chat" : "text",
                model.architecture,
                model.quantization, ByteCount.text(model.byteCount),
                model.contextTokensMax.map(String.init) ?? "?",
                model.name == speaker ? "speaks for Aiki" : "")
        }
        return table.text(console)
    }
}

extension InstalledModel {
    /// The model for programs.
    func json(isSpeaker: Bool) -> JSONValue {
        [
            "name": .string(name), "kind": isEmbedder ? "embeddings" : "text",
            "chats": .bool(canChat),
            "architecture": .string(architecture), "quantization": .string(quantization),
            "bytes": .integer(byteCount),
            "context_tokens": contextTokensMax.map { .integer(Int64($0)) } ?? .null,
            "created": .integer(Int64(createdSeconds)), "speaks": .bool(isSpeaker),
            "source": .string(source), "path": .string(path),
        ]
    }
}
