import AikiBase
import AikiHouse
import ArgumentParser

/// `aiki memory attach`.
struct MemoryAttachCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attach",
        abstract: "Keep memory's vectors in a Qdrant collection.",
        discussion: """
            aiki memory attach qdrant http://127.0.0.1:6333 aiki

            The collection is made where there is none; one that holds points of others is refused: bring \
            their texts with `aiki import qdrant`. Only vectors and numbers go there, no text. The key is \
            read from QDRANT_API_KEY or the file secrets/qdrant. Where the server is away, recall goes on \
            by words and says so.
            """)

    @Argument(help: "What holds them: qdrant.")
    var kind: String

    @Argument(help: "The server's address.")
    var address: String

    @Argument(help: "The collection.")
    var collection: String

    @Option(help: "Which of its named vectors.")
    var vector: String?

    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard kind == "qdrant" else { throw ValidationError("'\(kind)' is not qdrant.") }
    }

    func run() async throws {
        let count = try await HouseDoor.withHouse { house in
            try await house.attachQdrant(
                address: address, collection: collection, vectorName: vector)
        }
        output.show(
            ["collection": .string(collection), "copied": .integer(Int64(count))],
            text: "Memory's vectors are in '\(collection)' now; \(count) were copied.\n")
    }
}
