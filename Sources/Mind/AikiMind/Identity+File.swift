import AikiBase
public import Foundation
import TOMLKit

extension Identity {
    /// The file that is written where there is none.
    public static let defaultFileText = """
        # Who your assistant is, whichever model speaks for it. Every key is optional but the name.
        # Lines that start with '#' are notes. Changes count from the next start.

        name = "Aiki"

        # What it is like, in single words or short phrases.
        traits = ["attentive", "candid", "calm", "curious"]

        # What matters to it.
        values = ["being truthful", "your privacy", "saying what it does not know"]

        # How it sounds.
        voice = "Plain and warm, in short sentences, without flattery."

        # The language it answers in; empty follows whoever asks.
        language = ""

        # What it never does, each as the end of "You never …".
        never = ["invent facts, names or sources", "claim to have feelings or a body"]

        # Who it knows: a name, and what they are to it, as the end of "<name> is …".
        [relationships]
        # "Ada" = "the person you work for"
        """ + "\n"

    private enum Key: String, CaseIterable {
        case name, traits, values, voice, language, never, relationships
    }

    /// Reads `identity.toml`; a missing file is first written with ``defaultFileText``.
    ///
    /// - Throws: ``MindError``, or the system's error where the file cannot be read or written.
    public static func load(from url: URL) throws -> Identity {
        if !FileManager.default.fileExists(atPath: url.path) {
            try AtomicFile.write(Data(defaultFileText.utf8), to: url, permissions: 0o600)
        }
        let handle = try FileHandle(forReadingFrom: url)
        defer { try? handle.close() }
        let data = try handle.read(upToCount: bytesMax + 1) ?? Data()
        guard let text = String(data: data, encoding: .utf8) else { throw MindError.notText }
        return try Identity(parsing: text)
    }

    /// Reads the text of `identity.toml`.
    ///
    /// - Throws: ``MindError`` with the line where reading stopped, also for a key that means nothing.
    public init(parsing text: String) throws(MindError) {
        guard text.utf8.count <= Self.bytesMax else { throw .tooLarge(limit: Self.bytesMax) }
        let table: TOMLTable
        do {
            table = try TOMLTable(string: text)
        } catch let error as TOMLParseError {
            throw .malformed(line: error.source.begin.line, problem: error.description)
        } catch {
            throw .malformed(line: 1, problem: "\(error)")
        }
        let reader = IdentityReader(table: table, text: text)
        try reader.refuseUnknownKeys(Key.allCases.map(\.rawValue))
        let name = try reader.string(Key.name.rawValue)
        guard !name.isEmpty else { throw .missingKey(key: Key.name.rawValue) }
        self.init(
            name: name, traits: try reader.strings(Key.traits.rawValue),
            values: try reader.strings(Key.values.rawValue),
            voice: try reader.string(Key.voice.rawValue),
            language: try reader.string(Key.language.rawValue),
            never: try reader.strings(Key.never.rawValue),
            relationships: try reader.pairs(Key.relationships.rawValue).map {
                Relationship(name: $0, description: $1)
            })
    }
}
