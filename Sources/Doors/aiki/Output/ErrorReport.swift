import AikiBase
import AikiDialogue
import AikiHouse

/// An error as people and programs read it on standard error.
enum ErrorReport {
    /// Code, message and remedy; an object for programs.
    static func text(_ error: any Error, asJSON: Bool, _ console: Console) -> String {
        let parts = parts(error)
        if asJSON {
            let value: JSONValue = [
                "error": [
                    "code": .string(parts.code), "message": .string(parts.message),
                    "hint": .string(parts.hint),
                ]
            ]
            return value.encoded() + "\n"
        }
        var text = "aiki: \(parts.message) [\(parts.code)]\n"
        if !parts.hint.isEmpty { text += "      \(parts.hint)\n" }
        return text
    }

    private static func parts(_ error: any Error) -> (code: String, message: String, hint: String) {
        switch HouseError(system: error) ?? error {
        case let error as any AikiError: (error.code, error.message, error.hint)
        case is CancellationError: ("program.interrupted", "Interrupted.", "")
        default: ("program.unexpected", "\(error)", "")
        }
    }
}
