import AikiBase
import Foundation

/// `documents.jsonl`: a line for every document that was read, also for those that went.
///
/// What was found and done to it stands there from reading on; merging adds of whom it is a copy,
/// how many tokens it has, and where each of its copies went (`went`: shard, document in the shard).
struct DocumentLog {
    /// The name of the file.
    static let fileName = "documents.jsonl"

    private let documents: MergedDocuments
    private let copies: [Int: DuplicateFinder.Copy]
    private let tokens: TokenizedDocuments
    private var places: [Int: [(shard: Int, index: Int)]] = [:]
    private let shards: [WrittenShard]

    init(
        _ documents: MergedDocuments, _ copies: [DuplicateFinder.Copy],
        _ tokens: TokenizedDocuments, _ shards: [WrittenShard]
    ) {
        self.documents = documents
        self.copies = Dictionary(uniqueKeysWithValues: copies.map { ($0.document, $0) })
        self.tokens = tokens
        self.shards = shards
        for (number, shard) in shards.enumerated() {
            for (index, member) in shard.members.enumerated() {
                places[member.document, default: []].append((number, index))
            }
        }
    }

    /// Writes the file.
    func write(into folder: URL) throws {
        let path = folder.appending(path: Self.fileName)
        let temporary = folder.appending(path: ".\(Self.fileName).tmp")
        do {
            try Data().write(to: temporary)
            let handle = try FileHandle(forWritingTo: temporary)
            defer { try? handle.close() }
            for (line, addition) in try lines() {
                try handle.write(contentsOf: Data(line.dropLast() + addition + [0x7D, 0x0A]))
            }
            try handle.synchronize()
            guard rename(temporary.path, path.path) == 0 else {
                throw CorpusError.unwritable(path: path.path, reason: "it cannot be renamed")
            }
        } catch let error as CorpusError {
            throw error
        } catch {
            throw CorpusError.unwritable(path: path.path, reason: error.localizedDescription)
        }
    }

    /// The lines of all segments in the order of the recipe, without their last brace, and what
    /// merging adds to each.
    private func lines() throws -> [(line: ArraySlice<UInt8>, addition: [UInt8])] {
        var numbers: [Int: [Int: Int]] = [:]
        for (document, place) in documents.places.enumerated() {
            let entry = documents.entry(document)
            numbers[Int(place.segment), default: [:]][entry.line] = document
        }
        var lines: [(file: Int, line: ArraySlice<UInt8>, addition: [UInt8])] = []
        for (number, segment) in documents.segments.enumerated() {
            let bytes = try Data(contentsOf: URL(filePath: segment.path("jsonl")))
            let all = Array(bytes).split(separator: 0x0A)
            for (index, line) in all.enumerated() {
                let document = numbers[number]?[index]
                lines.append((number, line, document.map(addition) ?? []))
            }
        }
        return lines.map { ($0.line, $0.addition) }
    }

    /// What merging knows of a document, as members of its object.
    private func addition(_ document: Int) -> [UInt8] {
        var object = JSONObject()
        if let copy = copies[document] {
            object["dropped"] = copy.similarity == 1 ? "duplicates.exact" : "duplicates.near"
            object["copyOf"] = .string(
                DocumentPreparer.name(documents.entry(copy.original).id))
            object["similarity"] = .number((copy.similarity * 1_000).rounded() / 1_000)
        } else {
            let went = (places[document] ?? []).map { place in
                JSONValue.object([
                    "shard": .string(shards[place.shard].fileName),
                    "document": .integer(Int64(place.index)),
                ])
            }
            object["tokens"] = .integer(Int64(tokens.tokenCount(of: document)))
            object["went"] = .array(went)
        }
        let text = JSONValue.object(object).encoded()
        return Array((", " + text.dropFirst().dropLast()).utf8)
    }
}
