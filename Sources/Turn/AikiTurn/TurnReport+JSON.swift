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
        if !attempts.isEmpty { object["attempts"] = .array(attempts.map(\.json)) }
        object["cache"] = cache.map { .string($0) }
        object["completion"] = completion?.json
        object["failure"] = failure?.json
        object["mind"] = decision?.json
        if !memories.isEmpty { object["memories"] = .array(memories.map(\.json)) }
        object["memory_failure"] = memoryFailure?.json
        return .object(object)
    }

    /// What a client is told of the turn: how to ask more about it, what was settled, what was
    /// remembered, what filled the context.
    public var summary: JSONObject {
        var object: JSONObject = [
            "turn": .string(turn.text), "conversation": .string(conversation.text),
        ]
        object["model"] = model.map(JSONValue.string)
        object["route"] = plan?.json
        object["cache"] = cache.map { .string($0) }
        if !attempts.isEmpty { object["attempts"] = .array(attempts.map(\.json)) }
        object["decision"] = decision?.decision.json
        object["memories"] = .array(memories.map(\.json))
        object["context"] = context?.json
        return object
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
        attempts = json["attempts"]?.elements?.compactMap(Attempt.init) ?? []
        cache = json["cache"]?.text
        completion = json["completion"].flatMap(Completion.init)
        failure = json["failure"].flatMap(Failure.init)
        decision = json["mind"].flatMap(DecisionRecord.init)
        memories = json["memories"]?.elements?.compactMap(Recalled.init) ?? []
        memoryFailure = json["memory_failure"].flatMap(Failure.init)
    }
}

extension TurnReport.Failure {
    fileprivate var json: JSONValue {
        ["code": .string(code), "message": .string(message)]
    }

    fileprivate init?(json: JSONValue) {
        guard let code = json["code"]?.text, let message = json["message"]?.text else {
            return nil
        }
        self.init(code: code, message: message)
    }
}

extension TurnReport.Attempt {
    fileprivate var json: JSONValue {
        ["model": .string(model), "failure": failure.json]
    }

    fileprivate init?(json: JSONValue) {
        guard let model = json["model"]?.text,
            let failure = json["failure"].flatMap(TurnReport.Failure.init)
        else { return nil }
        self.init(model: model, failure: failure)
    }
}

extension TurnReport.Recalled {
    fileprivate var json: JSONValue {
        var scores = JSONObject()
        for part in parts { scores[part.name] = .number(part.contribution) }
        return [
            "message": .integer(message), "turn": .string(turn.text), "source": .string(source),
            "micros": .integer(time.microsecondsSince1970), "score": .number(score),
            "parts": .object(scores),
        ]
    }

    fileprivate init?(json: JSONValue) {
        guard case .integer(let message)? = json["message"], let turn = json["turn"]?.text,
            let source = json["source"]?.text, case .integer(let micros)? = json["micros"],
            let score = json["score"]?.real, let parts = json["parts"]?.object
        else { return nil }
        self.init(
            message: message, turn: TurnID(turn), source: source,
            time: Date(microsecondsSince1970: micros), score: score,
            parts: parts.pairs.compactMap { name, value in
                value.real.map { Part(name: name, contribution: $0) }
            })
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
