import AikiBase
import AikiCheckpoint
import AikiModel
import AikiTensor
import AikiTokenizer
import Foundation
import Testing

/// The folder of trained models and texts; nil where the tests that need them are skipped.
private let realData = ProcessInfo.processInfo.environment["AIKI_DATA"]

/// Goal: trained models compute what their references recorded. Method: a Llama of 260 thousand
/// parameters whose logits, continuations and perplexity were computed in float64, its quantised
/// forms against llama.cpp's perplexity, and a folder imported and continued as transformers does.
@Suite(.enabled(if: realData != nil, "AIKI_DATA is not set"))
struct StoriesTests {
    /// Logits are recorded with five decimals.
    static let tolerance = 1e-3

    @Test func logitsAndContinuationsAreThoseOfTheFloat64Reference() throws {
        let model = try load("stories260K-f32.gguf").model
        let golden = try golden()
        #expect(golden.member("cases").items.count > 0)
        for example in golden.member("cases").items {
            let cache = try model.makeCache(capacityTokens: 512, type: .f32)
            let runner = model.makeRunner(batchTokensMax: 64)
            let prompt = example.member("prompt_ids").int32s
            try runner.run([BatchEntry(cache: cache, tokens: prompt[...])])
            let logits = runner.logits(0)
            let order = logits.indices.sorted { logits[$0] > logits[$1] }
            for (place, pair) in example.member("top10_logits_after_prompt").rows.enumerated() {
                #expect(order[place] == Int(pair[0]))
                #expect(abs(Double(logits[Int(pair[0])]) - pair[1]) < Self.tolerance)
            }
            let expected = example.member("greedy_ids").int32s
            cache.truncate(to: 0)
            #expect(try greedy(runner, cache, prompt, count: expected.count) == expected)
        }
    }

    @Test func meanLossIsThatOfTheFloat64Reference() throws {
        let expected = try golden().member("perplexity").member("mean_nll").doubles[0]
        let exact = try meanLoss("stories260K-f32.gguf", cache: .f32)
        #expect(abs(exact - expected) < 0.0005)
        let half = try meanLoss("stories260K-f32.gguf", cache: .f16)
        // llama.cpp 0.3.36 with an f16 cache on the same ids: 1.46918.
        #expect(abs(half - 1.46918) < 0.0005)
    }

    /// llama.cpp of llama-cpp-python 0.3.36, same ids, one thread, f32 cache: the mean of
    /// −log softmax over 511 predictions. It rounds activations to 8 bits, which moves the loss of
    /// this small model; ours are f32. Hence the bounds.
    @Test(arguments: [("Q8_0", 1.46622, 0.005), ("Q4_0", 1.57597, 0.01)])
    func quantisedLossIsNearLlamaCpps(type: String, expected: Double, bound: Double) throws {
        let loss = try meanLoss("stories260K-\(type).gguf", cache: .f32)
        #expect(abs(loss - expected) < bound)
    }

    /// Greedy continuations by transformers 5.23 in F32 on the model's folder, ids only.
    static let continuations: [(prompt: [Int32], next: [Int32])] = [
        (
            [1, 80, 147, 201, 282, 57],
            [
                313, 598, 303, 1049, 1468, 267, 628, 333, 94, 1210, 263, 251, 604, 94, 1030, 94,
                1030, 94, 436, 220, 1053, 615, 303, 328, 552, 319, 1269, 163, 1945, 897, 645, 1188,
                108, 319, 135, 448, 563, 1799, 1380, 1067, 163, 1855, 325, 825, 1896, 274, 108, 521,
            ]
        ),
        (
            [1, 80, 247, 229, 401, 197],
            [
                970, 193, 1486, 301, 97, 265, 448, 563, 1799, 140, 646, 444, 666, 309, 1432, 81,
                231, 796, 94, 1572, 352, 471, 98, 185, 140, 328, 552, 319, 71, 207, 149, 259, 1743,
                191, 100, 97, 265, 448, 563, 1799, 140, 1948, 325, 825, 1438, 444, 666, 309,
            ]
        ),
        (
            [1, 80, 875, 303, 761, 131],
            [
                232, 120, 583, 100, 901, 82, 245, 1869, 872, 144, 497, 575, 840, 399, 1778, 427,
                301, 134, 68, 670, 115, 70, 252, 694, 77, 365, 1680, 583, 1235, 489, 68, 297, 191,
                1959, 174, 94, 293, 1124, 149, 1055, 68, 670, 234, 2031, 293, 72, 153, 1378,
            ]
        ),
    ]

    @Test func anImportedFolderTellsTheStoriesThatTransformersTells() throws {
        let folder = try #require(realData) + "/models/tinystories-656K"
        let file = try Scratch.withFile { path in
            _ = try HuggingFaceImporter(folder: folder, precision: .float32).run(to: path)
            return try GGUFFile(path: path)
        }
        let model = try Model.load(file, compute: Compute(pool: WorkerPool(threads: 2)))
        let runner = model.makeRunner(batchTokensMax: 64)
        for continuation in Self.continuations {
            let cache = try model.makeCache(capacityTokens: 128, type: .f32)
            let ids = try greedy(
                runner, cache, continuation.prompt, count: continuation.next.count)
            #expect(ids == continuation.next)
        }
    }

    private func load(_ name: String) throws -> (model: Model, file: GGUFFile) {
        let path = try #require(realData) + "/models/stories260K/" + name
        let file = try GGUFFile(path: path)
        return (try Model.load(file, compute: Compute(pool: WorkerPool(threads: 2))), file)
    }

    private func golden() throws -> JSONValue {
        let path = try #require(realData) + "/models/stories260K/golden.json"
        return try JSONValue(parsing: Array(Data(contentsOf: URL(filePath: path))))
    }

    /// Mean negative log probability of the sample text's first 512 tokens.
    private func meanLoss(_ name: String, cache type: CacheType) throws -> Double {
        let (model, file) = try load(name)
        let path = try #require(realData) + "/corpora/tinystories-sample/tinystories.txt"
        let text = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
        let ids = try Tokenizer(metadata: file)
            .encode(String(text.prefix(6000)), addSpecial: true, parseSpecial: false).prefix(512)
        #expect(ids.count == 512)
        let cache = try model.makeCache(capacityTokens: 512, type: type)
        let runner = model.makeRunner(batchTokensMax: 512)
        try runner.run([BatchEntry(cache: cache, tokens: ids, output: .all)])
        var sum = 0.0
        for index in 0..<511 {
            let row = runner.logits(index).map { Double($0) }
            let largest = row.max() ?? 0
            let total = row.reduce(0) { $0 + exp($1 - largest) }
            sum += largest + log(total) - row[Int(ids[index + 1])]
        }
        return sum / 511
    }
}
