import AikiBase
import Foundation

/// The lines typed in the chat, kept from one day to the next.
///
/// One line of the file a line typed; a line break within one is written as `\n`, a backslash as
/// `\\`.
struct LineHistory {
    /// The most lines that are kept; older ones go.
    static let linesMax = 1000

    private let file: URL

    init(file: URL) {
        self.file = file
    }

    /// The lines, oldest first; none where the file cannot be read.
    func load() -> [String] {
        guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
        return text.split(separator: "\n").suffix(Self.linesMax).map { Self.unescape($0) }
    }

    /// Writes the lines, for their owner's eyes only.
    func save(_ lines: [String]) throws {
        let text = lines.suffix(Self.linesMax).map { Self.escape($0) + "\n" }.joined()
        try AtomicFile.write(Data(text.utf8), to: file, permissions: 0o600)
    }

    private static func escape(_ line: String) -> String {
        line.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
    }

    private static func unescape(_ line: Substring) -> String {
        var result = ""
        var isEscaped = false
        for character in line {
            if isEscaped {
                result.append(character == "n" ? "\n" : character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else {
                result.append(character)
            }
        }
        return result
    }
}
