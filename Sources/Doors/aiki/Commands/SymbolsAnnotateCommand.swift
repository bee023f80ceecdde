import AikiBase
import AikiHouse
import AikiSymbols
import ArgumentParser
import Foundation

/// `aiki symbols annotate`.
struct SymbolsAnnotateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "annotate", abstract: "Write a text with its symbols.")

    @Argument(help: "A file of text; standard input where it is left out.", completion: .file())
    var file: String?

    @Option(help: "What to mark, with commas between: scene, place, role, emotion, recursion.")
    var kinds: String?

    @Option(help: "Trained symbols; those of the house where left out.", completion: .file())
    var model: String?

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let shelf = try HouseDoor.home().symbols
        let marker = SymbolMarker(try shelf.model(model), kinds: try shelf.kinds(kinds))
        let marked = marker.mark(
            try StandardInput.text(orOf: file, bytesMax: AskCommand.inputBytesMax))
        let value: JSONValue = [
            "text": .string(marked), "tokens": .array(marker.tokens.map { .string($0) }),
        ]
        output.show(value, text: marked.hasSuffix("\n") ? marked : marked + "\n")
    }
}
