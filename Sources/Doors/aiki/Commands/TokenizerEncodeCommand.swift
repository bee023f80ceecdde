import AikiBase
import AikiHouse
import ArgumentParser

/// `aiki tokenizer encode`.
struct TokenizerEncodeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "encode", abstract: "Show a text as a tokenizer's tokens.")

    @Argument(
        help: "A tokenizer.json, a folder with one, a GGUF file, or an installed model.",
        completion: .file())
    var tokenizer: String

    @Argument(help: "The text; standard input where it is left out.")
    var text: [String] = []

    @Flag(help: "Add what the model wants at beginning and end.")
    var addSpecial = false

    @Flag(help: "Read control tokens in the text as such.")
    var parseSpecial = false

    @Flag(help: "Write the ids alone, on one line.")
    var ids = false

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let text =
            if text.isEmpty {
                try StandardInput.readAll(bytesMax: AskCommand.inputBytesMax)
            } else {
                text.joined(separator: " ")
            }
        let pieces = try HouseDoor.home().shelf.encode(
            text, tokenizer: tokenizer, addSpecial: addSpecial, parseSpecial: parseSpecial)
        let value: JSONValue = [
            "count": .integer(Int64(pieces.count)),
            "tokens": .array(
                pieces.map { ["id": .integer(Int64($0.id)), "piece": .string($0.text)] }),
        ]
        let line = pieces.map { "\($0.id)" }.joined(separator: " ") + "\n"
        output.show(value, text: ids ? line : TokenizeCommand.text(pieces))
    }
}
