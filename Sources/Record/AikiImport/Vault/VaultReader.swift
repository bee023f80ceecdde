import AikiArchive
import AikiBase
import AikiDialogue
import AikiMemory
import Foundation

/// Reads a folder of Markdown notes: each is a conversation of one message, word for word.
///
/// Its front matter becomes facets, its links lead to other notes. A note's date is the one it gives
/// itself, else the one in its name, else the file's.
final class VaultReader: ImportReader {
    /// Fields that date a note, the first that is there.
    private static let dateFields = [
        "created", "date", "created_at", "date created", "creation date", "created-at", "published",
        "start",
    ]
    private static let endings: Set<String> = ["md", "markdown"]

    private let files: [ImportFiles.File]
    private let name: String
    private var index = 0
    private var bytesDone: Int64 = 0
    private let bytesTotal: Int64

    private let owner: String?

    init(_ files: ImportFiles, owner: String?) throws {
        self.owner = owner
        let notes = files.files.filter { Self.endings.contains($0.ending) }
        guard !notes.isEmpty else {
            throw ImportError.nothingToImport(
                source: "a vault", path: files.root, expected: ImportSource.vault.expected)
        }
        self.files = files.files
        let url = URL(filePath: files.root).standardizedFileURL
        // One note alone belongs to the vault that its folder is.
        name =
            files.files.count == 1 && url.lastPathComponent == notes[0].name
            ? url.deletingLastPathComponent().lastPathComponent : url.lastPathComponent
        bytesTotal = Int64(files.files.map(\.bytes).reduce(0, +))
    }

    var place: ImportPlace { ImportPlace(done: bytesDone, total: bytesTotal) }

    func next() throws -> ImportedUnit? {
        guard index < files.count else { return nil }
        let file = files[index]
        index += 1
        bytesDone += Int64(file.bytes)
        guard Self.endings.contains(file.ending) else {
            return .skipped([ImportSkip(reason: .otherFile, what: file.name)])
        }
        let bytes: [UInt8]?
        do {
            bytes = try file.readWhole(bytesMax: ConversationLog.messageBytesMax)
        } catch let error as any AikiError {
            return .skipped([ImportSkip(reason: .unreadable, what: error.message)])
        }
        guard let bytes else {
            return .skipped([ImportSkip(reason: .tooLarge, what: file.name)])
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            return .skipped([ImportSkip(reason: .unreadable, what: "\(file.name): not UTF-8")])
        }
        guard text.contains(where: { !$0.isWhitespace }) else {
            return .skipped([ImportSkip(reason: .empty, what: file.name)])
        }
        return note(text, file)
    }

    func skip(_ count: Int) throws -> Int {
        let skipped = min(count, files.count - index)
        bytesDone += Int64(files[index..<index + skipped].map(\.bytes).reduce(0, +))
        index += skipped
        return skipped
    }

    private func note(_ text: String, _ file: ImportFiles.File) -> ImportedUnit {
        let facets = (FrontMatter(Array(text.utf8))?.fields ?? []).map {
            NoteFacet(name: $0.name, value: $0.value)
        }
        let stem = file.lastName.split(separator: ".").dropLast().joined(separator: ".")
        let title = facets.first { $0.name == "title" }?.value ?? stem
        let date = Self.date(facets, stem) ?? file.changed
        let speaker = Clipping.speaker(of: text, facets, path: file.name, owner: owner)
        let message = ImportedMessage(
            externalID: "note", message: Message(role: .user, text: text, name: speaker),
            time: date,
            facets: facets, links: NoteLinks.find(in: text))
        return ImportedUnit(
            conversation: ImportedConversation(
                externalID: "\(name)/\(file.name)", title: title, created: date),
            turns: [ImportedTurn(externalID: "note", messages: [message], outcome: .noted)],
            skips: [])
    }

    private static func date(_ facets: [NoteFacet], _ stem: String) -> Date? {
        for field in dateFields {
            let value = facets.first { $0.name.lowercased() == field }?.value
            if let date = value.flatMap({ ImportDate.parse($0) }) { return date }
        }
        return ImportDate.parse(String(stem.prefix(10)))
    }
}
