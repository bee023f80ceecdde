import AikiBase
import AikiDialogue
import AikiHouse
import AikiPrivacy
import ArgumentParser

/// `aiki privacy check`.
struct PrivacyCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Show a text as a provider would see it.",
        discussion: "Nothing is sent. Without a text, what is piped in is taken.")

    /// Bytes of a text that is piped in.
    static let textBytesMax = 16_777_216

    @Argument(help: "The text.")
    var text: String?

    @Option(help: "Its class: public, personal or private.")
    var `class`: String = PrivacyClass.personal.rawValue

    @OptionGroup var output: OutputOptions

    func run() async throws {
        guard let privacy = PrivacyClass(rawValue: `class`) else {
            throw ValidationError("--class takes public, personal or private.")
        }
        let text = try self.text ?? StandardInput.readAll(bytesMax: Self.textBytesMax)
        let policy = try HouseDoor.home().privacy().policy
        let redacted = try Redactor().redact(
            GenerationRequest(prompt: .text(text)), privacy: privacy, policy: policy)
        guard case .text(let masked) = redacted.request.prompt else { return }
        let counts = PersonalDataKind.allCases.compactMap { kind in
            redacted.report.counts[kind].map { "\(kind.rawValue) \($0)" }
        }
        let summary =
            counts.isEmpty
            ? "Nothing was masked."
            : "Masked: "
                + counts.joined(separator: ", ") + "."
        output.show(
            ["text": .string(masked), "report": redacted.report.json],
            text: masked + "\n\n" + summary + "\n")
    }
}
