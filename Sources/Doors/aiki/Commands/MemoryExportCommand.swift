import AikiBase
import AikiHouse
import AikiMemory
import ArgumentParser
import Foundation

/// `aiki memory export`.
struct MemoryExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write everything that is remembered as JSON lines.",
        discussion: "Without a file the lines go to standard output.")

    @Argument(help: "The file; one of that name is replaced.", completion: .file())
    var file: String?

    @Option(help: "Only conversations of one scope.")
    var scope: String?

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let house = try HouseDoor.house()
        let bar = output.makeProgressBar()
        defer { bar.finish() }
        let url = file.map { URL(filePath: $0) }
        let summary = try await house.exportMemory(to: url, scope: scope, progress: bar.handler)
        bar.finish()
        try await house.close()
        guard let url else { return }
        let rows = summary.rows.values.reduce(0, +)
        output.show(
            [
                "file": .string(url.path), "conversations": .integer(Int64(summary.conversations)),
                "messages": .integer(Int64(summary.messages)), "otherRows": .integer(Int64(rows)),
            ],
            text: "Wrote \(summary.conversations) conversations with \(summary.messages) messages "
                + "and \(rows) other rows to \(url.path).\n")
    }
}
