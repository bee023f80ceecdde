import AikiBase
import AikiCheckpoint
import Foundation
import Testing

/// Goal: what was written is read, and no file of tokens ends the process or reaches past a table.
/// Method: every small shape, a file put together by hand, truncations at every byte, mutations.
@Suite struct TokenShardTests {
    private func path() -> String {
        FileManager.default.temporaryDirectory
            .appending(path: "\(UUID().uuidString).tokens").path
    }

    private func write(
        _ documents: [[Int32]], masks: [[Bool]?]? = nil, vocabulary: Int, to path: String
    ) throws {
        var writer = try TokenShardWriter(
            path: path, vocabularySize: vocabulary, hasLossMask: masks != nil)
        for (index, document) in documents.enumerated() {
            try writer.append(document: document, lossMask: masks?[index])
        }
        try writer.finish()
    }

    @Test(arguments: [300, 65_536, 65_537, 200_000], [false, true])
    func `every small shape comes back`(vocabulary: Int, masked: Bool) throws {
        let path = path()
        defer { try? FileManager.default.removeItem(atPath: path) }
        var random = SeededRandom(seed: 7)
        for lengths in [[], [0], [1], [3, 0, 5], [8, 8], [64, 1], [200, 7, 0]] {
            let documents = lengths.map { length in
                (0..<length).map { _ in Int32(random.next() % UInt64(vocabulary)) }
            }
            let masks = documents.map { $0.map { _ in random.next() & 1 == 0 } }
            try write(documents, masks: masked ? masks : nil, vocabulary: vocabulary, to: path)
            let shard = try TokenShard(path: path)
            #expect(shard.documentCount == lengths.count)
            #expect(shard.tokenCount == lengths.reduce(0, +))
            #expect(shard.vocabularySize == vocabulary)
            #expect(shard.hasLossMask == masked)
            for index in documents.indices {
                #expect(shard.tokens(shard[index]) == documents[index])
                let counts = shard[index].map { shard.countsInLoss($0) }
                #expect(counts == (masked ? masks[index] : documents[index].map { _ in true }))
                #expect(shard.allCountInLoss(shard[index]) == !counts.contains(false))
            }
            #expect(shard.tokens(0..<shard.tokenCount) == documents.flatMap { $0 })
        }
    }

    /// The format as the documentation tells it, byte for byte.
    private var byHand: [UInt8] {
        var bytes = Array("AIKITOKS".utf8)
        bytes += [1, 0, 0, 0, 2, 0, 0, 0]
        bytes += [3, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0]
        bytes += [1, 0, 0, 0, 0, 2, 0, 0] + [UInt8](repeating: 0, count: 24)
        bytes += [1, 0, 0xFF, 1, 7, 0, 0, 0]
        bytes += [0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0]
        bytes += [0b101, 0, 0, 0, 0, 0, 0, 0]
        return bytes
    }

    @Test func `the bytes are those of the documentation`() throws {
        let path = path()
        defer { try? FileManager.default.removeItem(atPath: path) }
        try write([[1, 511], [7]], masks: [[true, false], nil], vocabulary: 512, to: path)
        #expect(try Array(Data(contentsOf: URL(filePath: path))) == byHand)
        let shard = try TokenShard(bytes: byHand)
        #expect(shard.tokens(0..<3) == [1, 511, 7])
        #expect((0..<3).map { shard.countsInLoss($0) } == [true, false, true])
    }

    @Test func `one token that does not count is found wherever it stands`() throws {
        let path = path()
        defer { try? FileManager.default.removeItem(atPath: path) }
        for place in 0..<40 {
            let mask = (0..<40).map { $0 != place }
            try write([[1, 2, 3], Array(0..<40)], masks: [nil, mask], vocabulary: 300, to: path)
            let shard = try TokenShard(path: path)
            #expect(shard.allCountInLoss(shard[0]) && !shard.allCountInLoss(shard[1]))
            #expect(shard.allCountInLoss(3..<(3 + place)))
            #expect(shard.allCountInLoss((4 + place)..<43))
        }
    }

    @Test func `every truncation and every longer file is refused`() {
        for count in 0..<byHand.count {
            let code = errorCode { _ = try TokenShard(bytes: Array(byHand[..<count])) }
            #expect(code == "checkpoint.malformed")
        }
        #expect(errorCode { _ = try TokenShard(bytes: byHand + [0]) } == "checkpoint.malformed")
    }

    @Test(arguments: [
        (8, UInt8(2), "checkpoint.unsupported"),  // version
        (12, 3, "checkpoint.malformed"),  // bytes a token
        (16, 4, "checkpoint.malformed"),  // tokens
        (24, 1, "checkpoint.malformed"),  // documents
        (31, 255, "checkpoint.malformed"),  // documents beyond any file
        (32, 2, "checkpoint.malformed"),  // flags
        (37, 1, "checkpoint.malformed"),  // a vocabulary of 256 with token 511
        (45, 1, "checkpoint.malformed"),  // what must be zero
        (72, 1, "checkpoint.malformed"),  // the first document starts at 1
        (80, 4, "checkpoint.malformed"),  // a document starts past the end
        (88, 2, "checkpoint.malformed"),  // the last ends early
    ])
    func `a lie is refused`(offset: Int, value: UInt8, code: String) {
        var bytes = byHand
        bytes[offset] = value
        #expect(errorCode { _ = try TokenShard(bytes: bytes) } == code)
    }

    @Test func `ten thousand mutations never crash`() {
        var random = SeededRandom(seed: 11)
        for _ in 0..<10_000 {
            var bytes = byHand
            for _ in 0...Int(random.next() % 4) {
                bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(
                    truncatingIfNeeded: random.next())
            }
            guard let shard = try? TokenShard(bytes: bytes) else { continue }
            for document in 0..<shard.documentCount {
                let tokens = shard.tokens(shard[document])
                #expect(tokens.allSatisfy { $0 >= 0 && $0 < shard.vocabularySize })
                for index in shard[document] { _ = shard.countsInLoss(index) }
            }
        }
    }

    @Test func `a writer that is dropped leaves the old file`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "train-00000.tokens").path
        try write([[1, 2]], vocabulary: 10, to: path)
        do {
            var writer = try TokenShardWriter(path: path, vocabularySize: 10, hasLossMask: false)
            try writer.append(document: [3], lossMask: nil)
        }
        #expect(try TokenShard(path: path).tokenCount == 2)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 1)
    }
}
