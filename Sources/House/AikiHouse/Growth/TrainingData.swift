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
        isCorpus = isFolder.boolValue
        if isFolder.boolValue {
            let shards = try ShardedTokens(folder: order.data, split: "train")
            guard shards.vocabularySize <= model.configuration.vocabularySize else {
                throw TrainingError.vocabularyDiffers(
                    data: shards.vocabularySize, model: model.configuration.vocabularySize)
            }
            training = shards
            let heldOut = order.validation ?? order.data
            validation = try? ShardedTokens(folder: heldOut, split: "validation")
            pairs = []
            hash = try FileDigest.sha256(
                ofFile: order.data.appending(path: "manifest.json").path)
            notes = []
            return
        }
        guard let long = DocumentReader.Long(rawValue: order.long) else {
            throw TrainingError.invalidSetting(
                name: "long", value: order.long,
                expected: DocumentReader.Long.allCases.map(\.rawValue).joined(separator: ", "))
        }
        let template = try file.string("tokenizer.chat_template").map { source in
            try ChatTemplate(source: source)
        }
        let reader = DocumentReader(
            tokenizer: try Tokenizer(metadata: file), template: template,
            tokensMax: TrainingRules.sequence(order, model) + 1, long: long)
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

    private static func notes(
        _ read: DocumentReader.Result, _ long: DocumentReader.Long
    ) -> [String] {
        var notes: [String] = []
        if read.longCount > 0 {
            let what = long == .cut ? "were cut" : "were left out"
            notes.append("\(read.longCount) documents are longer than a sequence and \(what).")
        }
        if read.emptyCount > 0 {
            notes.append("\(read.emptyCount) documents hold nothing to learn and were left out.")
        }
        return notes
    }
}
