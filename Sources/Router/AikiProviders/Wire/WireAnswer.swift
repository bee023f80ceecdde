import AikiBase
package import AikiDialogue

/// What a provider has answered so far, whatever its protocol.
package struct WireAnswer: Sendable {
    /// A call of a tool that is still being written.
    struct PartialCall: Sendable {
        var key: String
        var id = ""
        var name = ""
        var arguments = ""
    }

    /// The most tools that one answer calls.
    static let callsMax = 128

    var text = ""
    var reasoning = ""
    var tokens: [TokenProbability] = []
    var reason: FinishReason?
    var stopString: String?
    var usage = Usage()
    var servedModel: String?
    var requestID: String?
    var costMicros: Int64?
    /// Whether the protocol says that nothing follows.
    var isEnded = false
    private var calls: [PartialCall] = []
    /// Bytes of everything that was said until now.
    package private(set) var byteCount = 0

    /// Nothing was said yet.
    package init() {}

    /// Whether anything was said.
    package var hasOutput: Bool { byteCount > 0 }

    /// Adds to the call of a tool, or begins one.
    ///
    /// - Parameters:
    ///   - key: the protocol's name for the call within this answer.
    ///   - change: what is new.
    /// - Throws: ``WireProblem/malformed(_:)`` where more tools are called than is sensible.
    mutating func updateCall(
        _ key: String, _ change: (inout PartialCall) -> Void
    ) throws(WireProblem) {
        let index: Int
        if let known = calls.lastIndex(where: { $0.key == key }) {
            index = known
        } else {
            guard calls.count < Self.callsMax else {
                throw .malformed("it calls more than \(Self.callsMax) tools")
            }
            index = calls.count
            calls.append(PartialCall(key: key))
        }
        let before = calls[index].arguments.utf8.count
        change(&calls[index])
        byteCount += max(1, calls[index].arguments.utf8.count - before)
    }

    /// Whether a tool is called.
    var hasCalls: Bool { !calls.isEmpty }

    /// What is new since this was last asked; nil where nothing is.
    package mutating func takeDelta() -> GenerationEvent.Delta? {
        guard !text.isEmpty || !reasoning.isEmpty || !tokens.isEmpty else { return nil }
        byteCount += text.utf8.count + reasoning.utf8.count
        let delta = GenerationEvent.Delta(text: text, reasoning: reasoning, tokens: tokens)
        text = ""
        reasoning = ""
        tokens = []
        return delta
    }

    /// The tools that are called. Arguments that are no JSON stay text.
    var toolCalls: [ToolCall] {
        calls.enumerated().map { index, call in
            let text = call.arguments.isEmpty ? "{}" : call.arguments
            return ToolCall(
                id: call.id.isEmpty ? "call_\(index)" : call.id, name: call.name,
                arguments: (try? JSONValue(parsing: text)) ?? .string(call.arguments))
        }
    }
}

extension JSONValue {
    /// A number of tokens, never less than none and never so many that sums of them overflow.
    var tokenCount: Int { min(max(0, wholeNumber ?? 0), 1 << 40) }
}
