public import AikiBase

/// The bytes of answers, without a server.
public enum StubStream {
    /// The stream that answers a request.
    ///
    /// - Parameters:
    ///   - path: tells whose words are spoken: `/v1/messages`.
    ///   - body: names the model, for Gemini the path does.
    /// - Returns: the events as they stand in the body of the answer.
    public static func bytes(path: String, body: JSONValue) -> [UInt8] {
        let request = StubRequest(method: "POST", path: path, headers: [:], body: body)
        guard let speech = StubProtocol(path: path) else { return [] }
        return speech.words.events(StubAnswer.of(request), request).flatMap { name, data in
            Array((name.isEmpty ? "" : "event: \(name)\n").utf8) + Array("data: \(data)\n\n".utf8)
        }
    }
}
