import AikiBase
import AikiHouse
import ArgumentParser

/// `aiki tokenize`.
struct TokenizeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tokenize", abstract: "Show a text as a model's tokens.")

    @Argument(help: "The text; standard input where it is left out.")
    var text: [String] = []

    @Option(help: "The model whose tokenizer is used; without it the one that speaks for Aiki.")
    var model: String?

    @Flag(help: "Add what the model wants at beginning and end.")
    var addSpecial = false

    @Flag(help: "Read control tokens in the text as such.")
    var parseSpecial = false

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let shelf = try HouseDoor.home().shelf
        guard let name = try model ?? shelf.speakerName() else { throw HouseError.noModel }
        let text =
            if text.isEmpty {
                try StandardInput.readAll(bytesMax: AskCommand.inputBytesMax)
            } else {
                text.joined(separator: " ")
            }
        let pieces = try shelf.tokenize(
            text, model: name, addSpecial: addSpecial, parseSpecial: parseSpecial)
        let value: JSONValue = [
            "model": .string(name), "count": .integer(Int64(pieces.count)),
            "tokens": .array(
                pieces.map { ["id": .integer(Int64($0.id)), "piece": .string($0.text)] }),
        ]
        output.show(value, text: Self.text(pieces))
    }

    /// Tokens, one a line, and how many there are.
    static func text(_ pieces: [TokenPiece]) -> String {
        var lines = pieces.map { piece in
            let id = String(repeating: " ", count: max(0, 7 - "\(piece.id)".count)) + "\(piece.id)"
            return "\(id)  \(JSONValue.string(piece.text).encoded())\n"
        }
        lines.append("\(pieces.count) tokens\n")
        return lines.joined()
    }
}
