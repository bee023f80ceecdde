import Foundation

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#endif

/// Standard input, output and error of the program.
struct Console: Sendable {
    /// Whether answers go to a person's screen.
    let isOutputTerminal = isatty(STDOUT_FILENO) == 1
    /// Whether notes go to a person's screen.
    let isErrorTerminal = isatty(STDERR_FILENO) == 1
    /// Whether a person types.
    let isInputTerminal = isatty(STDIN_FILENO) == 1
    /// Whether colours are wanted (https://no-color.org).
    let usesColor: Bool

    init(environment: [String: String] = ProcessInfo.processInfo.environment) {
        let refuses = !(environment["NO_COLOR"] ?? "").isEmpty || environment["TERM"] == "dumb"
        usesColor = isOutputTerminal && !refuses
    }

    /// Writes to standard output as it is. A reader that has gone (`aiki … | head`) is no error.
    func write(_ text: String) {
        Self.write(text, to: STDOUT_FILENO)
    }

    /// Writes a line to standard output.
    func line(_ text: String = "") {
        write(text + "\n")
    }

    /// Writes to standard error as it is.
    func note(_ text: String) {
        Self.write(text, to: STDERR_FILENO)
    }

    /// Makes text faint, where colours are wanted.
    func faint(_ text: String) -> String { usesColor ? "\u{1B}[2m\(text)\u{1B}[0m" : text }

    /// Makes text bold, where colours are wanted.
    func bold(_ text: String) -> String { usesColor ? "\u{1B}[1m\(text)\u{1B}[0m" : text }

    /// Columns of the screen.
    var columns: Int { size.columns }

    /// Rows and columns of the screen, at least 2 and 8; 24 and 80 where nobody knows.
    var size: (rows: Int, columns: Int) {
        var size = winsize()
        let request = UInt(TIOCGWINSZ)
        for descriptor in [STDOUT_FILENO, STDERR_FILENO] {
            guard ioctl(descriptor, request, &size) == 0, size.ws_col > 0 else { continue }
            return (size.ws_row > 0 ? max(2, Int(size.ws_row)) : 24, max(8, Int(size.ws_col)))
        }
        return (24, 80)
    }

    private static func write(_ text: String, to descriptor: Int32) {
        let bytes = Array(text.utf8)
        var start = 0
        while start < bytes.count {
            let count = bytes[start...].withUnsafeBytes { buffer in
                #if canImport(Darwin)
                    Darwin.write(descriptor, buffer.baseAddress, buffer.count)
                #else
                    Glibc.write(descriptor, buffer.baseAddress, buffer.count)
                #endif
            }
            if count < 0 {
                if errno == EINTR || errno == EAGAIN { continue }
                return
            }
            start += count
        }
    }
}
