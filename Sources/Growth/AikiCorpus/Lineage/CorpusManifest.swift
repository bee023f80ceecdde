public import AikiBase
public import Foundation

/// What a corpus holds: `manifest.json`, written last, so that a folder with one is whole.
public struct CorpusManifest: Sendable {
    /// The name of the file.
    public static let fileName = "manifest.json"
    /// Bytes of the file, at most.
    static let bytesMax = 64 << 20

    /// One source and what became of it.
    struct Source: Sendable {
        let name: String
        let licence: String
        let weight: Double?
        var counts = SourceCounts()
        var tokens = 0
        var trainTokens = 0
        var epochs = 1.0
        /// Answers that do not count: the template writes them in another way when more follows.
        var uncutAnswers = 0

        init(_ source: CorpusRecipe.Source) {
            name = source.name
            licence = source.licence
            weight = source.weight
        }
    }

    /// All of it.
    public let json: JSONObject

    /// The digest of the recipe and its files.
    var state: String { json["recipe"]?.text ?? "" }

    init(
        name: String, state: String, seed: UInt64, tokenizerSHA256: String, vocabularySize: Int,
        sources: [Source], shards: [WrittenShard]
    ) {
        var splits = JSONObject()
        for split in ["train", "validation"] {
            let members = shards.filter { $0.split == split }
            splits[split] = [
                "documents": .integer(Int64(members.reduce(0) { $0 + $1.members.count })),
                "tokens": .integer(Int64(members.reduce(0) { $0 + $1.tokens })),
                "shards": .integer(Int64(members.count)),
            ]
        }
        json = [
            "format": 1, "name": .string(name), "recipe": .string(state),
            "seed": .integer(Int64(truncatingIfNeeded: seed)),
            "tokenizer": .string(tokenizerSHA256),
            "vocabularySize": .integer(Int64(vocabularySize)),
            "splits": .object(splits),
            "shards": .array(shards.map(Self.json)),
            "sources": .array(sources.map(Self.json)),
        ]
    }

    private static func json(_ shard: WrittenShard) -> JSONValue {
        [
            "file": .string(shard.fileName), "split": .string(shard.split),
            "documents": .integer(Int64(shard.members.count)),
            "tokens": .integer(Int64(shard.tokens)), "sha256": .string(shard.sha256),
        ]
    }

    private static func json(_ source: Source) -> JSONValue {
        var object: JSONObject = [
            "name": .string(source.name), "licence": .string(source.licence),
            "epochs": .number(source.epochs), "tokens": .integer(Int64(source.tokens)),
            "trainTokens": .integer(Int64(source.trainTokens)),
        ]
        if let weight = source.weight { object["weight"] = .number(weight) }
        if source.uncutAnswers > 0 {
            object["uncutAnswers"] = .integer(Int64(source.uncutAnswers))
        }
        for (key, value) in source.counts.json.pairs { object[key] = value }
        return .object(object)
    }

    /// Reads the manifest of a corpus.
    ///
    /// - Throws: ``CorpusError/notCorpus(path:)``.
    public init(folder: URL) throws(CorpusError) {
        let path = folder.appending(path: Self.fileName)
        guard let data = try? Data(contentsOf: path), data.count <= Self.bytesMax,
            let value = try? JSONValue(parsing: Array(data)), let object = value.object,
            object["format"]?.wholeNumber == 1
        else { throw .notCorpus(path: folder.path) }
        json = object
    }

    func write(into folder: URL) throws(CorpusError) {
        let path = folder.appending(path: Self.fileName)
        let text = JSONValue.object(json).encoded(.pretty) + "\n"
        do {
            try AtomicFile.write(Data(text.utf8), to: path)
        } catch {
            throw .unwritable(path: path.path, reason: error.localizedDescription)
        }
    }

    /// Tokens of a split: `train` or `validation`.
    public func tokens(_ split: String) -> Int {
        json["splits"]?[split]?["tokens"]?.wholeNumber ?? 0
    }

    /// Documents of a split, each copy counted.
    public func documents(_ split: String) -> Int {
        json["splits"]?[split]?["documents"]?.wholeNumber ?? 0
    }
}
