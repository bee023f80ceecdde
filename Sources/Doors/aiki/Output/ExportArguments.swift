import AikiBase
import AikiHouse
import ArgumentParser

/// What the commands that export share.
enum ExportArguments {
    /// The format that was asked for, or that the name tells.
    static func format(_ name: String?, place: String) throws -> ExportFormat {
        guard let name else {
            return place.lowercased().hasSuffix(".gguf") ? .gguf : .safetensors
        }
        guard let format = ExportFormat(rawValue: name.lowercased()) else {
            throw ValidationError("The format is safetensors or gguf, not '\(name)'.")
        }
        return format
    }

    /// Tells what was made.
    static func show(_ report: ExportReport, _ output: OutputOptions) {
        for note in report.notes { output.console.note("Note: \(note)\n") }
        output.show(
            [
                "paths": .array(report.paths.map { .string($0) }),
                "bytes": .integer(report.byteCount),
                "notes": .array(report.notes.map { .string($0) }),
            ],
            text: report.paths.map { "\($0)\n" }.joined()
                + "Wrote \(ByteCount.text(report.byteCount)).\n")
    }
}
