import AikiBase
import AikiCheckpoint
import AikiDialogue
import AikiEngine
import AikiModel
import AikiTensor
import AikiTokenizer
import Foundation
import Testing

/// Goal: texts through the engine give the vectors of the reference. Method: a tiny BERT of random
/// weights with vectors from transformers (`Tools/reference/architectures.py`).
@Suite struct NativeEmbedderTests {
    /// Vectors are recorded with five decimals.
    static let tolerance = 1e-3

    /// Imports a fixture and calls a function with the file; the file is gone afterwards.
    static func withModel<R>(
        _ name: String, _ body: (_ path: String, _ folder: URL) async throws -> R
    ) async throws -> R {
        let folder = Fixtures.folder.appending(path: "architectures/\(name)")
        let path = FileManager.default.temporaryDirectory
            .appending(path: "aiki-engine-\(UUID().uuidString).gguf").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        _ = try HuggingFaceImporter(folder: folder.path, precision: .float32).run(to: path)
        return try await body(path, folder)
    }

    static func configuration() -> EngineConfiguration {
        var configuration = EngineConfiguration()
        configuration.threads = 2
        return configuration
    }

    @Test func aTextAskedAgainHasTheSameVectorAndNoOthers() async throws {
        try await Self.withModel("bert") { path, _ in
            let embedder = try await NativeEmbedder.load(
                path: path, name: "bert", configuration: Self.configuration())
            let texts = (0..<20).map { "text \($0)" }
            let together = try await embedder.embed(texts)
            for _ in 0..<2 {
                for (text, vector) in zip(texts, together.vectors) {
                    let alone = try await embedder.embed([text])
                    #expect(zip(alone.vectors[0], vector).allSatisfy { abs($0 - $1) < 1e-6 })
                    #expect(alone.inner.count == 1 && together.inner.count == texts.count)
                    #expect(try await embedder.embed([text]) == alone)
                }
            }
            #expect(try await embedder.embed([]).vectors.isEmpty)
        }
    }

