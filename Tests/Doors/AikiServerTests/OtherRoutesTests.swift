import AikiBase
import AikiDialogue
import AikiServer
import Foundation
import Testing

/// Goal: plain completions, embeddings and the list of models have OpenAI's shapes. Method: a
/// stand-in behind a real server.
@Suite(.timeLimit(.minutes(1))) struct OtherRoutesTests {
    @Test func `Completions answer each prompt, and echo it where asked`() async throws {
        try await RunningServer.run(StandInDirectory(StandInModel())) { server in
            let reply = try await server.post(
                "/v1/completions",
                ["model": "tiny", "prompt": ["ab", "cd"], "n": 2, "echo": true, "max_tokens": 1])
            let choices = reply.json["choices"]?.elements ?? []
            #expect(reply.json["object"] == "text_completion")
            #expect(choices.map { $0["text"]?.text } == ["aba", "aba", "cdc", "cdc"])
            #expect(choices.map { $0["index"]?.wholeNumber } == [0, 1, 2, 3])
            #expect(choices.allSatisfy { $0["finish_reason"] == "length" })
            #expect(reply.json["usage"]?["prompt_tokens"] == 6)
            #expect(reply.json["usage"]?["completion_tokens"] == 4)
        }
    }

    @Test func `A stream of completions ends with its reason, usage and DONE`() async throws {
        try await RunningServer.run(StandInDirectory(StandInModel())) { server in
            let reply = try await server.post(
                "/v1/completions",
                [
                    "model": "tiny", "prompt": "ab", "stream": true, "logprobs": 1,
                    "stream_options": ["include_usage": true],
                ])
            let chunks = reply.chunks
            let texts = chunks.compactMap { $0["choices"]?.elements?.first?["text"]?.text }
            #expect(texts.joined() == "ab")
            #expect(chunks.last?["usage"]?["completion_tokens"] == 2)
            #expect(chunks.dropLast().last?["choices"]?.elements?[0]["finish_reason"] == "stop")
            let offsets = chunks.compactMap {
                $0["choices"]?.elements?.first?["logprobs"]?["text_offset"]?.elements?.first
            }
            #expect(offsets == [0, 1])
            #expect(reply.events.last == "[DONE]")
        }
    }

    @Test func `At most sixteen tokens where nobody says how many`() async throws {
        try await RunningServer.run(StandInDirectory(StandInModel())) { server in
            let prompt = JSONValue.string(String(repeating: "x", count: 40))
            let reply = try await server.post(
                "/v1/completions", ["model": "tiny", "prompt": prompt])
            #expect(reply.json["usage"]?["completion_tokens"] == 16)
        }
    }

    @Test func `Embeddings are the same as numbers and as base64`() async throws {
        try await RunningServer.run(StandInDirectory()) { server in
            let plain = try await server.post(
                "/v1/embeddings", ["model": "org/embed", "input": ["a", "bcd"]])
            let data = plain.json["data"]?.elements ?? []
            #expect(data.map { $0["index"]?.wholeNumber } == [0, 1])
            #expect(data.map { $0["embedding"]?.elements?[0].real } == [1, 3])
            #expect(plain.json["usage"]?["total_tokens"] == 2)
            let packed = try await server.post(
                "/v1/embeddings",
                ["model": "org/embed", "input": "bcd", "encoding_format": "base64"])
            let text = packed.json["data"]?.elements?[0]["embedding"]?.text ?? ""
            let bytes = [UInt8](Data(base64Encoded: text) ?? Data())
            let values = stride(from: 0, to: bytes.count, by: 4).map { start in
                Float(
                    bitPattern: bytes[start..<start + 4].reversed().reduce(0) {
                        $0 << 8 | UInt32($1)
                    })
            }
            #expect(values == [3, 0.1, -0.25])
        }
    }

    @Test func `Embeddings refuse what they cannot do`() async throws {
        try await RunningServer.run(StandInDirectory()) { server in
            func ask(_ changes: (String, JSONValue)...) async throws -> Reply {
                var body: JSONObject = ["model": "org/embed", "input": "a"]
                for (key, value) in changes { body[key] = value }
                return try await server.post("/v1/embeddings", .object(body))
            }
            let same = try await ask(("dimensions", 3))
            #expect(same.status == 200)
            #expect(try await ask(("dimensions", 2)).error("param") == "dimensions")
            #expect(try await ask(("input", "")).status == 400)
            #expect(try await ask(("input", [])).status == 400)
            #expect(try await ask(("input", [1, 2])).error("code") == "unsupported")
            #expect(try await ask(("encoding_format", "hex")).status == 400)
            #expect(try await ask(("model", "tiny")).status == 404)
            let many = { (count: Int) in JSONValue.array(Array(repeating: "x", count: count)) }
            let limit = RequestLimits.embeddingInputsMax
            #expect(try await ask(("input", many(limit))).status == 200)
            #expect(try await ask(("input", many(limit + 1))).error("code") == "too_many")
        }
    }

    @Test func `Models are listed and found, also with a slash in their name`() async throws {
        try await RunningServer.run(StandInDirectory(StandInModel())) { server in
            let list = try await server.ask("GET", "/v1/models").json
            #expect(list["object"] == "list")
            #expect(list["data"]?.elements?.map { $0["id"]?.text } == ["tiny", "org/embed"])
            let one = try await server.ask("GET", "/v1/models/tiny").json
            #expect(one["object"] == "model" && one["created"] == 7 && one["owned_by"] == "local")
            #expect(try await server.ask("GET", "/v1/models/org/embed").status == 200)
            #expect(try await server.ask("GET", "/v1/models/org%2Fembed").status == 200)
            let none = try await server.ask("GET", "/v1/models/none")
            #expect(none.status == 404 && none.error("code") == "model_not_found")
            #expect(try await server.ask("GET", "/health").json["status"] == "ok")
        }
    }
}
