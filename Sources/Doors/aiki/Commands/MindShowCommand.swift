import AikiBase
import AikiHouse
import AikiMind
import ArgumentParser
import Foundation

/// `aiki mind show`.
struct MindShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show the functional state, and what it does.",
        discussion: """
            Numbers that follow from what was said and steer tone, length, how much is remembered and \
            how readily Aiki speaks up; no claim that anything is felt. Each effect is switched off \
            by a setting mind.*.
            """)

    @Option(help: "How many of the latest messages to show.")
    var messages = 5

    @Flag(help: "Go through the whole log again, and say whether it leads to the same state.")
    var replay = false

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let view = try await HouseDoor.withHouse { house in
            try await house.mindView(latest: max(0, messages), replays: replay)
        }
        output.show(view.json, text: MindText.text(view, output.console))
        if view.differing ?? 0 > 0 { throw ExitWith(exit: .failure) }
    }
}
