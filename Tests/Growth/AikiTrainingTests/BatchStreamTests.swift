import AikiBase
import AikiCheckpoint
import AikiTraining
import Foundation
import Testing

/// Goal: every token but a document's first is foretold once an epoch, whatever the sizes, and a cursor
/// goes on where it stood. Method: all small sizes, counted.
@Suite struct BatchStreamTests {
    /// Documents of all small lengths; each token is different from all others.
    private static let documents: [[Int32]] = {
        var next: Int32 = 0
        return [0, 1, 2, 3, 9, 1, 5].map { count in
            (0..<count).map { _ in
                next += 1
                return next
            }
        }
    }()

    private static let targets = documents.reduce(0) { $0 + max(0, $1.count - 1) }

    @Test(arguments: 1...11, [1, 2, 7, 16, 40])
    func `Every token is foretold once an epoch`(piece: Int, rows: Int) {
        var stream = BatchStream(
            MemoryTokens(Self.documents), packing: .pieces(tokensMax: piece), seed: 4)
        var seen: [Int32] = []
        while seen.count < 2 * Self.targets {
            for batch in stream.nextStep(rows: rows, passRows: 5) {
                #expect(batch.tokens.count <= 5)
                check(batch, piece)
                seen += batch.targets
            }
        }
        let all = Self.documents.flatMap { $0.dropFirst() }.sorted()
        #expect(seen.prefix(Self.targets).sorted() == all)
        #expect(seen[Self.targets..<2 * Self.targets].sorted() == all)
        #expect(Array(seen.prefix(Self.targets)) != Array(seen[Self.targets..<2 * Self.targets]))
    }

    private func check(_ batch: TokenBatch, _ piece: Int) {
        #expect(batch.tokens.count == batch.targets.count)
        #expect(batch.positions.count == batch.tokens.count)
        #expect(batch.starts.last == Int32(batch.tokens.count))
        for (start, end) in zip(batch.starts, batch.starts.dropFirst()) {
            #expect(end - start <= piece)
            for row in Int(start)..<Int(end) {
                #expect(batch.positions[row] == Int32(row) - start)
                #expect(batch.targets[row] == batch.tokens[row] + 1)
            }
        }
    }

