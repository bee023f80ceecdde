import AikiBase

/// What a stub's model says, before it is put into a provider's words.
struct StubAnswer: Sendable {
    struct Call: Sendable {
        var id: String
        var name: String
        var arguments: String
    }

    enum Ending: Sendable {
        case stop, length, calls
    }

    var pieces: [String]
    var reasoning: [String] = []
    var calls: [Call] = []
    var ending = Ending.stop
    var promptTokens = 20
    var cachedTokens = 8
    var outputTokens = 6
    var reasoningTokens = 0

    var text: String { pieces.joined() }
    var thought: String { reasoning.joined() }

    /// The answer of a model by its name.
    static func of(_ request: StubRequest) -> StubAnswer {
        switch request.model {
        case "tools":
            return StubAnswer(
                pieces: [],
                calls: [
                    Call(id: "call_1", name: "get_weather", arguments: #"{"city":"Oslo","days":2}"#)
                ], ending: .calls)
        case "reason":
            return StubAnswer(
                pieces: ["The answer", " is 42."], reasoning: ["Let me", " think."],
                reasoningTokens: 4)
        case "json":
            return StubAnswer(pieces: [#"{"city":"#, #""Oslo"}"#])
        case "short":
            return StubAnswer(pieces: ["Hel"], ending: .length)
        case "echo":
            return StubAnswer(pieces: Self.echo(request.body))
        case "echo-call":
            let seen: JSONValue = ["seen": .string(request.body.encoded()), "list": [1, "x"]]
            let call = Call(id: "call_1", name: "note", arguments: seen.encoded())
            return StubAnswer(pieces: [], calls: [call], ending: .calls)
        case "long":
            return StubAnswer(
                pieces: (0..<64).map { "word\($0) " }, outputTokens: 128)
        default:
            return StubAnswer(pieces: ["Hello", " from", " the", " stub: ", "æøå 🦢", "."])
        }
    }

    /// Everything that is text in the request, so that a test sees what left.
    private static func echo(_ body: JSONValue) -> [String] {
        let text = body.encoded()
        var pieces: [String] = []
        var rest = text[...]
        while !rest.isEmpty {
            pieces.append(String(rest.prefix(7)))
            rest = rest.dropFirst(7)
        }
        return pieces
    }
}
