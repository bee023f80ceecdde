public import AikiBase
import AikiDialogue
import AikiMind
import AikiRouter
import Foundation

extension TurnReport {
    /// The report as JSON, for records and `--json`.
    public var json: JSONValue {
        var object: JSONObject = [
            "turn": .string(turn.text), "conversation": .string(conversation.text),
            "door": .string(door), "started_micros": .integer(started.microsecondsSince1970),
            "total_nanos": .integer(total.nanoseconds), "outcome": .string(outcome.rawValue),
            "is_local": .bool(isLocal),
        ]
        object["plan"] = plan?.json
        object["context"] = context?.json
        object["completion"] = completion?.json
        object["failure"] = failure.map {
            ["code": .string($0.code), "message": .string($0.message)]
        }
        return .object(object)
    }

    /// Reads what ``json`` wrote; nil where it is something else.
    public init?(json: JSONValue) {
        guard let turn = json["turn"]?.text, let conversation = json["conversation"]?.text,
            let door = json["door"]?.text,
            case .integer(let started)? = json["started_micros"],
            case .integer(let total)? = json["total_nanos"],
            let outcome = json["outcome"]?.text.flatMap(TurnOutcome.init),
            let isLocal = json["is_local"]?.truth
        else { return nil }
        self.init(
            turn: TurnID(turn), conversation: ConversationID(conversation), door: door,
            started: Date(microsecondsSince1970: started))
        self.total = .nanoseconds(total)
        self.outcome = outcome
        self.isLocal = isLocal
        plan = json["plan"].flatMap(RoutePlan.init)
        context = json["context"].flatMap(ContextReport.init)
        completion = json["completion"].flatMap(Completion.init)
        if let code = json["failure"]?["code"]?.text,
            let message = json["failure"]?["message"]?.text
        {
            failure = Failure(code: code, message: message)
        }
    }
}

extension Completion {
    /// The ending as JSON; the tools that are called stand with the answer and not here.
    fileprivate var json: JSONValue {
        var object: JSONObject = [
            "reason": .string(reason.rawValue),
            // A seed has 64 bits; JSON readers other than ours keep 53.
            "seed": .string(String(seed)),
            "prompt_tokens": .integer(Int64(usage.promptTokens)),
            "cached_tokens": .integer(Int64(usage.cachedTokens)),
            "output_tokens": .integer(Int64(usage.outputTokens)),
            "first_token_nanos": .integer(usage.firstToken.nanoseconds),
            "prefill_nanos": .integer(usage.prefill.nanoseconds),
            "decode_nanos": .integer(usage.decode.nanoseconds),
        ]
        object["stop_string"] = stopString.map { .string($0) }
        return .object(object)
    }

    fileprivate init?(json: JSONValue) {
        guard let reason = json["reason"]?.text.flatMap(FinishReason.init),
            let seed = json["seed"]?.text.flatMap(UInt64.init),
            let prompt = json["prompt_tokens"]?.wholeNumber,
            let cached = json["cached_tokens"]?.wholeNumber,
            let output = json["output_tokens"]?.wholeNumber,
            let firstToken = json["first_token_nanos"]?.wholeNumber,
            let prefill = json["prefill_nanos"]?.wholeNumber,
            let decode = json["decode_nanos"]?.wholeNumber
        else { return nil }
        self.init(
            reason: reason,
            usage: Usage(
                promptTokens: prompt, cachedTokens: cached, outputTokens: output,
                firstToken: .nanoseconds(firstToken), prefill: .nanoseconds(prefill),
                decode: .nanoseconds(decode)),
            stopString: json["stop_string"]?.text, seed: seed)
    }
}
