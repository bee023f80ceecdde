import AikiCheckpoint
import AikiDialogue
import AikiEngine
import AikiModel
import AikiTensor
import AikiTokenizer
import Foundation
import Testing

/// Goal: chunked prompts, batches of several requests and reused state change nothing, whatever the
/// architecture. Method: tiny models of random weights; the engine's greedy ids against one pass over
/// the whole text for each token.
@Suite struct ArchitectureTests {
    static let names = [
        "llama", "llama-llama3", "qwen2", "qwen3", "smollm3", "gemma3", "phi3", "qwen3moe",
    ]

    static func greedy(_ model: Model, _ prompt: [Int32], count: Int) throws -> [Int32] {
        let runner = model.makeRunner(batchTokensMax: prompt.count + count)
        var tokens = prompt
        for _ in 0..<count {
            let cache = try model.makeCache(capacityTokens: tokens.count, type: .f32)
            try runner.run([BatchEntry(cache: cache, tokens: tokens[...])])
            let logits = runner.logits(0)
            let best = logits.indices.max { (logits[$0], $1) < (logits[$1], $0) }
            tokens.append(Int32(best ?? 0))
        }
        return Array(tokens.dropFirst(prompt.count))
    }

    @Test(arguments: names) func theEngineWritesWhatTheModelComputes(name: String) async throws {
        try await NativeEmbedderTests.withModel(name) { path, _ in
            var configuration = NativeEmbedderTests.configuration()
            configuration.cacheType = .f32
            configuration.prefillChunkTokens = 5
            configuration.concurrentRequestsMax = 2
            let engine = try await NativeLanguageModel.load(
                path: path, name: name, configuration: configuration)
            let model = try Model.load(
                GGUFFile(path: path), compute: Compute(pool: WorkerPool(threads: 1)))
            let ends = engine.tokenizer.special.endOfGeneration
            let prompts = (0..<3).map { index in
                (0..<20 + 7 * index).map { Int32(10 + ($0 < 18 ? $0 : $0 * 5 + index) % 40) }
            }
            try await withThrowingTaskGroup(of: (Int, [Int32]).self) { group in
                for (index, prompt) in prompts.enumerated() {
                    group.addTask {
                        let request = GenerationRequest(
                            prompt: .tokens(prompt), sampling: .greedy, outputTokensMax: 8,
                            topLogProbabilities: 0)
                        var ids: [Int32] = []
                        for try await event in engine.generate(request) {
                            if case .delta(let delta) = event { ids += delta.tokens.map(\.id) }
                        }
                        return (index, ids)
                    }
                }
                for try await (index, ids) in group {
                    let expected = try Self.greedy(model, prompts[index], count: 8)
                    #expect(ids == Array(expected.prefix { !ends.contains($0) }))
                }
            }
        }
    }
}
