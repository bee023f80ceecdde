import AikiBase
import AikiDialogue
import AikiHouse
import AikiTurn
import ArgumentParser

/// `aiki chat`: a conversation on the terminal.
struct ChatCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "chat", abstract: "Talk to Aiki.",
        discussion: """
            A line that ends with \\ goes on with the next; \"\"\" begins and ends several lines. \
            Ctrl-C stops an answer, Ctrl-D ends the chat, /help shows what else there is. Reads \
            lines from a pipe just as well.
            """)

    @OptionGroup var sampling: SamplingArguments

    func run() async throws {
        let console = Console()
        let home = try HouseDoor.home(draft: sampling.draft)
        try await HouseDoor.requireModel(home, console)
        try home.shelf.requireChat(with: sampling.model)
        let bar = ProgressBar(console: console, isQuiet: false)
        let house = try House(home, progress: bar.handler)
        var settings = TurnSettings()
        settings.sampling = sampling.sampling
        settings.outputTokensMax = sampling.maxTokens
        let session = ChatSession(
            house: house, console: console, bar: bar, model: sampling.model, settings: settings)
        do {
            try await session.run()
        } catch {
            try await house.close()
            throw error
        }
        try await house.close()
    }
}