    @Test(arguments: 0...12) func `A cursor goes on where it stood`(steps: Int) {
        let source = MemoryTokens(Self.documents)
        for packing in [BatchStream.Packing.pieces(tokensMax: 4), .documents(perStep: 2)] {
            var whole = BatchStream(source, packing: packing, seed: 8)
            for _ in 0..<steps { _ = whole.nextStep(rows: 6, passRows: 10) }
            let text = whole.cursor.json.encoded()
            let cursor = (try? JSONValue(parsing: text)).flatMap { DataCursor($0) }
            var second = BatchStream(
                source, packing: packing, seed: 8, cursor: cursor ?? DataCursor())
            for _ in 0..<5 {
                #expect(
                    second.nextStep(rows: 6, passRows: 10) == whole.nextStep(rows: 6, passRows: 10))
            }
        }
    }

    @Test func `Sections of a long document are mixed with those of others`() {
        let documents = [Array(Int32(0)...400), Array(Int32(1000)...1400)]
        var stream = BatchStream(
            MemoryTokens(documents), packing: .pieces(tokensMax: 10), seed: 2)
        for _ in 0..<8 {
            let targets = stream.nextStep(rows: 100, passRows: 100).flatMap(\.targets)
            #expect(Set(targets.map { $0 < 1000 }) == [true, false])
        }
    }

    @Test func `Data without anything to foretell ends and does not hang`() {
        for documents in [[], [[]], [[1], [2]]] as [[[Int32]]] {
            var stream = BatchStream(
                MemoryTokens(documents), packing: .pieces(tokensMax: 4), seed: 1)
            #expect(stream.nextStep(rows: 8, passRows: 8).isEmpty)
            var whole = BatchStream(
                MemoryTokens(documents), packing: .documents(perStep: 2), seed: 1)
            #expect(whole.nextStep(rows: 8, passRows: 8).isEmpty)
        }
    }

    @Test func `What does not count is no target`() {
        let source = MemoryTokens([[1, 2, 3, 4]], counts: [[true, false, true, false]])
        var stream = BatchStream(
            source, packing: .documents(perStep: 1), seed: 1, shuffles: false)
        #expect(stream.nextStep(rows: 8, passRows: 8).first?.targets == [-1, 3, -1])
    }

    @Test(arguments: [5, 8, 12, 30], [8, 20])
    func `An answer keeps its question`(rows: Int, passRows: Int) {
        // Conversations of three to eight tokens, of which the last counts, and a text that is cut.
        let conversations = (3...8).map { length in (0..<length).map { Int32(100 * length + $0) } }
        let documents = conversations + [Array(0..<23)]
        let counts = conversations.map { one in one.map { $0 == one.last } as [Bool]? } + [nil]
        let source = MemoryTokens(documents, counts: counts)
        var stream = BatchStream(source, packing: .pieces(tokensMax: 10), seed: 3)
        var seen: [Int32] = []
        while seen.count < 2 * (conversations.count + 22) {
            for batch in stream.nextStep(rows: rows, passRows: passRows) {
                #expect(batch.tokens.count <= passRows)
                for (start, end) in zip(batch.starts, batch.starts.dropFirst()) {
                    let piece = batch.tokens[Int(start)..<Int(end)]
                    if let first = piece.first, first >= 100 {
                        #expect(first % 100 == 0 && piece.count == Int(first) / 100 - 1)
                    }
                }
                seen += batch.targets.filter { $0 >= 0 }
            }
        }
        let all = conversations.compactMap(\.last) + Array(1..<23)
        #expect(seen.prefix(all.count).sorted() == all.sorted())
    }

    /// Conversations of 20 to 60 tokens, of which the last counts.
    private static let conversations: MemoryTokens = {
        var random = SeededRandom(seed: 6)
        let documents = (0..<300).map { _ in
            [Int32](repeating: 1, count: 20 + Int(random.next() % 41))
        }
        let counts = documents.map { document in
            document.indices.map { $0 == document.count - 1 } as [Bool]?
        }
        return MemoryTokens(documents, counts: counts)
    }()

    @Test func `A step holds what it should, though conversations stay whole`() {
        var stream = BatchStream(
            Self.conversations, packing: .pieces(tokensMax: 64), seed: 9)
        var dealt = 0
        for _ in 0..<100 {
            let rows = stream.nextStep(rows: 400, passRows: 100).reduce(0) { $0 + $1.tokens.count }
            // Less than a quarter of a pass is missing, or less than a conversation too much.
            #expect(rows > 375 && rows < 460)
            dealt += rows
        }
        #expect(abs(dealt - 40_000) < 1_200)
    }

    @Test(arguments: [0.5, 1, 2.5])
    func `As many steps as are counted deal the epochs`(epochs: Double) {
        let targets = (0..<300).reduce(0) { $0 + Self.conversations.tokenCount(of: $1) - 1 }
        let wanted = epochs * Double(targets)
        var stream = BatchStream(
            Self.conversations, packing: .pieces(tokensMax: 64), seed: 9)
        let steps = stream.stepCount(epochs: epochs, rows: 400, passRows: 100)
        var dealt = 0
        for _ in 0..<steps {
            #expect(Double(dealt) < wanted)
            dealt += stream.nextStep(rows: 400, passRows: 100).reduce(0) { $0 + $1.tokens.count }
        }
        #expect(Double(dealt) >= wanted)
    }

    @Test func `Conversations of a corpus that are too long are refused, left out or cut`() throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "aiki-shards-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var writer = try TokenShardWriter(
            path: folder.appending(path: "train-00000.tokens").path, vocabularySize: 300,
            hasLossMask: true)
        // A conversation that fits, one that does not, and a text, which is cut into sections.
        try writer.append(document: Array(0..<8), lossMask: (0..<8).map { $0 > 5 })
        try writer.append(document: Array(100..<130), lossMask: (0..<30).map { $0 > 5 })
        try writer.append(document: Array(200..<230), lossMask: nil)
        try writer.finish()
        #expect(ShardedTokens.isThere("train", in: folder))
        #expect(!ShardedTokens.isThere("validation", in: folder))
        let tokens = try ShardedTokens(folder: folder, split: "train")
        #expect(tokens.countsInPart(1) && !tokens.countsInPart(2))
        let error = #expect(throws: TrainingError.self) {
            try tokens.fitted(to: 11, long: .refuse)
        }
        guard case .conversationTooLong(_, 1, 30, 11) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        for (long, kept) in [(DocumentReader.Long.skip, 0), (DocumentReader.Long.cut, 11)] {
            let fitted = try tokens.fitted(to: 11, long: long)
            #expect(fitted.longCount == 1 && fitted.tokens.tokenCount == 38 + kept)
            var stream = BatchStream(
                fitted.tokens, packing: .pieces(tokensMax: 10), seed: 1, shuffles: false)
            let passes = stream.nextStep(rows: 36 + max(0, kept - 1), passRows: 64)
            let targets = passes.flatMap(\.targets).filter { $0 >= 0 }
            let cut = kept > 0 ? Array(Int32(106)...110) : []
            #expect(targets == [6, 7] + cut + Array(Int32(201)...229))
        }
    }
}
