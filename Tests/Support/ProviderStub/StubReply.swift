import AikiBase

/// The steps that answer a request.
enum StubReply {
    static func steps(_ request: StubRequest, earlier: Int) -> [StubStep] {
        if request.method == "GET", request.path.contains("/models") {
            return [.send(json(models(request)))]
        }
        if request.method == "GET", request.path.hasPrefix("/prices") {
            return [.send(prices(request))]
        }
        guard let speech = StubProtocol(path: request.path) else {
            return [.send(json(["error": ["message": "no such path"]], status: 404))]
        }
        return StubScript(request: request, speech: speech, earlier: earlier).steps
    }

    /// A list that every protocol's client can read.
    private static func models(_ request: StubRequest) -> JSONValue {
        if request.headers["x-goog-api-key"] != nil || request.path.contains("v1beta") {
            return [
                "models": [
                    [
                        "name": "models/plain", "inputTokenLimit": 32_000,
                        "outputTokenLimit": 4096,
                        "supportedGenerationMethods": ["generateContent"],
                    ],
                    ["name": "models/embed", "supportedGenerationMethods": ["embedContent"]],
                ]
            ]
        }
        return [
            "object": "list",
            "data": [
                [
                    "id": "plain", "object": "model", "type": "model", "created": 1_760_000_000,
                    "created_at": "2026-01-01T00:00:00Z", "owned_by": "stub",
                    "display_name": "Plain", "context_length": 32_000,
                ],
                [
                    "id": "tools", "object": "model", "type": "model", "created": 1_760_000_000,
                    "created_at": "2026-01-01T00:00:00Z", "owned_by": "stub",
                    "display_name": "Tools",
                ],
            ],
            "has_more": false, "first_id": "plain", "last_id": "tools",
        ]
    }

    /// A table of prices as OpenRouter has it; `/prices-moved` leads there, and `/prices-too-large` is a
    /// byte larger than is read.
    private static func prices(_ request: StubRequest) -> [UInt8] {
        switch request.path {
        case "/prices":
            json([
                "data": [
                    [
                        "id": "far/fine", "context_length": 8000,
                        "pricing": ["prompt": "0.000001", "completion": "0.000002"],
                    ]
                ]
            ])
        case "/prices-moved": StubHTTP.whole(302, [], headers: [("Location", "/prices")])
        case "/prices-too-large":
            StubHTTP.whole(200, [UInt8](repeating: 0x23, count: (64 << 20) + 1))
        default: json(["error": ["message": "no such path"]], status: 404)
        }
    }

    private static func json(_ value: JSONValue, status: Int = 200) -> [UInt8] {
        StubHTTP.whole(status, Array(value.encoded().utf8))
    }
}
