import AikiBase
import AikiHouse
import AikiMind
import AikiTurn
import ArgumentParser
import Foundation

/// `aiki mind triggers`.
struct MindTriggersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "triggers",
        abstract: "Show what Aiki might say unasked now, and what it settled about each.",
        discussion: "Says nothing itself: plans to ask after, reminders, a long silence.")

    @Option(help: "The hour of the day to decide for; this one where left out.")
    var hour: Int?

    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard hour.map((0...23).contains) ?? true else {
            throw ValidationError("--hour takes 0 to 23.")
        }
    }

    func run() async throws {
        let hour = hour ?? Calendar.current.component(.hour, from: Date())
        let triggers = try await HouseDoor.withHouse { house in
            try await house.turn.triggers(hourOfDay: hour)
        }
        output.show(
            .array(triggers.map(\.json)), text: MindText.text(triggers, output.console))
    }
}
