import AikiBase
import AikiCheckpoint
import Foundation

/// The tokens of the documents that stay: a file of them for each segment, in the order of the
/// segment.
struct TokenizedDocuments: Sendable {
    /// The numbers of the documents that stay, ascending.
    let documents: [Int]
    /// Answers that do not count since no cut was sure, by the number of their source.
    let uncutAnswers: [Int: Int]
    private let shards: [TokenShard?]
    /// Where each of ``documents`` stands: its segment and its number there.
    private let places: [Int: (segment: Int, document: Int)]

    var count: Int { documents.count }

    /// Encodes what is not there yet.
    init(
        _ merged: MergedDocuments, copies: [DuplicateFinder.Copy], encoder: DocumentEncoder,
        inputs: CorpusInputs, folder: URL, workers: Int, progress: ProgressHandler
    ) throws {
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw CorpusError.unwritable(path: folder.path, reason: error.localizedDescription)
        }
        let removed = Set(copies.map(\.document))
        var members = [[(slot: Int32, document: Int)]](repeating: [], count: merged.segments.count)
        for (document, place) in merged.places.enumerated() where !removed.contains(document) {
            members[Int(place.segment)].append((place.slot, document))
        }
        var shards: [TokenShard?] = []
        var places: [Int: (segment: Int, document: Int)] = [:]
        var uncutAnswers: [Int: Int] = [:]
        for (number, segment) in merged.segments.enumerated() {
            let documents = members[number].sorted { $0.slot < $1.slot }.map(\.document)
            for (index, document) in documents.enumerated() { places[document] = (number, index) }
            progress(
                WorkProgress(
                    label: "encoding", done: Int64(number), total: Int64(merged.segments.count)))
            let encoded = try Self.encode(
                documents, merged, segment, encoder, inputs, workers: workers,
                path: folder.appending(
                    path:
                        "\(segment.folder.lastPathComponent)-\(SegmentFiles.name(segment.number)).tokens"
                ).path)
            shards.append(encoded.shard)
            uncutAnswers.merge(encoded.uncutAnswers, uniquingKeysWith: +)
        }
        self.uncutAnswers = uncutAnswers
        self.shards = shards
        self.places = places
        documents = places.keys.sorted()
    }

    /// Documents that are encoded at once.
    private static let batch = 256

    private static func encode(
        _ documents: [Int], _ merged: MergedDocuments, _ segment: SegmentFiles,
        _ encoder: DocumentEncoder, _ inputs: CorpusInputs, workers: Int, path: String
    ) throws -> (shard: TokenShard?, uncutAnswers: [Int: Int]) {
        if documents.isEmpty { return (nil, [:]) }
        let note = URL(filePath: path + ".uncut")
        if let uncutAnswers = readCounts(note), let shard = try? TokenShard(path: path),
            shard.documentCount == documents.count
        {
            return (shard, uncutAnswers)
        }
        var uncutAnswers: [Int: Int] = [:]
        let texts = try MappedBytes(path: segment.path("texts"))
        let hasMask = documents.contains { inputs.hasMask(merged.entry($0)) }
        var writer = try TokenShardWriter(
            path: path, vocabularySize: encoder.vocabularySize, hasLossMask: hasMask)
        var start = 0
        while start < documents.count {
            let members = Array(documents[start..<min(documents.count, start + batch)])
            let results = ParallelWork.map(members.count, workers: workers) { index in
                let entry = merged.entry(members[index])
                return Result {
                    guard entry.textOffset >= 0, entry.textBytes >= 0,
                        entry.textOffset + entry.textBytes <= texts.bytes.count
                    else { throw CorpusError.damaged(path: path, reason: "a text is missing") }
                    let range = entry.textOffset..<(entry.textOffset + entry.textBytes)
                    return try encoder.encode(
                        SegmentWriter.decode(
                            Array(texts.bytes[range]), isConversation: entry.isConversation),
                        learnsAll: inputs.source(of: entry.file).learnsAll)
                }
            }
            for (member, result) in zip(members, results) {
                let encoded = try result.get()
                if encoded.uncutAnswers > 0 {
                    let source = inputs.files[merged.entry(member).file].source
                    uncutAnswers[source, default: 0] += encoded.uncutAnswers
                }
                try writer.append(document: encoded.tokens, lossMask: hasMask ? encoded.mask : nil)
            }
            start += members.count
        }
        // Before the tokens: where those are there, the count is too.
        try writeCounts(uncutAnswers, to: note)
        try writer.finish()
        return (try TokenShard(path: path), uncutAnswers)
    }

    private static func writeCounts(_ uncutAnswers: [Int: Int], to note: URL) throws {
        let pairs = uncutAnswers.sorted { $0.key < $1.key }
        let object = JSONObject(pairs.map { ("\($0.key)", .integer(Int64($0.value))) })
        do {
            try AtomicFile.write(Data(JSONValue.object(object).encoded().utf8), to: note)
        } catch {
            throw CorpusError.unwritable(path: note.path, reason: error.localizedDescription)
        }
    }

    /// What ``writeCounts(_:to:)`` wrote; nil where it is not there.
    private static func readCounts(_ note: URL) -> [Int: Int]? {
        guard let data = try? Data(contentsOf: note),
            let object = try? JSONValue(parsing: Array(data)).object
        else { return nil }
        var uncutAnswers: [Int: Int] = [:]
        for (key, value) in object.pairs {
            if let source = Int(key) { uncutAnswers[source] = value.wholeNumber ?? 0 }
        }
        return uncutAnswers
    }

    /// How many tokens a document has.
    func tokenCount(of document: Int) -> Int { range(of: document)?.range.count ?? 0 }

    private func range(of document: Int) -> (shard: TokenShard, range: Range<Int>)? {
        guard let place = places[document], let shard = shards[place.segment] else { return nil }
        return (shard, shard[place.document])
    }

    /// A document's tokens and, where it has one, its mask.
    func content(of document: Int) -> DocumentEncoder.Encoded {
        guard let (shard, range) = range(of: document) else {
            return DocumentEncoder.Encoded(tokens: [], mask: nil)
        }
        return DocumentEncoder.Encoded(
            tokens: shard.tokens(range),
            mask: shard.hasLossMask ? range.map { shard.countsInLoss($0) } : nil)
    }
}
