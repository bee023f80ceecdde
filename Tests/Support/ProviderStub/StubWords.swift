import AikiBase

/// An answer in a provider's words.
protocol StubWords {
    /// The events of a stream: name (empty for none) and data.
    func events(_ answer: StubAnswer, _ request: StubRequest) -> [(name: String, data: String)]
    /// The whole answer.
    func whole(_ answer: StubAnswer, _ request: StubRequest) -> JSONValue
}

extension StubProtocol {
    var words: any StubWords {
        switch self {
        case .chat: ChatWords()
        case .responses: ResponsesWords()
        case .messages: MessagesWords()
        case .gemini: GeminiWords()
        }
    }
}

extension JSONValue {
    static func count(_ number: Int) -> JSONValue { .integer(Int64(number)) }
}
