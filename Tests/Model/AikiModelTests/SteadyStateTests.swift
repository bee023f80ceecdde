import AikiModel
import Testing

/// Goal: a decode loop reuses its memory. Method: logits stay at one address over many steps, and
/// grow once where a pass wants more of them.
struct SteadyStateTests {
    @Test(arguments: ["llama", "gemma3", "qwen3moe"])
    func decodingReusesItsMemory(name: String) throws {
        let fixture = try ArchitectureFixture(name)
        let cache = try fixture.model.makeCache(capacityTokens: 64)
        let runner = fixture.model.makeRunner(batchTokensMax: 4)
        var entries = [BatchEntry(cache: cache, tokens: [7])]
        try runner.run(entries)
        let address = runner.logits(0).baseAddress
        for step in 0..<60 {
            entries[0].tokens = fixture.ids[step % 20..<step % 20 + 1]
            try runner.run(entries)
            #expect(runner.logits(0).baseAddress == address)
        }
        // Wanting more outputs than there is room for grows their memory once.
        cache.truncate(to: 0)
        let wide = fixture.model.makeRunner(batchTokensMax: 48)
        let all = BatchEntry(cache: cache, tokens: (0..<48).map { Int32($0) }[...], output: .all)
        try wide.run([all])
        let grown = wide.logits(0).baseAddress
        cache.truncate(to: 0)
        try wide.run([all])
        #expect(wide.logits(0).baseAddress == grown)
        #expect(wide.outputCount == 48)
    }
}
