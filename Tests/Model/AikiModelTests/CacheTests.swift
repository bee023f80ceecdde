import AikiModel
import Foundation
import Testing

/// Goal: a cache can be cut, copied, stored and brought back, and never takes what is not its own.
/// Method: logits after each such step against logits of an undisturbed cache.
struct CacheTests {
    let fixture: ArchitectureFixture
    let runner: Runner

    init() throws {
        fixture = try ArchitectureFixture("qwen3")
        runner = fixture.model.makeRunner(batchTokensMax: 24)
    }

    @Test(arguments: [CacheType.f16, .f32])
    func rowsThatAreTakenOutAndBroughtBackContinueExactly(type: CacheType) throws {
        let cache = try filled(type, 10)
        let whole = rows(0..<10, of: cache)
        let expected = try next(cache)
        // In one piece, in two blocks, and from within blocks that hold more than is wanted.
        for cuts in [[0, 10], [0, 4, 10], [0, 1, 2, 9, 10]] {
            let other = try fixture.model.makeCache(capacityTokens: 40, type: type)
            #expect(other.stateDescription == cache.stateDescription)
            for (start, end) in zip(cuts, cuts.dropFirst()) {
                let block = rows(start..<end, of: cache)
                try block.withUnsafeBytes {
                    try other.appendRows(0..<end - start, of: end - start, from: $0)
                }
            }
            #expect(rows(0..<10, of: other) == whole)
            #expect(try next(other) == expected)
        }
        let other = try fixture.model.makeCache(capacityTokens: 40, type: type)
        try whole.withUnsafeBytes {
            try other.appendRows(0..<3, of: 10, from: $0)
            try other.appendRows(3..<10, of: 10, from: $0)
        }
        #expect(try next(other) == expected)
    }

