import AikiBase
import AikiCheckpoint
import AikiModel
import AikiTensor
import Foundation
import Testing

/// Goal: an adapter is the same in every form: PEFT's folder, GGUF, merged into the weights. Method:
/// folders that PEFT wrote go through each form and must give the logits that PEFT recorded.
struct AdapterExportTests {
    private static let names = ["llama-all", "llama-stable", "qwen2", "phi3"]
    private static let tolerance = 2e-4

    @Test(arguments: names)
    func throughGGUFAndBackToPEFT(name: String) throws {
        let folder = try ExportFolder()
        let fixture = try AdapterFixture(name)
        let base = fixture.base.model.adapterBase
        let source = AdapterFixture.folder.appending(path: name).path
        let read = try AdapterFile(path: source, for: base)
        try AdapterWriter(read, base: base).writeGGUF(to: folder.path("a.gguf"))
        let gguf = try AdapterFile(path: folder.path("a.gguf"), for: base)
        try AdapterWriter(gguf, base: base).writePEFT(to: folder.path("peft"), baseName: "base")
        for path in [folder.path("a.gguf"), folder.path("peft")] {
            let adapter = try Adapter.load(
                AdapterFile(path: path, for: base), model: fixture.base.model)
            let adapters = try #require(AdapterSet([(adapter: adapter, scale: Float(1))]))
            #expect(fixture.difference(try fixture.logits(adapters)) < Self.tolerance, "\(path)")
        }
    }

    @Test(arguments: names)
    func fromPEFTToPEFTNothingChanges(name: String) throws {
        let folder = try ExportFolder()
        let base = try AdapterFixture(name).base.model.adapterBase
        let source = AdapterFixture.folder.appending(path: name).path
        let old = try AdapterFile(path: source, for: base)
        try AdapterWriter(old, base: base).writePEFT(to: folder.path("peft"), baseName: "base")
        let new = try AdapterFile(path: folder.path("peft"), for: base)
        #expect(old.pairs.map(\.name) == new.pairs.map(\.name))
        for (one, other) in zip(old.pairs, new.pairs) {
            #expect(one.scale == other.scale)
            #expect(one.down.dequantized() == other.down.dequantized())
            #expect(one.up.dequantized() == other.up.dequantized())
        }
    }

    @Test(arguments: names)
    func mergedModelsGiveWhatAdaptersGive(name: String) throws {
        let folder = try ExportFolder()
        let fixture = try AdapterFixture(name)
        let base = try folder.importFixture(fixture.golden.member("base").text ?? "")
        let source = AdapterFixture.folder.appending(path: name).path
        let read = try AdapterFile(path: source, for: fixture.base.model.adapterBase)
        let merged = folder.path("merged.gguf")
        let summary = try AdapterMerger(base: base, adapters: [(read, 1)]).run(to: merged)
        #expect(summary.changed.count == read.pairs.count && summary.requantized.isEmpty)
        let ids = fixture.golden.member("ids").int32s
        #expect(
            fixture.difference(try ExportFolder.logits(merged, ids)) < Self.tolerance)
    }

    @Test func quantisedMatricesAreQuantisedAgainAndCounted() throws {
        let folder = try ExportFolder()
        let fixture = try AdapterFixture("llama-stable")
        let base = try folder.importFixture("llama")
        let small = folder.path("small.gguf")
        _ = try GGUFQuantizer(recipe: .named("Q8_0"), threads: 1).run(from: base, to: small)
        let source = AdapterFixture.folder.appending(path: "llama-stable").path
        let read = try AdapterFile(path: source, for: fixture.base.model.adapterBase)
        let again = try AdapterMerger(base: small, adapters: [(read, 1)])
            .run(to: folder.path("again.gguf"))
        #expect(again.requantized == again.changed && again.changed.count == read.pairs.count)
        let whole = try AdapterMerger(
            base: small, adapters: [(read, 1)], quantizedAs: .float32
        ).run(to: folder.path("whole.gguf"))
        #expect(whole.requantized.isEmpty)
        // Eight bits a weight change little: both are near what PEFT gives.
        let ids = fixture.golden.member("ids").int32s
        for name in ["again.gguf", "whole.gguf"] {
            #expect(
                fixture.difference(try ExportFolder.logits(folder.path(name), ids)) < 0.5)
        }
    }

    @Test func aTiedOutputThatIsChangedIsTiedNoLonger() throws {
        let folder = try ExportFolder()
        let base = try folder.importFixture("llama-tied-bias")
        let down = Tensor(f32: (0..<32).map { Float($0) / 32 }, shape: [1, 32])
        let up = Tensor(f32: (0..<288).map { Float($0 % 7) / 7 }, shape: [288, 1])
        let pair = AdapterFile.Pair(name: "output.weight", down: down, up: up, scale: 0.5)
        let adapter = try AdapterFile(path: "made", pairs: [pair])
        let merged = folder.path("merged.gguf")
        _ = try AdapterMerger(base: base, adapters: [(adapter, 2)]).run(to: merged)
        let (old, new) = (try GGUFFile(path: base), try GGUFFile(path: merged))
        let table = try old.tensor("token_embd.weight").dequantized()
        #expect(try new.tensor("token_embd.weight").dequantized() == table)
        let output = try new.tensor("output.weight").dequantized()
        for (index, value) in output.enumerated() {
            let added = Float(index / 32 % 7) / 7 * Float(index % 32) / 32
            #expect(abs(value - table[index] - added) < 1e-5)
        }
    }

    @Test func anAdapterOfAnotherModelIsRefused() throws {
        let folder = try ExportFolder()
        let base = try folder.importFixture("llama")
        let pair = AdapterFile.Pair(
            name: "blk.0.attn_q.weight", down: Tensor(f32: [1, 2], shape: [1, 2]),
            up: Tensor(f32: [1, 2, 3], shape: [3, 1]), scale: 1)
        let adapter = try AdapterFile(path: "made", pairs: [pair])
        #expect(throws: CheckpointError.self) {
            try AdapterMerger(base: base, adapters: [(adapter, 1)]).run(to: folder.path("x.gguf"))
        }
        #expect(!FileManager.default.fileExists(atPath: folder.path("x.gguf")))
        #expect(throws: CheckpointError.self) { try AdapterFile(path: "made", pairs: []) }
    }
}
