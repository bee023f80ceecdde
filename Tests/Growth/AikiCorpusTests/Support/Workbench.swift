import AikiBase
import AikiCheckpoint
import AikiCorpus
import AikiTokenizer
import Foundation

/// A folder with texts, a byte tokenizer and a recipe; it goes with the object.
final class Workbench {
    let folder: URL
    var corpus: URL { folder.appending(path: "corpus") }

    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appending(path: "aiki-corpus-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try write(Self.byteTokenizer, to: "tokenizer.json")
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func write(_ text: String, to path: String) throws { try write(Array(text.utf8), to: path) }

    func write(_ bytes: [UInt8], to path: String) throws {
        let url = folder.appending(path: path)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
    }

    func recipe(_ rest: String, head: String = "") throws -> CorpusRecipe {
        try CorpusRecipe(
            parsing: """
                tokenizer = "tokenizer.json"
                end-token = "<|end|>"
                \(head)
                \(rest)
                """, path: folder.appending(path: "recipe.toml").path)
    }

    /// Builds a recipe, by default in `corpus`.
    @discardableResult
    func build(
        _ rest: String, head: String = "", in place: String = "corpus",
        options: CorpusOptions = CorpusOptions()
    ) throws -> CorpusManifest {
        try CorpusBuilder(
            recipe(rest, head: head), folder: folder.appending(path: place), options: options
        ).build()
    }

    /// The lineage of all documents.
    func lineage(in place: String = "corpus") throws -> [JSONObject] {
        let path = folder.appending(path: place).appending(path: "documents.jsonl")
        return try Data(contentsOf: path).split(separator: 0x0A)
            .compactMap { try JSONValue(parsing: Array($0)).object }
    }

    /// The texts of a split, each document decoded, in order.
    func texts(_ split: String, in place: String = "corpus") throws -> [String] {
        let tokenizer = try self.tokenizer
        return try shards(split, in: place).flatMap { shard in
            (0..<shard.documentCount).map { document in
                tokenizer.decode(shard.tokens(shard[document]), skipSpecial: false)
            }
        }
    }

    func shards(_ split: String, in place: String = "corpus") throws -> [TokenShard] {
        let url = folder.appending(path: place)
        return try FileManager.default.contentsOfDirectory(atPath: url.path).sorted()
            .filter { $0.hasPrefix(split) && $0.hasSuffix(".tokens") }
            .map { try TokenShard(path: url.appending(path: $0).path) }
    }

    /// Names and bytes of everything in a corpus that is whole.
    func contents(of place: String) throws -> [String: Data] {
        let url = folder.appending(path: place)
        var contents: [String: Data] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: url.path)
        where name != "work" {
            contents[name] = try Data(contentsOf: url.appending(path: name))
        }
        return contents
    }

    var tokenizer: Tokenizer {
        get throws { try Tokenizer(tokenizerJSON: Array(Self.byteTokenizer.utf8)) }
    }

    /// A tokenizer of 256 bytes and three tokens that have a part to play.
    static let byteTokenizer: String = {
        var vocabulary: [(String, JSONValue)] = []
        var other: UInt32 = 256
        for byte in UInt32(0)..<256 {
            let isPrinted = (33...126).contains(byte) || (161...172).contains(byte) || byte >= 174
            let scalar = isPrinted ? byte : other
            if !isPrinted { other += 1 }
            let spelling = Unicode.Scalar(scalar).map { String(Character($0)) } ?? ""
            vocabulary.append((spelling, .integer(Int64(byte))))
        }
        let added = ["<|end|>", "<|start|>", "<|stop|>"].enumerated().map { index, content in
            JSONValue.object([
                "id": .integer(Int64(256 + index)), "content": .string(content), "special": true,
                "normalized": false, "lstrip": false, "rstrip": false, "single_word": false,
            ])
        }
        let root: JSONValue = [
            "version": "1.0", "added_tokens": .array(added),
            "pre_tokenizer": ["type": "ByteLevel", "add_prefix_space": false, "use_regex": true],
            "decoder": ["type": "ByteLevel"],
            "model": [
                "type": "BPE", "vocab": .object(JSONObject(vocabulary)), "merges": [],
            ],
        ]
        return root.encoded()
    }()

    /// Sentences of words that hardly ever come again: a document of its own.
    static func prose(_ seed: UInt64, words: Int = 120) -> String {
        var random = SeededRandom(seed: seed)
        let stems = [
            "river", "stone", "window", "garden", "winter", "letter", "bridge", "candle", "forest",
            "harbor", "market", "thunder", "silver", "village", "mountain", "shadow", "mirror",
        ]
        let small = ["the", "of", "and", "to", "with", "that", "have", "be"]
        return (0..<words).map { index -> String in
            let word =
                index % 3 == 0
                ? small[Int(random.next() % UInt64(small.count))]
                : stems[Int(random.next() % UInt64(stems.count))]
                    + ["", "s", "ed", "like", "ward"][Int(random.next() % 5)]
            return index % 12 == 11 ? word + ".\n" : word
        }.joined(separator: " ")
    }
}
