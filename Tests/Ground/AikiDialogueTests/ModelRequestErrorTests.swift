import AikiBase
import AikiDialogue
import Testing

/// Goal: whoever reads an error learns the numbers and what to do.
@Suite struct ModelRequestErrorTests {
    private static let all: [ModelRequestError] = [
        .contextExceeded(promptTokens: 4_000, outputTokens: 100, limitTokens: 4_096),
        .busy(queued: 8, limit: 8, retryAfter: .seconds(3)),
        .modelNotFound(name: "none"),
        .invalidSetting(name: "top_p", problem: "must be above 0 and at most 1"),
        .unsupported(model: "m", what: "chat"),
        .templateRefused(model: "m", problem: "roles must alternate"),
        .invalidGrammar(problem: "no rule 'root'"),
        .adapterNotFound(name: "none"), .adapterUnusable(name: "a", problem: "It is damaged."),
        .memoryTaken(model: "m", bytesNeeded: 100, bytesFree: 7, retryAfter: .seconds(5)),
    ]

    @Test func `codes are unique and stable in form`() {
        #expect(Set(Self.all.map(\.code)).count == Self.all.count)
        #expect(Self.all.allSatisfy { $0.code.hasPrefix("dialogue.") })
    }

    @Test func `a context that is exceeded carries all its numbers`() {
        let message = Self.all[0].message
        #expect(message.contains("4000") && message.contains("100") && message.contains("4096"))
    }

    @Test func `every error says what happened and what to do`() {
        for error in Self.all {
            #expect(error.message.hasSuffix(".") || error.message.hasSuffix("alternate"))
            #expect(error.hint.hasSuffix("."))
            #expect("\(error)".hasPrefix(error.code))
        }
    }
}
