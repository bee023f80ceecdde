import AikiBase
import AikiCheckpoint
import AikiModel
import AikiTensor
import Foundation
import Testing

/// Goal: a parity vector passes for the model it was measured on and for no other. Method: written,
/// read back, checked against the same weights, against changed ones, and after damage to the keys.
struct ModelParityTests {
    private let ids: [Int32] = [5, 17, 3, 200, 42, 42, 7]

    private func load(_ file: GGUFFile, _ cpu: CPUKind = .best) throws -> Model {
        try Model.load(
            file, compute: Compute(pool: WorkerPool(threads: 1), cpu: cpu), precision: .exact)
    }

    @Test(arguments: ["llama", "qwen2", "qwen3", "gemma3"])
    func aModelPassesItsOwnOnEveryKindOfCPU(name: String) throws {
        let folder = try ExportFolder()
        let file = try GGUFFile(path: folder.importFixture(name))
        let parity = try ModelParity(measuring: load(file), tokens: ids)
        var metadata = MetadataList(file)
        parity.write(to: &metadata)
        let path = folder.path("with.gguf")
        _ = try GGUFCopy.write(file, metadata: metadata, to: path)
        let copy = try GGUFFile(path: path)
        #expect(try ModelParity(copy) == parity)
        #expect(try ModelParity(file) == nil)
        for kind in CPUKind.detected {
            #expect(try parity.difference(from: load(copy, kind)) < parity.tolerance)
        }
    }

    @Test func aChangedModelFails() throws {
        let folder = try ExportFolder()
        let file = try GGUFFile(path: folder.importFixture("llama"))
        let parity = try ModelParity(measuring: load(file), tokens: ids)
        var metadata = MetadataList(file)
        metadata["llama.rope.freq_base"] = .float32(12_000)
        let path = folder.path("changed.gguf")
        _ = try GGUFCopy.write(file, metadata: metadata, to: path)
        #expect(try parity.difference(from: load(GGUFFile(path: path))) > parity.tolerance)
    }

    @Test func brokenKeysAreRefused() throws {
        let folder = try ExportFolder()
        let file = try GGUFFile(path: folder.importFixture("llama"))
        let parity = try ModelParity(measuring: load(file), tokens: ids)
        let many = [Int32](repeating: 1, count: ModelParity.tokensMax)
        let wide = [Int32](repeating: 1, count: ModelParity.indicesMax)
        let cases: [(String, MetadataValue?)] = [
            ("tokens", .array(.int32([]))), ("tokens", .array(.int32([288]))),
            ("tokens", .array(.int32(many + [1]))), ("indices", .array(.int32([-1]))),
            ("indices", .array(.int32(wide + [1]))), ("logits", nil),
            ("logits", .array(.float32([1]))), ("tolerance", .float32(0)), ("tolerance", nil),
        ]
        for (key, value) in cases {
            var metadata = MetadataList(file)
            parity.write(to: &metadata)
            metadata["aiki.parity.\(key)"] = value
            let path = folder.path("broken.gguf")
            _ = try GGUFCopy.write(file, metadata: metadata, to: path)
            #expect(throws: ModelError.self, "\(key)") { try ModelParity(GGUFFile(path: path)) }
        }
        var metadata = MetadataList(file)
        metadata["aiki.parity.tokens"] = .array(.int32(many))
        metadata["aiki.parity.indices"] = .array(.int32(wide))
        metadata["aiki.parity.logits"] = .array(
            .float32([Float](repeating: 0, count: many.count * wide.count)))
        metadata["aiki.parity.tolerance"] = .float32(1)
        let path = folder.path("limit.gguf")
        _ = try GGUFCopy.write(file, metadata: metadata, to: path)
        #expect(try ModelParity(GGUFFile(path: path))?.tokens.count == ModelParity.tokensMax)
    }

    @Test(arguments: ["llama", "qwen3", "gemma3"])
    func layersShowWhatTheyGive(name: String) throws {
        let folder = try ExportFolder()
        let file = try GGUFFile(path: folder.importFixture(name))
        let model = try load(file)
        let values = model.graph.layerValues
        #expect(values.count == model.configuration.layerCount + 2)
        let cache = try model.makeCache(capacityTokens: 16, type: .f32)
        let runner = model.makeRunner(batchTokensMax: 16)
        let entry = BatchEntry(cache: cache, tokens: ids[...], output: .all)
        var shown = [[Float]](repeating: [], count: values.count)
        try runner.run([entry], capturing: values) { shown[$0] += Array($1) }
        #expect(shown.allSatisfy { $0.count == ids.count * model.configuration.width })
        // The first are the embeddings, the last give the logits.
        let table = try file.tensor("token_embd.weight").dequantized()
        let width = model.configuration.width
        // Gemma scales the first and caps the last.
        guard name != "gemma3" else { return }
        #expect(Array(shown[0][..<width]) == Array(table[5 * width..<6 * width]))
        let output = try (file.tensorIfPresent("output.weight") ?? file.tensor("token_embd.weight"))
            .dequantized()
        for token in 0..<ids.count {
            let logit = (0..<width).reduce(Float(0)) {
                $0 + shown[values.count - 1][token * width + $1] * output[9 * width + $1]
            }
            #expect(abs(logit - runner.logits(token)[9]) < 1e-3)
        }
    }
}