    @Test(arguments: ["bert", "bert-cls"]) func textsGiveTheVectorsOfTheReference(
        name: String
    ) async throws {
        try await Self.withModel(name) { path, folder in
            let embedder = try await NativeEmbedder.load(
                path: path, name: name, configuration: Self.configuration())
            let tokenizer = try Tokenizer(metadata: GGUFFile(path: path))
            let golden = try JSONValue(
                parsing: Array(Data(contentsOf: folder.appending(path: "golden.json"))))
            let sequences = try #require(golden["sequences"]?.elements).map { row in
                (row.elements ?? []).compactMap { $0.wholeNumber.map(Int32.init) }
            }
            let expected = try #require(golden["embeddings"]?.elements).map { row in
                (row.elements ?? []).compactMap(\.real)
            }
            // Random ids seldom spell a text that gives them back; those that do are compared.
            let pairs = zip(sequences, expected).compactMap { sequence, vector in
                let text = tokenizer.decode(sequence, skipSpecial: true)
                let again = tokenizer.encode(text, addSpecial: true, parseSpecial: false)
                return again == sequence ? (text: text, vector: vector) : nil
            }
            let others = ["a text", "another!"]
            let found = try await embedder.embed(pairs.map(\.text) + others)
            let model = try Model.load(
                GGUFFile(path: path), compute: Compute(pool: WorkerPool(threads: 1)))
            let direct = try model.embed(
                others.map { tokenizer.encode($0, addSpecial: true, parseSpecial: false) })
            #expect(Array(found.vectors.suffix(2)) == direct)
            for (pair, vector) in zip(pairs, found.vectors) {
                #expect(vector.count == embedder.dimensions)
                #expect(abs(vector.reduce(0) { $0 + $1 * $1 } - 1) < 1e-5)
                #expect(try await embedder.embed([pair.text]).vectors == [vector])
                for (a, b) in zip(vector, pair.vector) {
                    #expect(abs(Double(a) - b) < Self.tolerance)
                }
            }
            #expect(try await embedder.embed([]).vectors.isEmpty)
        }
    }

    @Test(arguments: ["bert", "bert-cls"]) func tokenIDsGiveTheVectorsOfTheReference(
        name: String
    ) async throws {
        try await Self.withModel(name) { path, folder in
            let embedder = try await NativeEmbedder.load(
                path: path, name: name, configuration: Self.configuration())
            let golden = try JSONValue(
                parsing: Array(Data(contentsOf: folder.appending(path: "golden.json"))))
            let sequences = try #require(golden["sequences"]?.elements).map { row in
                (row.elements ?? []).compactMap { $0.wholeNumber.map(Int32.init) }
            }
            let expected = try #require(golden["embeddings"]?.elements).map { row in
                (row.elements ?? []).compactMap(\.real)
            }
            let found = try await embedder.embed(tokens: sequences)
            #expect(found.promptTokens == sequences.reduce(0) { $0 + $1.count })
            try #require(found.vectors.count == expected.count)
            for (a, b) in zip(found.vectors.joined(), expected.joined()) {
                #expect(abs(Double(a) - b) < Self.tolerance)
            }
            let tokenizer = try Tokenizer(metadata: GGUFFile(path: path))
            let text = "a text"
            let ids = tokenizer.encode(text, addSpecial: true, parseSpecial: false)
            #expect(try await embedder.embed([text]) == embedder.embed(tokens: [ids]))
        }
    }

    @Test func tokenIDsThatTheModelCannotReadAreRefused() async throws {
        try await Self.withModel("bert") { path, _ in
            let embedder = try await NativeEmbedder.load(
                path: path, name: "bert", configuration: Self.configuration())
            let count = Int32(try Tokenizer(metadata: GGUFFile(path: path)).vocabularySize)
            #expect(try await embedder.embed(tokens: [[count - 1]]).vectors.count == 1)
            for bad in [[], [count], [-1], [1, Int32.max], [Int32.min]] {
                await #expect {
                    _ = try await embedder.embed(tokens: [[1], bad])
                } throws: {
                    if case ModelRequestError.invalidSetting("input", _) = $0 { return true }
                    return false
                }
            }
            let limit = embedder.contextTokensMax
            let full = [Int32](repeating: 1, count: limit)
            #expect(try await embedder.embed(tokens: [full]).promptTokens == limit)
            await #expect(
                throws: ModelRequestError.contextExceeded(
                    promptTokens: limit + 1, outputTokens: 0, limitTokens: limit)
            ) { _ = try await embedder.embed(tokens: [full + [1]]) }
            let most = EngineLimits.embeddingTextsMax
            await #expect {
                _ = try await embedder.embed(tokens: Array(repeating: [1], count: most + 1))
            } throws: {
                if case ModelRequestError.invalidSetting("input", _) = $0 { return true }
                return false
            }
        }
    }

    @Test func aTextThatIsTooLongIsRefusedWithItsNumbers() async throws {
        try await Self.withModel("bert") { path, _ in
            let embedder = try await NativeEmbedder.load(
                path: path, name: "bert", configuration: Self.configuration())
            let limit = embedder.contextTokensMax
            let long = Array(repeating: "!", count: limit - 2).joined(separator: " ")
            let fits = try await embedder.embed([long])
            #expect(fits.promptTokens == limit)
            await #expect(
                throws: ModelRequestError.contextExceeded(
                    promptTokens: limit + 1, outputTokens: 0, limitTokens: limit)
            ) { _ = try await embedder.embed(["short", long + " !"]) }
            let most = EngineLimits.embeddingTextsMax
            await #expect {
                _ = try await embedder.embed(Array(repeating: "!", count: most + 1))
            } throws: {
                if case ModelRequestError.invalidSetting("input", _) = $0 { return true }
                return false
            }
        }
    }

    @Test func aModelThatMakesVectorsWritesNoText() async throws {
        try await Self.withModel("bert") { path, _ in
            _ = await #expect(throws: ModelRequestError.unsupported(model: "b", what: "write text"))
            {
                _ = try await NativeLanguageModel.load(
                    path: path, name: "b", configuration: Self.configuration())
            }
        }
    }
}
