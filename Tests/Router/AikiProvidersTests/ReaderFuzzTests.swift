import AikiBase
import AikiDialogue
import AikiProviders
import ProviderStub
import Testing

/// Goal: no answer, however broken, ends the process, is taken for a whole one, or says more than it
/// says. Method: real streams, cut at every byte and changed at random.
@Suite struct ReaderFuzzTests {
    private static func stream(_ kind: ProviderKind, _ model: String) -> [UInt8] {
        let path =
            switch kind {
            case .openAI, .openRouter, .compatible: "/v1/chat/completions"
            case .openAIResponses: "/v1/responses"
            case .anthropic: "/v1/messages"
            case .gemini: "/v1/models/\(model):streamGenerateContent"
            }
        return StubStream.bytes(
            path: path, body: ["model": .string(model), "stream_options": ["include_usage": true]])
    }

    @Test(arguments: ProviderKind.allCases, ["plain", "tools", "reason"])
    func `a stream that is cut anywhere says a beginning of what it says`(
        kind: ProviderKind, model: String
    ) {
        let bytes = Self.stream(kind, model)
        let whole = StreamReading(kind, bytes)
        #expect(whole.isWhole && whole.problem == nil)
        for count in 0..<bytes.count {
            let part = StreamReading(kind, Array(bytes[..<count]))
            #expect(part.problem == nil)
            #expect(whole.text.hasPrefix(part.text) && whole.reasoning.hasPrefix(part.reasoning))
            if part.isWhole { #expect(part.text == whole.text) }
        }
    }

    @Test(arguments: ProviderKind.allCases)
    func `streams that are changed at random end in an answer or a problem`(kind: ProviderKind) {
        var random = SeededRandom(seed: 5)
        for model in ["plain", "tools", "reason"] {
            let bytes = Self.stream(kind, model)
            for _ in 0..<400 {
                var changed = bytes
                for _ in 0..<Int.random(in: 1...6, using: &random) {
                    let index = Int.random(in: 0..<changed.count, using: &random)
                    switch Int.random(in: 0..<4, using: &random) {
                    case 0: changed[index] = UInt8.random(in: 0...255, using: &random)
                    case 1: changed.remove(at: index)
                    case 2: changed.insert(UInt8(ascii: "9"), at: index)
                    default: changed.insert(contentsOf: changed[..<index].suffix(30), at: index)
                    }
                }
                let reading = StreamReading(kind, changed)
                #expect(reading.tokens.allSatisfy { $0 >= 0 })
            }
        }
    }

    @Test(arguments: [
        "null", "[]", "3", "\"x\"", "{}", #"{"choices":null}"#, #"{"choices":[null]}"#,
        #"{"choices":[{"delta":7}]}"#, #"{"usage":{"prompt_tokens":-5}}"#,
        #"{"usage":{"prompt_tokens":1e300,"cost":1e300}}"#,
        #"{"type":"message_start","message":{"usage":{"input_tokens":9223372036854775807,"cache_read_input_tokens":9223372036854775807}}}"#,
        #"{"usageMetadata":{"candidatesTokenCount":9223372036854775807,"thoughtsTokenCount":9223372036854775807}}"#,
        #"{"error":null}"#, #"{"error":{}}"#,
        #"{"type":"message_start"}"#, #"{"type":"content_block_delta","index":-1,"delta":null}"#,
        #"{"type":"response.completed"}"#, #"{"type":"response.completed","response":{}}"#,
        #"{"candidates":[{"content":{"parts":[{"functionCall":null}]}}]}"#,
        #"{"choices":[{"delta":{"tool_calls":[{"index":99999999999999999999}]}}]}"#,
    ])
    func `an event of the wrong shape harms nobody`(data: String) {
        for kind in ProviderKind.allCases {
            let reading = StreamReading(kind, Array("data: \(data)\n\n".utf8))
            #expect(!reading.isWhole)
            #expect(reading.tokens.allSatisfy { $0 >= 0 })
        }
    }

    @Test func `more calls than are sensible are refused`() {
        let calls = (0..<200).map { index in
            #"data: {"choices":[{"delta":{"tool_calls":[{"index":\#(index),"id":"c"}]}}]}"#
        }
        let reading = StreamReading(.openAI, Array(calls.joined(separator: "\n\n").utf8))
        #expect(reading.problem != nil)
    }
}
