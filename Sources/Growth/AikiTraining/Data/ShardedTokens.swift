import AikiBase
package import AikiCheckpoint
package import Foundation

/// The token shards of one split of a corpus folder, as one sequence of documents.
package struct ShardedTokens: TokenSource {
    private let shards: [TokenShard]
    /// Documents before each shard, and all of them.
    private let firstDocuments: [Int]

    /// Tokens that ids are drawn from.
    package let vocabularySize: Int
    package let tokenCount: Int

    /// Opens the shards of a split: `<split>-00000.tokens` and on.
    ///
    /// - Throws: ``TrainingError/noData(path:reason:)`` where there is none;
    ///   ``TrainingError/vocabularyDiffers(data:model:)`` where shards differ; `CheckpointError`.
    package init(folder: URL, split: String) throws {
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
            .filter { $0.hasPrefix(split + "-") && $0.hasSuffix(".tokens") }.sorted()
        guard !names.isEmpty else {
            throw TrainingError.noData(
                path: folder.path, reason: "there is no file \(split)-00000.tokens")
        }
        try self.init(names.map { try TokenShard(path: folder.appending(path: $0).path) })
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
    }

    package var documentCount: Int { firstDocuments[firstDocuments.count - 1] }

    package func tokenCount(of document: Int) -> Int {
        let (shard, place) = find(document)
        return shards[shard][place].count
    }

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
