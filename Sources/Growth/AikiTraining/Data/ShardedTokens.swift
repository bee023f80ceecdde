import AikiBase
package import AikiCheckpoint
package import Foundation

/// The token shards of one split of a corpus folder, as one sequence of documents.
package struct ShardedTokens: TokenSource {
    private let shards: [TokenShard]
    /// Documents before each shard, and all of them.
    private let firstDocuments: [Int]
    /// Whether only some tokens of each document count; empty where all do in all.
    private let inPart: [Bool]
    /// How many tokens of a document are taken, where that is not all of them.
    private var taken: [Int: Int] = [:]

    /// Tokens that ids are drawn from.
    package let vocabularySize: Int
    package private(set) var tokenCount: Int

    /// Opens the shards of a split: `<split>-00000.tokens` and on.
    ///
    /// - Throws: ``TrainingError/noData(path:reason:)`` where there is none;
    ///   ``TrainingError/vocabularyDiffers(data:model:)`` where shards differ; `CheckpointError`.
    package init(folder: URL, split: String) throws {
        let names = Self.names(folder, split)
        guard !names.isEmpty else {
            throw TrainingError.noData(
                path: folder.path, reason: "there is no file \(split)-00000.tokens")
        }
        try self.init(names.map { try TokenShard(path: folder.appending(path: $0).path) })
    }

    /// Whether a folder has shards of a split.
    package static func isThere(_ split: String, in folder: URL) -> Bool {
        !names(folder, split).isEmpty
    }

    private static func names(_ folder: URL, _ split: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
            .filter { $0.hasPrefix(split + "-") && $0.hasSuffix(".tokens") }.sorted()
    }

    /// Joins shards.
    package init(_ shards: [TokenShard]) throws(TrainingError) {
        self.shards = shards
        vocabularySize = shards.first?.vocabularySize ?? 0
        for shard in shards where shard.vocabularySize != vocabularySize {
            throw .vocabularyDiffers(data: shard.vocabularySize, model: vocabularySize)
        }
        var first = [0]
        for shard in shards { first.append(first[first.count - 1] + shard.documentCount) }
        firstDocuments = first
        tokenCount = shards.reduce(0) { $0 + $1.tokenCount }
        inPart =
            shards.contains(where: \.hasLossMask)
            ? shards.flatMap { shard in
                (0..<shard.documentCount).map { !shard.allCountInLoss(shard[$0]) }
            } : []
    }

    /// The same with conversations that are too long dealt with as asked. Texts are left as they are:
    /// a section of a text can be learnt by itself, an answer without its question cannot.
    ///
    /// - Parameters:
    ///   - tokensMax: how many tokens a conversation may have.
    ///   - long: what to do with longer ones.
    /// - Returns: the documents, and how many were cut or left out.
    /// - Throws: ``TrainingError/conversationTooLong(path:document:tokens:limit:)`` where they are
    ///   refused.
    package func fitted(
        to tokensMax: Int, long: DocumentReader.Long
    ) throws(TrainingError) -> (tokens: ShardedTokens, longCount: Int) {
        var fitted = self
        for document in inPart.indices where inPart[document] {
            let (shard, place) = find(document)
            let tokens = shards[shard][place].count
            guard tokens > tokensMax else { continue }
            if long == .refuse {
                throw .conversationTooLong(
                    path: shards[shard].path, document: place, tokens: tokens, limit: tokensMax)
            }
            let kept = long == .cut ? tokensMax : 0
            fitted.taken[document] = kept
            fitted.tokenCount -= tokens - kept
        }
        return (fitted, fitted.taken.count)
    }

    package var documentCount: Int { firstDocuments[firstDocuments.count - 1] }

    package func tokenCount(of document: Int) -> Int {
        if let count = taken[document] { return count }
        let (shard, place) = find(document)
        return shards[shard][place].count
    }

    package func countsInPart(_ document: Int) -> Bool { !inPart.isEmpty && inPart[document] }

    package func tokens(
        of document: Int, in range: Range<Int>
    ) -> (tokens: [Int32], counts: [Bool]?) {
        let (index, place) = find(document)
        let shard = shards[index]
        let start = shard[place].lowerBound
        let whole = start + range.lowerBound..<start + range.upperBound
        return (
            shard.tokens(whole), shard.hasLossMask ? whole.map { shard.countsInLoss($0) } : nil
        )
    }

    /// The shard that holds a document, and its place there.
    private func find(_ document: Int) -> (shard: Int, place: Int) {
        var low = 0
        var high = shards.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if firstDocuments[middle] <= document { low = middle } else { high = middle }
        }
        return (low, document - firstDocuments[low])
    }
}
