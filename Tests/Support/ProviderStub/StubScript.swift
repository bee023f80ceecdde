import AikiBase

/// What the stub does with a request: by the name of the model that is asked for.
///
/// `plain`, `tools`, `reason`, `json`, `short`, `long`, `echo`,
/// `echo-call` answer. Names that begin with `fault-`
/// fail: `429`, `429-once`, `429-later`, `500`, `500-once`, `401`, `402`, `404`, `400`, `context`,
/// `redirect`, `reset-head`, `reset-head-once`, `reset-first`, `reset-mid`, `close-mid`, `hang-head`,
/// `hang-first`, `hang-mid`, `bad-json`, `bad-utf8`, `html`, `no-type`, `loris-head`, `loris`,
/// `comments`, `error-mid`, `error-first-once`, `huge`, `no-end`, `no-done`, `reset-end`, `nothing`.
struct StubScript {
    let request: StubRequest
    let speech: StubProtocol
    /// How often this call was asked before, by its idempotency key.
    let earlier: Int

    var steps: [StubStep] {
        let name = request.model
        guard name.hasPrefix("fault-") else { return good() }
        let fault = String(name.dropFirst("fault-".count))
        return refusals(fault) ?? breaks(fault) ?? nonsense(fault) ?? good()
    }

    // MARK: What goes well

    private func good() -> [StubStep] {
        let answer = StubAnswer.of(request)
        guard request.isStreamed else {
            return [.charge, .send(whole(200, speech.words.whole(answer, request)))]
        }
        return [.charge, .send(StubHTTP.streamHead)]
            + events().map { .send(StubHTTP.chunk($0)) } + [.send(StubHTTP.lastChunk)]
    }

    private func events() -> [[UInt8]] {
        speech.words.events(StubAnswer.of(request), request).map { name, data in
            Array((name.isEmpty ? "" : "event: \(name)\n").utf8) + Array("data: \(data)\n\n".utf8)
        }
    }

    private func whole(
        _ status: Int, _ body: JSONValue, headers: [(String, String)] = []
    ) -> [UInt8] {
        StubHTTP.whole(status, Array(body.encoded().utf8), headers: headers)
    }

    // MARK: Refusals

    private func refusals(_ fault: String) -> [StubStep]? {
        func refusal(
            _ status: Int, _ code: String, _ message: String = "The stub refuses.",
            headers: [(String, String)] = []
        ) -> [StubStep] {
            [.send(whole(status, speech.error(status, code: code, message), headers: headers))]
        }
        switch fault {
        case "429": return refusal(429, "rate_limit_error", headers: [("retry-after-ms", "5")])
        case "429-once":
            return earlier == 0
                ? refusal(429, "rate_limit_error", headers: [("Retry-After", "0")]) : good()
        case "429-later":
            return refusal(429, "rate_limit_error", headers: [("Retry-After", "3600")])
        case "500": return refusal(500, "server_error")
        case "500-once": return earlier == 0 ? refusal(503, "overloaded_error") : good()
        case "401":
            let key = request.headers["authorization"] ?? request.headers["x-api-key"] ?? ""
            return refusal(401, "invalid_api_key", "Incorrect key: \(key)")
        case "402": return refusal(402, "insufficient_credits")
        case "404": return refusal(404, "model_not_found")
        case "400":
            let key = (request.headers["authorization"] ?? "").replacing("Bearer ", with: "")
            return refusal(400, "invalid_request_error", "The key \(key) asked for too much.")
        case "context":
            return refusal(
                400, "context_length_exceeded", "This model's maximum context length is 8 tokens.")
        case "redirect":
            return [
                .send(
                    StubHTTP.whole(302, [], headers: [("Location", "http://127.0.0.1:9/elsewhere")])
                )
            ]
        default: return nil
        }
    }

    // MARK: Connections that break or say nothing

