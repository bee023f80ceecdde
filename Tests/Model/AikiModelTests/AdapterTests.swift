import AikiBase
import AikiCheckpoint
import AikiModel
import AikiTensor
import Foundation
import Testing

/// Goal: adapters give what they give elsewhere, whoever shares the pass, and what was computed with
/// one is never taken for another's. Method: logits recorded from PEFT; the same adapter from two
/// formats; sequences together against each alone.
struct AdapterTests {
    /// F32 throughout on both sides; sums in another order over at most 80 columns.
    private static let tolerance = 2e-4

    private func set(_ uses: (Adapter, Float)...) -> AdapterSet? {
        AdapterSet(uses.map { (adapter: $0.0, scale: $0.1) })
    }

    @Test(arguments: AdapterFixture.names)
    func logitsAreThoseOfPEFT(name: String) throws {
        let fixture = try AdapterFixture(name)
        #expect(fixture.difference(try fixture.logits(fixture.adapters)) < Self.tolerance)
        // The fixture would not notice an adapter that does nothing otherwise.
        #expect(fixture.difference(try fixture.logits(nil)) > 1)
    }

    @Test(arguments: ["llama-all", "qwen2", "phi3"])
    func bothFormatsSayTheSame(name: String) throws {
        let fixture = try AdapterFixture(name)
        let adapter = try AdapterFixture.loadGGUF(name, fixture.base.model)
        let adapters = try #require(set((adapter, 1)))
        #expect(fixture.difference(try fixture.logits(adapters)) < Self.tolerance)
    }

    @Test func strengthMultipliesTheChange() throws {
        let fixture = try AdapterFixture("llama-stable")
        let adapter = fixture.adapters.uses[0].adapter
        let half = try #require(set((adapter, 0.25), (adapter, 0.25)))
        let same = try #require(set((adapter, 0.5)))
        #expect(half.identity == same.identity)
        #expect(try fixture.logits(half) == fixture.logits(same))
        #expect(try fixture.logits(half) != fixture.logits(fixture.adapters))
        #expect(set((adapter, 0)) == nil)
        #expect(set((adapter, 1), (adapter, -1)) == nil)
    }

    @Test func identityTellsAdaptersAndStrengthsApartAndNotTheirOrder() throws {
        let model = try ArchitectureFixture("llama").model
        let a = try AdapterFixture.load("llama-all", model)
        let b = try AdapterFixture.load("llama-stable", model)
        #expect(a.fingerprint != b.fingerprint)
        let again = try AdapterFixture.load("llama-all", model)
        #expect(a.fingerprint == again.fingerprint)
        let sets = [
            set((a, 1)), set((b, 1)), set((a, 0.5)), set((a, 1), (b, 1)), set((a, 1), (b, 2)),
        ].compactMap { $0 }
        #expect(Set(sets.map(\.identity)).count == 5)
        #expect(set((b, 1), (a, 1))?.identity == sets[3].identity)
    }

    @Test(arguments: [1, 3])
    func sequencesWithDifferentAdaptersDoNotTouchEachOther(threads: Int) throws {
        let fixture = try AdapterFixture("llama-both", threads: threads)
        let model = fixture.base.model
        let ids = fixture.base.ids
        let uses = fixture.adapters.uses
        let sets: [AdapterSet?] = [
            nil, set((uses[0].adapter, 1)), set((uses[1].adapter, 1)),
            fixture.adapters, nil, fixture.adapters, fixture.adapters,
        ]
        let outputs: [BatchEntry.Output] = [.last, .all, .none, .last, .all, .last, .all]
        let together = model.makeRunner(batchTokensMax: 64)
        let alone = model.makeRunner(batchTokensMax: 64)
        let caches = try sets.map { _ in try model.makeCache(capacityTokens: 16, type: .f32) }
        let others = try sets.map { _ in try model.makeCache(capacityTokens: 16, type: .f32) }
        // A prompt each, of several lengths, and then some tokens one by one.
        for step in 0..<4 {
            func entry(_ index: Int, _ caches: [Cache]) -> BatchEntry {
                let start = step == 0 ? index : index + 4 + step
                let count = step == 0 ? 3 + index : 1
                return BatchEntry(
                    cache: caches[index], tokens: ids[start..<start + count],
                    output: step == 0 ? outputs[index] : .last, adapters: sets[index])
            }
            try together.run(sets.indices.map { entry($0, caches) })
            var output = 0
            for index in sets.indices {
                try alone.run([entry(index, others)])
                for row in 0..<alone.outputCount {
                    #expect(Array(alone.logits(row)) == Array(together.logits(output)))
                    output += 1
                }
            }
            #expect(output == together.outputCount)
        }
    }

    @Test func aCacheRemembersWhatItWasComputedWith() throws {
        let fixture = try AdapterFixture("llama-stable")
        let model = fixture.base.model
        let runner = model.makeRunner(batchTokensMax: 8)
        let cache = try model.makeCache(capacityTokens: 16)
        #expect(cache.adapterIdentity == 0)
        let entry = BatchEntry(
            cache: cache, tokens: fixture.base.ids[..<4], adapters: fixture.adapters)
        try runner.run([entry])
        #expect(cache.adapterIdentity == fixture.adapters.identity)
        let copy = try model.makeCache(capacityTokens: 16)
        try copy.copyPrefix(from: cache, count: 3)
        #expect(copy.adapterIdentity == fixture.adapters.identity)
        cache.truncate(to: 0)
        try runner.run([BatchEntry(cache: cache, tokens: fixture.base.ids[..<4])])
        #expect(cache.adapterIdentity == 0)
    }

    @Test func anAdapterOfAnotherModelIsRefused() throws {
        let qwen = try ArchitectureFixture("qwen2").model
        #expect(throws: ModelError.self) { try AdapterFixture.load("llama-all", qwen) }
        let moe = try ArchitectureFixture("qwen3moe").model
        #expect(throws: ModelError.self) { try AdapterFixture.load("llama-all", moe) }
        // The wrong architecture is named where the file says one.
        let llama = try ArchitectureFixture("llama").model
        let folder = AdapterFixture.folder.appending(path: "llama-all").path
        let file = try AdapterFile(path: folder, for: llama.adapterBase)
        try Scratch.withFile { path in
            try AdapterFixture.writeGGUF(file, "llama", to: path)
            #expect(
                throws: CheckpointError.wrongAdapterBase(
                    path: path, found: "llama", expected: "qwen2")
            ) { try AdapterFile(path: path, for: qwen.adapterBase) }
        }
        let bert = try ArchitectureFixture("bert").model
        #expect(throws: ModelError.wrongKind(architecture: "bert", wanted: "take an adapter")) {
            try Adapter.load(file, model: bert)
        }
    }
}
