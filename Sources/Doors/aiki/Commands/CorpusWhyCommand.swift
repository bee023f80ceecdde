import AikiBase
import AikiHouse
import ArgumentParser
import Foundation

/// `aiki corpus why`.
struct CorpusWhyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "why", abstract: "Tell what became of a document, and why.")

    @Argument(help: "The document: its id, its path, or a part of one.")
    var document: String

    @Option(help: "The folder of the corpus.", completion: .directory)
    var corpus: String

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let found = try CorpusRoom(folder: URL(filePath: corpus)).find(document)
        var text = found.documents.map(CorpusRoom.explanation).joined(separator: "\n")
        if found.count > found.documents.count {
            text +=
                "\n\(found.count) documents have that name; these are the first "
                + "\(found.documents.count).\n"
        }
        output.show(
            [
                "count": .integer(Int64(found.count)),
                "documents": .array(found.documents.map(JSONValue.object)),
            ], text: text)
    }
}
