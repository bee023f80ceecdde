import AikiBase
import AikiCheckpoint
import AikiModel
import AikiTemplate
import AikiTokenizer
import AikiTraining
import Foundation

/// What a run learns from, read and checked.
struct TrainingData {
    /// The documents; empty for pairs.
    let training: any TokenSource
    /// Held-out documents.
    let validation: (any TokenSource)?
    /// Pairs of answers, where the order is one of preferences.
    let pairs: [Preference.Pair]
    /// SHA-256 of what was read.
    let hash: String
    /// Whether documents are cut into pieces: a corpus, and not lines of examples.
    let isCorpus: Bool
    /// What a person should know.
    let notes: [String]

    init(_ order: TrainingOrder, file: GGUFFile, model: Model) throws {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: order.data.path, isDirectory: &isFolder) else {
            throw HouseError.pathNotFound(path: order.data.path)
        }
        guard let long = DocumentReader.Long(rawValue: order.long) else {
            throw TrainingError.invalidSetting(
                name: "long", value: order.long,
                expected: DocumentReader.Long.allCases.map(\.rawValue).joined(separator: ", "))
        }
        let tokensMax = try TrainingRules.sequence(order, model) + 1
        isCorpus = isFolder.boolValue
        if isFolder.boolValue {
            let read = try Self.shards(order.data, "train", model)
                .fitted(to: tokensMax, long: long)
            training = read.tokens
            validation = try Self.heldOut(order, model)?
                .fitted(to: tokensMax, long: long).tokens
            pairs = []
            hash = try FileDigest.sha256(
                ofFile: order.data.appending(path: "manifest.json").path)
            notes = Self.notes("conversations", read.longCount, long)
            return
        }
        let template = try file.string("tokenizer.chat_template").map { source in
            try ChatTemplate(source: source)
        }
        let reader = DocumentReader(
            tokenizer: try Tokenizer(metadata: file), template: template,
            tokensMax: tokensMax, long: long)
        hash = try FileDigest.sha256(ofFile: order.data.path)
        if case .prefer = order.kind {
            pairs = try reader.readPairs(order.data.path)
            training = MemoryTokens([])
            validation = nil
            notes = []
            return
        }
        let read = try reader.read(order.data.path)
        training = read.tokens
        validation = try order.validation.map { try reader.read($0.path).tokens }
        pairs = []
        notes = Self.notes(read, long)
    }

    /// The held-out documents of a corpus: those that were ordered, else its own, which it need not
    /// have.
    private static func heldOut(_ order: TrainingOrder, _ model: Model) throws -> ShardedTokens? {
        let split = "validation"
        guard let folder = order.validation else {
            guard ShardedTokens.isThere(split, in: order.data) else { return nil }
            return try shards(order.data, split, model)
        }
        guard FileManager.default.fileExists(atPath: folder.path) else {
            throw HouseError.pathNotFound(path: folder.path)
        }
        return try shards(folder, split, model)
    }

    /// A split of a corpus, of which the model knows every token.
    private static func shards(
        _ folder: URL, _ split: String, _ model: Model
    ) throws -> ShardedTokens {
        let shards = try ShardedTokens(folder: folder, split: split)
        guard shards.vocabularySize <= model.configuration.vocabularySize else {
            throw TrainingError.vocabularyDiffers(
                data: shards.vocabularySize, model: model.configuration.vocabularySize)
        }
        return shards
    }

    private static func notes(
        _ read: DocumentReader.Result, _ long: DocumentReader.Long
    ) -> [String] {
        var notes = Self.notes("documents", read.longCount, long)
        if read.emptyCount > 0 {
            notes.append("\(read.emptyCount) documents hold nothing to learn and were left out.")
        }
        if read.uncutCount > 0 {
            notes.append(
                "\(read.uncutCount) answers are not learnt: the chat template writes them in another way "
                    + "than they are given once more follows.")
        }
        return notes
    }

    private static func notes(
        _ what: String, _ longCount: Int, _ long: DocumentReader.Long
    ) -> [String] {
        guard longCount > 0 else { return [] }
        let outcome = long == .cut ? "were cut" : "were left out"
        return ["\(longCount) \(what) are longer than a sequence and \(outcome)."]
    }
}
