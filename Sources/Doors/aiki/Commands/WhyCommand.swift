import AikiBase
import AikiHouse
import AikiMemory
import AikiMind
import AikiTurn
import ArgumentParser

/// `aiki why`.
struct WhyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "why", abstract: "Tell why a turn went as it did.",
        discussion: """
            What was decided and why, what was remembered, which model answered and what filled its \
            context. The latest turn where none is named; the beginning of a name is enough.
            """)

    @Argument(help: "The turn.")
    var turn: String?

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let why = try await HouseDoor.withHouse { try await $0.explain(turn) }
        output.show(why.json, text: WhyText.text(why))
    }
}
