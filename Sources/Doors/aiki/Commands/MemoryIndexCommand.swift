import AikiBase
import AikiHouse
import ArgumentParser

/// `aiki memory index`.
struct MemoryIndexCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "index", abstract: "Make everything findable now that waits for it.",
        discussion: """
            What is said and imported is found by its words at once, and by its meaning as soon as it has a \
            vector: those are made behind the answers, or all of them here. Interrupted, it goes on \
            where it was.
            """)

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let house = try HouseDoor.house()
        let bar = output.makeProgressBar()
        defer { bar.finish() }
        let made = try await house.indexMemory(progress: bar.handler)
        bar.finish()
        let waiting = try await house.waitingForMeaning()
        try await house.close()
        output.show(
            [
                "messages": .integer(Int64(made.messages)),
                "vectors": .integer(Int64(made.passages)), "waiting": .integer(Int64(waiting)),
            ],
            text: "Indexed: \(made.messages) messages, \(made.passages) vectors.\n"
                + (waiting > 0 ? "\(waiting) wait for an embedding model.\n" : ""))
    }
}
