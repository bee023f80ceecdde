import AikiBase
import AikiModel
import AikiTensor
import Testing

/// Goal: every architecture computes what its authors' code computes. Method: tiny models with
/// random weights, imported by our own importer; logits compared with those recorded from
/// transformers and from llama.cpp, then passes cut in different ways compared with each other.
struct ArchitectureTests {
    /// Sums of F32 products in another order; the largest seen is 7e-5.
    static let tolerance = 1e-3
    /// llama.cpp rounds the inputs of its GELU to half precision.
    static let geluTolerance = 5e-3
    /// The same sums in the same order, but for sizes at which other kernels take over.
    static let sameTolerance = 2e-5

    @Test(arguments: ArchitectureFixture.generators)
    func logitsAreThoseOfTransformers(name: String) throws {
        let fixture = try ArchitectureFixture(name)
        let logits = try fixture.allLogits()
        let difference = fixture.difference(logits, from: fixture.golden.member("logits"))
        #expect(difference < Self.tolerance)
        let best = logits.map { row in Int32(row.indices.max { row[$0] < row[$1] } ?? -1) }
        #expect(best == fixture.golden.member("logits").member("argmax").int32s)
    }

    @Test(arguments: ArchitectureFixture.generators)
    func logitsAreThoseOfLlamaCpp(name: String) throws {
        let fixture = try ArchitectureFixture(name)
        let record = fixture.golden.member("llamaCpp")
        // phi3's sliding window is not built there.
        guard record != .null else { return #expect(name == "phi3") }
        let difference = fixture.difference(try fixture.allLogits(), from: record)
        #expect(difference < (name == "gemma3" ? Self.geluTolerance : Self.tolerance))
    }

    @Test(arguments: ArchitectureFixture.generators)
    func greedyContinuationIsThatOfTransformers(name: String) throws {
        let fixture = try ArchitectureFixture(name, threads: 2)
        let cache = try fixture.model.makeCache(capacityTokens: 64, type: .f32)
        let runner = fixture.model.makeRunner(batchTokensMax: 64)
        let expected = fixture.golden.member("greedy").int32s
        #expect(try greedy(runner, cache, fixture.ids, count: expected.count) == expected)
    }

    @Test(arguments: ArchitectureFixture.generators)
    func anyCutOfAPassGivesTheSameLogits(name: String) throws {
        let fixture = try ArchitectureFixture(name)
        let whole = try fixture.allLogits()
        let runner = fixture.model.makeRunner(batchTokensMax: 24)
        for size in [1, 2, 3, 5, 7, 8, 11, 16, 23] {
            let cache = try fixture.model.makeCache(capacityTokens: 64, type: .f32)
            for start in stride(from: 0, to: fixture.ids.count, by: size) {
                let end = min(start + size, fixture.ids.count)
                try runner.run([
                    BatchEntry(cache: cache, tokens: fixture.ids[start..<end], output: .all)
                ])
                for row in start..<end {
                    let difference = maximumDifference(
                        Array(runner.logits(row - start)), whole[row].map { Double($0) })
                    #expect(difference < Self.sameTolerance, "size \(size), row \(row)")
                }
            }
        }
    }

    @Test(arguments: ArchitectureFixture.generators)
    func neighboursInABatchChangeNothing(name: String) throws {
        let fixture = try ArchitectureFixture(name, threads: 2)
        let alone = try fixture.allLogits()
        let ids = fixture.ids
        let runner = fixture.model.makeRunner(batchTokensMax: 72)
        let caches = try (0..<3).map { _ in
            try fixture.model.makeCache(capacityTokens: 64, type: .f32)
        }
        try runner.run([
            BatchEntry(cache: caches[0], tokens: ids[5..<11], output: .none),
            BatchEntry(cache: caches[1], tokens: ids[0..<10], output: .all),
            BatchEntry(cache: caches[2], tokens: ids[3..<4], output: .last),
        ])
        #expect(runner.outputCount == 11)
        for row in 0..<10 { expectSame(runner.logits(row), alone[row]) }
        try runner.run([
            BatchEntry(cache: caches[2], tokens: ids[7..<20], output: .last),
            BatchEntry(cache: caches[1], tokens: ids[10..<24], output: .last),
        ])
        expectSame(runner.logits(1), alone[23])
        #expect(caches.map(\.count) == [6, 24, 14])
    }

    @Test(arguments: ArchitectureFixture.generators)
    func everyKernelSetAgrees(name: String) throws {
        let fixture = try ArchitectureFixture(name)
        let scalar = try fixture.allLogits()
        for cpu in CPUKind.detected {
            let compute = Compute(pool: WorkerPool(threads: 1), cpu: cpu)
            let model = try Model.load(fixture.file, compute: compute)
            let cache = try model.makeCache(capacityTokens: 64, type: .f32)
            let runner = model.makeRunner(batchTokensMax: 24)
            try runner.run([BatchEntry(cache: cache, tokens: fixture.ids[...], output: .last)])
            let difference = maximumDifference(
                Array(runner.logits(0)), scalar[23].map { Double($0) })
            #expect(difference < Self.tolerance, "\(cpu)")
        }
    }

    @Test func longRopeUsesTheShortFactorsInAShortContext() throws {
        let fixture = try ArchitectureFixture("phi3-longrope")
        let cache = try fixture.model.makeCache(capacityTokens: 16, type: .f32)
        let runner = fixture.model.makeRunner(batchTokensMax: 16)
        try runner.run([BatchEntry(cache: cache, tokens: fixture.ids[0..<12])])
        let expected = fixture.golden.member("shortLast").doubles
        #expect(maximumDifference(Array(runner.logits(0)), expected) < Self.tolerance)
    }

    private func expectSame(_ row: UnsafeBufferPointer<Float>, _ expected: [Float]) {
        #expect(
            maximumDifference(Array(row), expected.map { Double($0) }) < Self.sameTolerance)
    }
}

/// The best continuation, token by token.
func greedy(
    _ runner: Runner, _ cache: Cache, _ prompt: [Int32], count: Int
) throws -> [Int32] {
    var next = prompt
    var out: [Int32] = []
    for _ in 0..<count {
        try runner.run([BatchEntry(cache: cache, tokens: next[...])])
        let row = runner.logits(0)
        let best = Int32(row.indices.max { row[$0] < row[$1] } ?? -1)
        out.append(best)
        next = [best]
    }
    return out
}
