import AikiBase
import AikiDialogue

extension TokenProbability {
    /// Reads a token as OpenAI reports it; a provider tells no ids, so they are -1.
    init?(wire value: JSONValue) {
        guard let probability = value["logprob"]?.real, let token = value["token"]?.text else {
            return nil
        }
        let alternatives = (value["top_logprobs"]?.elements ?? []).compactMap {
            entry -> Alternative? in
            guard let probability = entry["logprob"]?.real, let token = entry["token"]?.text
            else { return nil }
            return Alternative(
                id: -1, bytes: Self.bytes(entry, token), logProbability: probability)
        }
        self.init(
            id: -1, bytes: Self.bytes(value, token), logProbability: probability,
            alternatives: alternatives)
    }

    private static func bytes(_ value: JSONValue, _ token: String) -> [UInt8] {
        value["bytes"]?.elements?.compactMap { $0.wholeNumber.flatMap(UInt8.init(exactly:)) }
            ?? Array(token.utf8)
    }
}
