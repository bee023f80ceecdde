package import AikiBase
package import AikiDialogue

extension TokenProbability {
    /// An entry of `logprobs.content` in a chat answer.
    package var chatJSON: JSONValue {
        var entry = Self.entry(bytes: bytes, logProbability: logProbability)
        entry["top_logprobs"] = .array(
            alternatives.map { alternative in
                .object(
                    Self.entry(
                        bytes: alternative.bytes, logProbability: alternative.logProbability))
            })
        return .object(entry)
    }

    /// The object `logprobs` of a chat answer.
    package static func chatObject(_ tokens: [TokenProbability]) -> JSONValue {
        ["content": .array(tokens.map(\.chatJSON)), "refusal": nil]
    }

    private static func entry(bytes: [UInt8], logProbability: Double) -> JSONObject {
        [
            "token": .string(String(decoding: bytes, as: UTF8.self)),
            "logprob": .number(bounded(logProbability)),
            "bytes": .array(bytes.map { .integer(Int64($0)) }),
        ]
    }

    /// JSON has no infinity; OpenAI writes -9999 for a token that cannot be.
    package static func bounded(_ logProbability: Double) -> Double {
        logProbability.isFinite ? logProbability : -9999
    }
}
