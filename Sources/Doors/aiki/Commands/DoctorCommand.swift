import AikiBase
import AikiHouse
import ArgumentParser
import Foundation

/// `aiki doctor`.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Look at processor, memory, models, store and keys, and say what to do.",
        discussion: "Exit code 1 where something does not work.")

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let doctor = Doctor(environment: ProcessInfo.processInfo.environment)
        let findings = await doctor.examine()
        output.show(.array(findings.map(\.json)), text: Self.text(findings, output.console))
        if findings.contains(where: { $0.verdict == .bad }) { throw ExitWith(exit: .failure) }
    }

    private static func text(_ findings: [Finding], _ console: Console) -> String {
        let width = findings.map { DisplayWidth.of($0.subject) }.max() ?? 0
        var text = ""
        for finding in findings {
            let mark =
                switch finding.verdict {
                case .good: "ok  "
                case .note: "note"
                case .bad: "BAD "
                }
            let space = String(repeating: " ", count: width - DisplayWidth.of(finding.subject))
            text += "\(mark)  \(console.bold(finding.subject))\(space)  \(finding.observation)\n"
            guard !finding.remedy.isEmpty else { continue }
            text += String(repeating: " ", count: width + 8) + finding.remedy + "\n"
        }
        return text
    }
}
