import AikiDialogue

/// The reading of a stream that is here as a whole: what a call does, without a network.
package struct StreamReading {
    /// The answer's text.
    package private(set) var text = ""
    /// The reasoning before it.
    package private(set) var reasoning = ""
    /// What is wrong with it, where something is.
    package private(set) var problem: String?
    /// Whether the stream says why the answer ended.
    package private(set) var isWhole = false
    /// All counts of tokens.
    package private(set) var tokens: [Int] = []

    /// Reads a stream in a kind's words.
    package init(_ kind: ProviderKind, _ bytes: [UInt8]) {
        var parser = ServerSentEventParser()
        var reader = kind.format(provider: kind.rawValue).makeReader()
        var answer = WireAnswer()
        do {
            for event in try parser.push(bytes) where !answer.isEnded {
                try reader.read(event, into: &answer)
            }
        } catch {
            problem = "\(error)"
        }
        if let delta = answer.takeDelta() {
            text = delta.text
            reasoning = delta.reasoning
        }
        isWhole = answer.reason != nil
        let usage = answer.usage
        tokens = [
            usage.promptTokens, usage.cachedTokens, usage.outputTokens, usage.reasoningTokens,
            usage.cacheWriteTokens,
        ]
    }
}
