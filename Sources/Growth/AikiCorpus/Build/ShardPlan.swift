import AikiBase
import AikiCheckpoint
import Foundation

/// A shard of the corpus on the disk.
struct WrittenShard: Sendable, Equatable {
    /// What stands in it: documents by their number among the merged ones, and which copy.
    struct Member: Sendable, Equatable {
        let document: Int
        let copy: Int
    }

    let fileName: String
    let split: String
    let members: [Member]
    let tokens: Int
    let sha256: String
}

/// Which documents stand in which shard, in which order.
struct ShardPlan {
    private struct Shard {
        let fileName: String
        let split: String
        var members: [WrittenShard.Member]
        var tokens: Int
    }

    private let shards: [Shard]
    private let content: TokenizedDocuments

    /// Fills shard after shard; a document is never cut.
    init(_ mixture: Mixture, _ content: TokenizedDocuments, shardTokens: Int) {
        var shards: [Shard] = []
        for (split, placed) in [("train", mixture.train), ("validation", mixture.validation)] {
            var number = 0
            var open: Shard?
            for place in placed {
                let document = content.documents[place.document]
                let tokens = content.tokenCount(of: document)
                if let full = open, full.tokens + tokens > shardTokens {
                    shards.append(full)
                    open = nil
                }
                if open == nil {
                    let digits = "\(number)"
                    let zeros = String(repeating: "0", count: max(0, 5 - digits.count))
                    open = Shard(
                        fileName: "\(split)-\(zeros)\(digits).tokens", split: split, members: [],
                        tokens: 0)
                    number += 1
                }
                open?.members.append(.init(document: document, copy: place.copy))
                open?.tokens += tokens
            }
            if let open { shards.append(open) }
        }
        self.shards = shards
        self.content = content
    }

    /// Writes what is not there yet; shards of an interrupted run of the same work, which is known by
    /// its identity, stay.
    func write(
        into folder: URL, identity: String, vocabularySize: Int, hasLossMask: Bool, workers: Int,
        progress: ProgressHandler
    ) throws -> [WrittenShard] {
        try forgetOthers(in: folder, identity: identity)
        var written: [WrittenShard] = []
        for (number, shard) in shards.enumerated() {
            progress(
                WorkProgress(
                    label: "writing \(shard.fileName)", done: Int64(number),
                    total: Int64(shards.count)))
            let path = folder.appending(path: shard.fileName).path
            let existing = try? TokenShard(path: path)
            if existing?.documentCount != shard.members.count
                || existing?.tokenCount != shard.tokens
            {
                var writer = try TokenShardWriter(
                    path: path, vocabularySize: vocabularySize, hasLossMask: hasLossMask)
                for member in shard.members {
                    let encoded = content.content(of: member.document)
                    try writer.append(document: encoded.tokens, lossMask: encoded.mask)
                }
                try writer.finish()
            }
            written.append(
                WrittenShard(
                    fileName: shard.fileName, split: shard.split, members: shard.members,
                    tokens: shard.tokens, sha256: try FileDigest.sha256(ofFile: path)))
        }
        return written
    }

    /// Removes shards that another tokenizer or template made.
    private func forgetOthers(in folder: URL, identity: String) throws {
        let mark = folder.appending(path: "work/shards")
        let files = FileManager.default
        if (try? Data(contentsOf: mark)) == Data(identity.utf8) { return }
        for name in (try? files.contentsOfDirectory(atPath: folder.path)) ?? []
        where name.hasSuffix(".tokens") {
            try files.removeItem(at: folder.appending(path: name))
        }
        do {
            try AtomicFile.write(Data(identity.utf8), to: mark)
        } catch {
            throw CorpusError.unwritable(path: mark.path, reason: error.localizedDescription)
        }
    }
}
