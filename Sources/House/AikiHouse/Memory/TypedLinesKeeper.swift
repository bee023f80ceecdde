import AikiBase
import AikiMemory
import Foundation

/// The lines that a person typed in the chat: those that were forgotten go.
///
/// Where forgetting is finished after an interruption, nobody knows any more what was forgotten: then
/// all lines go.
struct TypedLinesKeeper: MemoryKeeper {
    let name = "typed lines"
    let file: URL

    func didForget(_ messages: [Int64], texts: ForgottenTexts) async throws -> Int {
        guard let content = FileManager.default.contents(atPath: file.path), !content.isEmpty else {
            return 0
        }
        let lines = String(decoding: content, as: UTF8.self).split(separator: "\n")
        var forgotten = Set<String>()
        for text in texts.texts {
            // As the file writes them: a line break is two letters.
            forgotten.insert(
                text.replacing("\\", with: "\\\\").replacing("\n", with: "\\n"))
        }
        let kept = texts.texts.isEmpty ? [] : lines.filter { !forgotten.contains(String($0)) }
        guard kept.count < lines.count else { return 0 }
        let text = kept.map { $0 + "\n" }.joined()
        try AtomicFile.write(Data(text.utf8), to: file, permissions: 0o600)
        return lines.count - kept.count
    }
}
