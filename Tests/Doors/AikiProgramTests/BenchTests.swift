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
        #expect(
            json["left_out"]?.elements == ["prefill of 9000 tokens", "decode at depth 5000"])
        #expect(json["start"]?.elements?.count == 2)
        #expect(json["chunk_difference"]?.real == 0)
        #expect((json["peak_memory_bytes"]?.real ?? 0) > 1e6)
        let text = try program.run(common + ["--skip-start"]).output
        for part in ["prefill 40", "decode at 33", "Left out", "Peak memory", "Meanwhile"] {
            #expect(text.contains(part))
        }
        #expect(!text.contains("cold"))
    }

    @Test func `What cannot be measured is refused by name`() throws {
        let program = try Program()
        try program.installTinyModel()
        #expect(try program.run("model", "bench", "none").status == 3)
        #expect(try program.run("model", "bench", "none.gguf").status == 1)
        for wrong in [
            ["--threads", "0"], ["--kernels", "abacus"], ["--repetitions", "1001"],
            ["--tokens", "0"], ["--prefill", "1048577"], ["--depth", "1048577"], ["--chunk", "0"],
        ] {
            let result = try program.run(["model", "bench", "tiny", "--json"] + wrong)
            #expect(result.status == 2, "\(wrong)")
            #expect(result.error["code"] == "house.invalid-setting", "\(wrong)")
        }
    }
}
