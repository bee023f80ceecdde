import AikiBase
import AikiDialogue

extension Usage {
    /// What a call took, for programs.
    var json: JSONValue {
        [
            "prompt_tokens": .integer(Int64(promptTokens)),
            "cached_tokens": .integer(Int64(cachedTokens)),
            "output_tokens": .integer(Int64(outputTokens)),
            "drafted_tokens": .integer(Int64(draftedTokens)),
            "accepted_tokens": .integer(Int64(acceptedTokens)),
            "first_token_seconds": .number(DurationText.seconds(firstToken)),
            "prefill_seconds": .number(DurationText.seconds(prefill)),
            "decode_seconds": .number(DurationText.seconds(decode)),
        ]
    }
}
