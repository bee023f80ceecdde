import AikiBase
import Foundation

/// A labelled turn: what a person says, and the facts that are to be kept of it.
public struct GateCase: Sendable {
    /// `en`, `no`, `de`, `ru` …
    public let language: String
    /// What it tries: `home`, `question`, `payload` …
    public let kind: String
    /// What is said.
    public let text: String
    /// What must be kept, in sentences.
    public let facts: [String]
    /// What may be kept as well: another wording, a detail.
    public let allowed: [String]

    /// Reads one line of a file: an object with `text`, `facts`, and perhaps `allowed`, `language`,
    /// `kind`.
    ///
    /// - Throws: `JSONError`, ``MemoryError/unreadable(what:detail:)``.
    public init(line: String) throws {
        let value = try JSONValue(parsing: line)
        guard let text = value["text"]?.text, let facts = value["facts"]?.elements else {
            throw MemoryError.unreadable(
                what: "A labelled turn", detail: "it needs 'text' and 'facts'")
        }
        self.text = text
        self.facts = facts.compactMap(\.text)
        allowed = value["allowed"]?.elements?.compactMap(\.text) ?? []
        language = value["language"]?.text ?? "en"
        kind = value["kind"]?.text ?? "turn"
    }

    /// Whether it belongs to the half that the rules are made with; the other half only judges them.
    /// The text alone decides, by FNV-1a, so that no turn can change sides.
    public var isDevelopment: Bool {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        return (hash >> 32) & 1 == 0
    }
}
