import AikiBase
import Testing

/// Goal: `aiki model bench` measures what it says, or says why not. Method: the built program with a
/// tiny model.
@Suite(.timeLimit(.minutes(2))) struct BenchTests {
    @Test func `A bench has every number, for programs and for people`() throws {
        let program = try Program()
        try program.installTinyModel()
        let common = [
            "model", "bench", "tiny", "--prefill", "16", "40", "9000", "--depth", "0", "33", "5000",
            "--tokens", "8", "--repetitions", "2", "--threads", "2", "--chunk", "16",
            "--parallel", "3", "1",
        ]
        let result = try program.run(common + ["--json"])
        #expect(result.status == 0, "\(result.notes)")
        let json = result.json
        #expect(json["threads"] == 2 && json["repetitions"] == 2)
        let prefill = try #require(json["prefill"]?.elements)
        #expect(prefill.map { $0["tokens"] } == [16, 40])
        let decode = try #require(json["decode"]?.elements)
        #expect(decode.map { $0["depth"] } == [0, 33])
        for part in prefill + decode {
            #expect((part["tokens_per_second"]?["median"]?.real ?? 0) > 0)
            #expect(part["tokens_per_second"]?["values"]?.elements?.count == 2)
        }
        let reads = decode.map { $0["bytes_per_token"]?.real ?? 0 }
        #expect(reads[0] > 0 && reads[1] > reads[0])
        #expect((decode[0]["memory_bytes_per_second"]?["median"]?.real ?? 0) > 1e8)
        let parallel = try #require(json["parallel"]?.elements)
        #expect(parallel.map { $0["sequences"] } == [1, 3])
        for part in parallel {
            #expect((part["tokens_per_second"]?["median"]?.real ?? 0) > 0)
        }
        #expect((json["memory"]?.elements ?? []).count >= 2)
        #expect(
            json["left_out"]?.elements == ["prefill of 9000 tokens", "decode at depth 5000"])
        #expect(json["start"]?.elements?.count == 2)
        #expect(json["chunk_difference"]?.real == 0)
        #expect((json["peak_memory_bytes"]?.real ?? 0) > 1e6)
        let text = try program.run(common + ["--skip-start"]).output
        for part in [
            "prefill 40", "decode at 33", "3 sequences at once", "large pages", "Left out",
            "Peak memory", "Meanwhile",
        ] {
            #expect(text.contains(part))
        }
        #expect(!text.contains("cold"))
    }

    @Test func `A part of a bench is measured alone`() throws {
        let program = try Program()
        try program.installTinyModel()
        let json = try program.run(
            "model", "bench", "tiny", "--only", "memory", "--repetitions", "1", "--json"
        ).json
        #expect(json["prefill"] == [] && json["decode"] == [] && json["start"] == [])
        for way in try #require(json["memory"]?.elements) {
            #expect((way["bytes_per_second"]?["median"]?.real ?? 0) > 1e8)
            #expect(way["bytes_per_second"]?["values"]?.elements?.count == 1)
        }
        #expect(try program.run("model", "bench", "tiny", "--only", "nothing").status == 2)
    }

    @Test func `A model of vectors is measured at making vectors`() throws {
        let program = try Program()
        try program.installTinyEmbedder()
        let common = [
            "model", "bench", "vectors", "--only", "embedding", "--repetitions", "2",
            "--text-tokens", "6",
        ]
        let found = try #require(try program.run(common + ["--json"]).json["embedding"]?.elements)
        #expect(found.map { $0["texts"] } == [1, 32])
        for part in found {
            #expect(part["tokens"] == 6)
            #expect((part["texts_per_second"]?["median"]?.real ?? 0) > 0)
            #expect((part["milliseconds"]?["median"]?.real ?? 0) > 0)
        }
        #expect(try program.run(common).output.contains("32 × 6 tokens"))
    }

    @Test func `Perplexity is that of the counted tokens, step by step and at once`() throws {
        let program = try Program()
        try program.installTinyModel()
        let text = String(repeating: "The cat sat on the mat, and the dog ran. ", count: 40)
        let common = ["model", "perplexity", "tiny", "--context", "32", "--json"]
        let whole = try program.run(common, input: text)
        #expect(whole.status == 0, "\(whole.notes)")
        let perplexity = try #require(whole.json["perplexity"]?.real)
        // Random weights know nothing: about as many choices as tokens.
        #expect(perplexity > 1)
        let steps = try #require(
            try program.run(common + ["--steps"], input: text).json["perplexity"]?.real)
        // Both ways of multiplying are near the truth; the weights of this file are exact.
        #expect(abs(perplexity / steps - 1) < 1e-3)
        let part = try program.run(common + ["--windows", "2"], input: text).json
        #expect(part["windows"] == 2 && part["scored_tokens"] == 30)
        #expect(try program.run(common, input: "Short.").status == 2)
        let wrong = try program.run(common + ["--context", "3"], input: text)
        #expect(wrong.error["code"] == "house.invalid-setting")
    }

    @Test func `What cannot be measured is refused by name`() throws {
        let program = try Program()
        try program.installTinyModel()
        #expect(try program.run("model", "bench", "none").status == 3)
        #expect(try program.run("model", "bench", "none.gguf").status == 3)
        for wrong in [
            ["--threads", "0"], ["--kernels", "abacus"], ["--repetitions", "1001"],
            ["--tokens", "0"], ["--prefill", "1048577"], ["--depth", "1048577"], ["--chunk", "0"],
            ["--parallel", "257"], ["--texts", "0"], ["--text-tokens", "0"],
        ] {
            let result = try program.run(["model", "bench", "tiny", "--json"] + wrong)
            #expect(result.status == 2, "\(wrong)")
            #expect(result.error["code"] == "house.invalid-setting", "\(wrong)")
        }
    }
}