    @Test func rowsThatDoNotFitAreRefused() throws {
        let block = rows(0..<5, of: try filled(.f16, 5))
        let small = try fixture.model.makeCache(capacityTokens: 4)
        #expect(throws: ModelError.contextFull(tokens: 5, limit: 4)) {
            try block.withUnsafeBytes { try small.appendRows(0..<5, of: 5, from: $0) }
        }
        #expect(small.count == 0)
        try block.withUnsafeBytes { try small.appendRows(1..<5, of: 5, from: $0) }
        #expect(small.count == 4)
    }

    @Test func aTruncatedCacheContinuesExactly() throws {
        let cache = try filled(.f16, 6)
        let expected = try next(try filled(.f16, 4), at: 4)
        cache.truncate(to: 4)
        #expect(try next(cache, at: 4) == expected)
        cache.truncate(to: 0)
        #expect(cache.count == 0)
    }

    @Test func aCopiedPrefixContinuesExactly() throws {
        let source = try filled(.f16, 12)
        let expected = try next(try filled(.f16, 7), at: 7)
        let copy = try fixture.model.makeCache(capacityTokens: 8, type: .f16)
        try copy.copyPrefix(from: source, count: 7)
        #expect(try next(copy, at: 7) == expected)
        #expect(source.count == 12)
        let short = try fixture.model.makeCache(capacityTokens: 6, type: .f16)
        #expect(throws: ModelError.contextFull(tokens: 7, limit: 6)) {
            try short.copyPrefix(from: source, count: 7)
        }
    }

    @Test func cachesOfOtherKindsAreToldApart() throws {
        let source = try filled(.f16, 5)
        let exact = try fixture.model.makeCache(capacityTokens: 40, type: .f32)
        #expect(throws: ModelError.stateRefused(reason: "it is not of the type f32")) {
            try exact.copyPrefix(from: source, count: 5)
        }
        let stranger = try ArchitectureFixture("qwen2").model.makeCache(capacityTokens: 40)
        #expect(throws: ModelError.stateRefused(reason: "it was made by another model")) {
            try stranger.copyPrefix(from: source, count: 5)
        }
        // Caches on both sides of the original context hold differently rotated keys.
        let phi = try ArchitectureFixture("phi3-longrope")
        let long = try phi.model.makeCache(capacityTokens: 17)
        try phi.model.makeRunner(batchTokensMax: 8).run([
            BatchEntry(cache: long, tokens: phi.ids[0..<3], output: .none)
        ])
        let short = try phi.model.makeCache(capacityTokens: 16)
        #expect(
            throws: ModelError.stateRefused(reason: "it was made for contexts of another length")
        ) { try short.copyPrefix(from: long, count: 3) }
        #expect(Set([source, exact, stranger, long, short].map(\.stateDescription)).count == 5)
    }

    @Test func aFullContextIsAnErrorWithBothNumbersAndChangesNothing() throws {
        let cache = try fixture.model.makeCache(capacityTokens: 8, type: .f32)
        let ids = fixture.ids
        try runner.run([BatchEntry(cache: cache, tokens: ids[0..<8])])
        #expect(throws: ModelError.contextFull(tokens: 9, limit: 8)) {
            try runner.run([BatchEntry(cache: cache, tokens: ids[8..<9])])
        }
        #expect(cache.count == 8)
        #expect(throws: ModelError.contextFull(tokens: 65, limit: 64)) {
            try fixture.model.makeCache(capacityTokens: 65)
        }
        _ = try fixture.model.makeCache(capacityTokens: 64)
    }

    @Test func aPassThatCannotBeRunIsRefusedBeforeAnythingChanges() throws {
        let cache = try fixture.model.makeCache(capacityTokens: 64)
        let other = try fixture.model.makeCache(capacityTokens: 64)
        let tooMany = [Int32](repeating: 1, count: 25)
        #expect(throws: ModelError.batchTooLarge(tokens: 25, limit: 24)) {
            try runner.run([BatchEntry(cache: cache, tokens: tooMany[...])])
        }
        try runner.run([BatchEntry(cache: cache, tokens: tooMany[..<24])])
        for token: Int32 in [-1, 288, .max, .min] {
            #expect(throws: ModelError.tokenOutOfRange(token: token, vocabularySize: 288)) {
                try runner.run([
                    BatchEntry(cache: other, tokens: [3]),
                    BatchEntry(cache: cache, tokens: [token]),
                ])
            }
        }
        #expect(throws: ModelError.emptySequence) {
            try runner.run([BatchEntry(cache: cache, tokens: [])])
        }
        #expect(cache.count == 24)
        #expect(other.count == 0)
    }

    @Test func theLargestCacheIsItsLimit() {
        let limit = Cache.byteCountMax
        #expect(Cache.fits(capacity: 1, rowBytes: limit, layers: 1))
        #expect(!Cache.fits(capacity: 1, rowBytes: limit + 1, layers: 1))
        #expect(Cache.fits(capacity: 1 << 30, rowBytes: 1 << 10, layers: 1 << 6))
        #expect(!Cache.fits(capacity: 1 << 30, rowBytes: 1 << 36, layers: 1 << 24))
    }

    @Test func halfAndEightBitCachesStayCloseToAnExactOne() throws {
        #expect(throws: ModelError.cacheTypeUnfit(type: "q8_0", headWidth: 16)) {
            try fixture.model.makeCache(capacityTokens: 8, type: .q8_0)
        }
        // This one's heads are 32 wide and its logits spread by 4: half precision carries 11 bits
        // of that and q8_0 eight, and random layers amplify what is lost.
        let wide = try ArchitectureFixture("qwen2")
        let exact = try wide.allLogits().flatMap { $0 }
        for (type, bound) in [(CacheType.f16, 0.01), (.q8_0, 0.15)] {
            let rough = try wide.allLogits(type: type).flatMap { $0 }
            let squares = zip(exact, rough).reduce(0) { $0 + pow(Double($1.0 - $1.1), 2) }
            let error = (squares / Double(exact.count)).squareRoot()
            #expect(error > 0 && error < bound, "\(type)")
        }
    }

    /// A cache that holds the fixture's first tokens.
    private func filled(_ type: CacheType, _ count: Int) throws -> Cache {
        let cache = try fixture.model.makeCache(capacityTokens: 40, type: type)
        try runner.run([
            BatchEntry(cache: cache, tokens: fixture.ids[0..<count], output: .none)
        ])
        return cache
    }

    /// Bytes of some tokens.
    private func rows(_ range: Range<Int>, of cache: Cache) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: range.count * cache.bytesPerToken)
        bytes.withUnsafeMutableBytes { cache.copyRows(range, to: $0) }
        return bytes
    }

    /// Logits after one more token.
    private func next(_ cache: Cache, at position: Int = 10) throws -> [Float] {
        try runner.run([
            BatchEntry(cache: cache, tokens: fixture.ids[position..<position + 1])
        ])
        return Array(runner.logits(0))
    }
}
