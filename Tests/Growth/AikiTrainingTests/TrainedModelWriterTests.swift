import AikiBase
import AikiCheckpoint
import AikiModel
import AikiTensor
import AikiTraining
import Foundation
import Testing

/// Goal: what was trained is what is served. Method: a trained model and a trained adapter, written,
/// loaded by the engine's own code, give the losses that the trainer had.
@Suite struct TrainedModelWriterTests {
    private func scratch(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "aiki-writer-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }

    /// An architecture's file, with its weights as they are.
    private func source(_ name: String, in folder: URL) throws -> String {
        let path = folder.appending(path: "source.gguf").path
        _ = try HuggingFaceImporter(
            folder: TrainingFixture.fixtures.appending(path: "architectures/\(name)").path,
            precision: .float32
        ).run(to: path)
        return path
    }

    /// −ln p of a document's tokens as the engine's runner finds them.
    private func servedLoss(
        _ model: Model, _ document: [Int32], adapter: Adapter? = nil
    ) throws -> Double {
        let runner = model.makeRunner(batchTokensMax: document.count)
        let cache = try model.makeCache(capacityTokens: document.count, type: .f32)
        let adapters = adapter.flatMap { AdapterSet([($0, 1)]) }
        try runner.run([
            BatchEntry(
                cache: cache, tokens: document[..<(document.count - 1)], output: .all,
                adapters: adapters)
        ])
        var loss = 0.0
        for row in 0..<runner.outputCount {
            let logits = runner.logits(row)
            let largest = logits.max() ?? 0
            let sum = logits.reduce(0.0) { $0 + exp(Double($1 - largest)) }
            loss += log(sum) - Double(logits[Int(document[row + 1])] - largest)
        }
        return loss
    }

    private func trainedLoss(_ trained: TrainedModel, _ document: [Int32]) throws -> Double {
        let pass = try TrainingPass(trained, rowsMax: 64, precision: .float32)
        var batch = TokenBatch()
        batch.append(document[...])
        return pass.run(batch, gradientFactor: 0, goesBack: false)
    }

    @Test("A trained model is served as it was trained", arguments: TrainingFixture.names)
    func models(name: String) throws {
        try scratch { folder in
            let fixture = try TrainingFixture(name)
            let source = try source(name, in: folder)
            let file = try GGUFFile(path: source)
            let model = try Model.load(file, compute: Compute(pool: WorkerPool(threads: 1)))
            let trained = TrainedModel(model, scope: .all)
            let session = try TrainingSession(
                trained, recipe: fixture.recipe(), data: MemoryTokens(fixture.documents))
            for _ in 0..<3 { _ = try session.step() }
            let path = folder.appending(path: "trained.gguf").path
            try TrainedModelWriter(trained, file: file).writeModel(to: path, name: "trained")
            let written = try GGUFFile(path: path)
            #expect(written.string("general.name") == "trained")
            let served = try Model.load(written, compute: Compute(pool: WorkerPool(threads: 1)))
            for document in fixture.documents {
                let own = try trainedLoss(trained, document)
                #expect(abs(try servedLoss(served, document) - own) < 1e-4 * own)
            }
        }
    }

    @Test("A trained adapter is served as it was trained", arguments: ["llama", "qwen2", "qwen3"])
    func adapters(name: String) throws {
        try scratch { folder in
            let fixture = try TrainingFixture(name)
            let trained = fixture.adapted()
            let source = try source(name, in: folder)
            let path = folder.appending(path: "adapter.gguf").path
            try TrainedModelWriter(trained, file: GGUFFile(path: source)).writeAdapter(
                to: path, name: "tone")
            let adapter = try Adapter.load(
                AdapterFile(path: path, for: fixture.model.adapterBase), model: fixture.model)
            for document in fixture.documents {
                let own = try trainedLoss(trained, document)
                let served = try servedLoss(fixture.model, document, adapter: adapter)
                #expect(abs(served - own) < 1e-4 * own, "\(served), \(own)")
            }
        }
    }

    @Test("Merged adapters are served as they were trained", arguments: [false, true])
    func merged(trainsMagnitude: Bool) throws {
        try scratch { folder in
            let fixture = try TrainingFixture("qwen3")
            let trained = fixture.adapted(trainsMagnitude: trainsMagnitude)
            let source = try source("qwen3", in: folder)
            let path = folder.appending(path: "merged.gguf").path
            try TrainedModelWriter(trained, file: GGUFFile(path: source)).writeMerged(
                to: path, name: "merged")
            let served = try Model.load(
                GGUFFile(path: path), compute: Compute(pool: WorkerPool(threads: 1)))
            for document in fixture.documents {
                let own = try trainedLoss(trained, document)
                #expect(abs(try servedLoss(served, document) - own) < 1e-4 * own)
            }
        }
    }

    @Test func `A new model begins as it should, and the same seed draws the same`() throws {
        try scratch { folder in
            let tokenizer = TrainingFixture.fixtures.appending(path: "architectures/llama")
            let shape = ModelShape(depth: 1, vocabulary: 288, contextTokens: 32)
            var digests: [String] = []
            for seed in [1, 1, 2] as [UInt64] {
                let path = folder.appending(path: "\(digests.count).gguf").path
                try FreshModel(shape: shape, tokenizerFolder: tokenizer, seed: seed)
                    .write(to: path, name: "new")
                digests.append(try FileDigest.sha256(ofFile: path))
            }
            #expect(digests[0] == digests[1] && digests[0] != digests[2])
            let model = try Model.load(
                GGUFFile(path: folder.appending(path: "0.gguf").path),
                compute: Compute(pool: WorkerPool(threads: 1)))
            #expect(model.configuration.parameterCount == shape.parameterCount)
            // A model that knows nothing finds all tokens nearly alike.
            let document = (0..<20).map { Int32($0 * 13 % 288) }
            let loss = try trainedLoss(TrainedModel(model, scope: .all), document) / 19
            #expect(abs(loss - log(288)) < 0.2)
            #expect(throws: TrainingError.self) {
                try FreshModel(
                    shape: shape, tokenizerFolder: folder.appending(path: "none"), seed: 1
                ).write(to: folder.appending(path: "x.gguf").path, name: "x")
            }
        }
    }
}