    private func breaks(_ fault: String) -> [StubStep]? {
        let all = events()
        let half = all.prefix(max(2, all.count / 2))
        let beginning: [StubStep] =
            [.charge, .send(StubHTTP.streamHead)] + half.map { .send(StubHTTP.chunk($0)) }
        switch fault {
        case "reset-head": return [.reset]
        case "reset-head-once": return earlier == 0 ? [.reset] : good()
        case "reset-first": return [.charge, .send(StubHTTP.streamHead), .pause(2), .reset]
        case "reset-mid": return beginning + [.pause(2), .reset]
        case "close-mid": return beginning + [.close]
        case "no-end": return beginning + [.send(StubHTTP.lastChunk)]
        case "no-done":
            return [.charge, .send(StubHTTP.streamHead)]
                + all.filter { !$0.starts(with: "data: [DONE]".utf8) }
                .map { .send(StubHTTP.chunk($0)) } + [.send(StubHTTP.lastChunk)]
        case "reset-end":
            return [.charge, .send(StubHTTP.streamHead)]
                + all.map { .send(StubHTTP.chunk($0)) } + [.pause(2), .reset]
        case "hang-head": return [.charge, .hang]
        case "hang-first": return [.charge, .send(StubHTTP.streamHead), .hang]
        case "hang-mid": return beginning + [.hang]
        case "hang-end":
            return [.charge, .send(StubHTTP.streamHead)] + all.map { .send(StubHTTP.chunk($0)) }
                + [.hang]
        case "loris-head":
            return [.charge] + Self.slowly(StubHTTP.streamHead)
        case "loris":
            return [.charge, .send(StubHTTP.streamHead)]
                + Self.slowly(StubHTTP.chunk(Array("data: {\"choices\":[".utf8)))
        case "comments":
            return [.charge, .send(StubHTTP.streamHead)]
                + (0..<2000).flatMap { _ -> [StubStep] in
                    [.send(StubHTTP.chunk(Array(": still here\n\n".utf8))), .pause(5)]
                }
        default: return nil
        }
    }

    /// A byte, a pause, a byte, and then for ever nothing but pauses.
    private static func slowly(_ bytes: [UInt8]) -> [StubStep] {
        bytes.flatMap { [.send([$0]), .pause(10)] } + [.hang]
    }

    // MARK: Nonsense

    private func nonsense(_ fault: String) -> [StubStep]? {
        func stream(_ texts: [String]) -> [StubStep] {
            [.charge, .send(StubHTTP.streamHead)]
                + texts.map { .send(StubHTTP.chunk(Array($0.utf8))) }
                + [.send(StubHTTP.lastChunk)]
        }
        let failure = speech.error(529, code: "overloaded_error", "The stub is overloaded.")
        let event = "event: error\ndata: \(errorEvent(failure))\n\n"
        switch fault {
        case "bad-json": return stream(["data: {\"choices\": [}\n\n"])
        case "bad-utf8":
            return [
                .charge, .send(StubHTTP.streamHead),
                .send(StubHTTP.chunk([0x64, 0x61, 0x74, 0x61, 0x3A, 0xFF, 0xFE, 0x0A, 0x0A])),
                .send(StubHTTP.lastChunk),
            ]
        case "html":
            return [
                .charge,
                .send(
                    StubHTTP.whole(
                        200, Array("<html>It works!</html>".utf8), type: "text/html")),
            ]
        case "no-type":
            return [.charge, .send(StubHTTP.whole(200, Array("hello".utf8), type: nil))]
        case "nothing": return stream([])
        case "error-mid":
            let half = events().prefix(4).map { String(decoding: $0, as: UTF8.self) }
            return stream(half + [event])
        case "error-first-once":
            return earlier == 0
                ? [
                    .send(StubHTTP.streamHead), .send(StubHTTP.chunk(Array(event.utf8))),
                    .send(StubHTTP.lastChunk),
                ] : good()
        case "huge":
            let line = String(repeating: "x", count: 1 << 20)
            return stream(["data: "] + Array(repeating: line, count: 12))
        default: return nil
        }
    }

    private func errorEvent(_ failure: JSONValue) -> String {
        switch speech {
        case .responses:
            let error = failure["error"] ?? nil
            return JSONValue.object([
                "type": "error", "code": error["code"] ?? nil, "message": error["message"] ?? nil,
                "param": nil, "sequence_number": 1,
            ]).encoded()
        default: return failure.encoded()
        }
    }
}
