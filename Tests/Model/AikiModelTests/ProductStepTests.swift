import AikiModel
import AikiTensor
import CAllocationCount
import Testing

/// Goal: products that are computed together give what they give one by one, bit by bit, and a token
/// takes nothing from the heap. Method: every architecture both ways; a count of allocations.
struct ProductStepTests {
    /// Logits of a prompt of four tokens and of steps after it, three sequences at once in the last.
    private static func logits(
        _ fixture: ArchitectureFixture, together: Bool, type: CacheType = .f16
    ) throws -> [[Float]] {
        let model = fixture.model
        let runner = model.makeRunner(batchTokensMax: 16)
        runner.multipliesTogether = together
        var rows: [[Float]] = []
        var caches: [Cache] = []
        for _ in 0..<3 {
            let cache = try model.makeCache(capacityTokens: 32, type: type)
            caches.append(cache)
            try runner.run([BatchEntry(cache: cache, tokens: fixture.ids[0..<4])])
            rows.append(Array(runner.logits(0)))
            try runner.run([BatchEntry(cache: cache, tokens: fixture.ids[4..<5], isPrompt: false)])
            rows.append(Array(runner.logits(0)))
        }
        try runner.run(
            caches.map { BatchEntry(cache: $0, tokens: fixture.ids[5..<6], isPrompt: false) })
        rows += (0..<3).map { Array(runner.logits($0)) }
        return rows
    }

    @Test(arguments: ArchitectureFixture.generators)
    func productsTogetherAreThoseOneByOne(name: String) throws {
        let fixture = try ArchitectureFixture(name, threads: 2)
        #expect(
            try Self.logits(fixture, together: true) == Self.logits(fixture, together: false))
    }

    @Test(arguments: ArchitectureFixture.generators)
    func aGeneratedTokenAllocatesNothing(name: String) throws {
        let fixture = try ArchitectureFixture(name, threads: 2)
        let cache = try fixture.model.makeCache(capacityTokens: 64)
        let runner = fixture.model.makeRunner(batchTokensMax: 4)
        var entries = [BatchEntry(cache: cache, tokens: [7], isPrompt: false)]
        let ids = fixture.ids
        for _ in 0..<2 { try runner.run(entries) }
        var counts: [UInt64] = []
        counts.reserveCapacity(32)
        for step in 0..<30 {
            entries[0].tokens = ids[step % 20..<step % 20 + 1]
            let before = aiki_allocation_count()
            try runner.run(entries)
            counts.append(aiki_allocation_count() - before)
        }
        #expect(counts == [UInt64](repeating: 0, count: 30))
    }
}
