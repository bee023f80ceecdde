import AikiBase
import Foundation

/// Gathers documents and writes them as one segment of work: texts, index, lineage, and last the
/// mark that says that all of it is there and where reading goes on.
///
/// A process that is killed leaves whole segments and perhaps files without their mark, which the
/// next one writes again.
struct SegmentWriter {
    let folder: URL
    private var texts: [UInt8] = []
    private var index: [UInt8] = []
    private var lineage: [UInt8] = []
    private var lines = 0
    private var counts: [Int: SourceCounts] = [:]
    /// Bytes of records taken in.
    private(set) var bytesRead = 0

    init(folder: URL) { self.folder = folder }

    /// Adds a document, in the order of reading.
    mutating func add(_ document: PreparedDocument, source: Int) {
        var textBytes = 0
        if let body = document.body {
            let content = Self.encode(body)
            textBytes = content.count
            SegmentEntry.append(
                document, textOffset: texts.count, textBytes: textBytes, line: lines, to: &index)
            texts += content
        }
        lineage += Array(JSONValue.object(document.lineage).encoded().utf8)
        lineage.append(0x0A)
        lines += 1
        bytesRead += document.bytesRead
        counts[source, default: SourceCounts()].add(document, textBytes: textBytes)
    }

    /// Writes the segment.
    ///
    /// - Parameters:
    ///   - number: its number in the part.
    ///   - next: the place to read on from.
    ///   - isLast: whether nothing is left to read.
    /// - Throws: ``CorpusError/unwritable(path:reason:)``.
    mutating func commit(number: Int, next: CorpusPlace, isLast: Bool) throws {
        let name = SegmentFiles.name(number)
        let mark: JSONObject = [
            "file": .integer(Int64(next.file)), "record": .integer(Int64(next.record)),
            "isLast": .bool(isLast),
            "sources": .object(
                JSONObject(
                    counts.sorted { $0.key < $1.key }.map { ("\($0.key)", .object($0.value.json)) })
            ),
        ]
        do {
            for (suffix, bytes) in [("texts", texts), ("index", index), ("jsonl", lineage)] {
                try AtomicFile.write(Data(bytes), to: folder.appending(path: "\(name).\(suffix)"))
            }
            try AtomicFile.write(
                Data(JSONValue.object(mark).encoded().utf8),
                to: folder.appending(path: "\(name).done"))
        } catch {
            throw CorpusError.unwritable(path: folder.path, reason: "\(error.localizedDescription)")
        }
        self = SegmentWriter(folder: folder)
    }

    private static func encode(_ body: DocumentBody) -> [UInt8] {
        switch body {
        case .text(let text): return text
        case .messages(let messages):
            let values = messages.map { message in
                JSONValue.object([
                    "role": .string(message.role),
                    "content": .string(String(decoding: message.content, as: UTF8.self)),
                ])
            }
            return Array(JSONValue.array(values).encoded().utf8)
        }
    }

    /// What ``encode(_:)`` wrote.
    static func decode(_ bytes: [UInt8], isConversation: Bool) -> DocumentBody {
        guard isConversation else { return .text(bytes) }
        let value = try? JSONValue(parsing: bytes)
        return .messages(DocumentReader.messages(value) ?? [])
    }
}
