import AikiBase
import ArgumentParser

/// What every command takes.
struct OutputOptions: ParsableArguments {
    @Flag(name: .long, help: "Write JSON, for programs.")
    var json = false

    /// Standard input, output and error.
    var console: Console { Console() }

    /// Writes a value for programs, or text for people.
    func show(_ value: @autoclosure () -> JSONValue, text: @autoclosure () -> String) {
        console.write(json ? value().encoded(.pretty) + "\n" : text())
    }

    /// A bar for long work, quiet for programs.
    func makeProgressBar() -> ProgressBar { ProgressBar(console: console, isQuiet: json) }
}
