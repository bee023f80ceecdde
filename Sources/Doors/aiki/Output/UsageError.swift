import AikiBase

/// A command line that cannot be read.
struct UsageError: AikiError {
    let message: String
    var code: String { "program.usage" }
    var hint: String { "`aiki help` shows the commands." }
}
