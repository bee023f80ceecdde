public import AikiBase

extension ContextReport {
    /// The report as JSON, for records and `--json`.
    public var json: JSONValue {
        [
            "identity_tokens": .integer(Int64(identityTokens)),
            "history_tokens": .integer(Int64(historyTokens)),
            "question_tokens": .integer(Int64(questionTokens)),
            "reserve_tokens": .integer(Int64(reserveTokens)),
            "limit_tokens": .integer(Int64(limitTokens)),
            "turns_included": .integer(Int64(turnsIncluded)),
            "turns_left_out": .array(turnsLeftOut.map { .string($0.text) }),
            "turns_before": .integer(Int64(turnsBefore)),
            "left_out_tokens": .integer(Int64(leftOutTokens)),
            "identity_in_question": .bool(isIdentityInQuestion),
            "memory_tokens": .integer(Int64(memoryTokens)),
            "guidance_tokens": .integer(Int64(guidanceTokens)),
            "digest_tokens": .integer(Int64(digestTokens)),
            "memories_included": .array(memoriesIncluded.map { .integer($0) }),
            "memories_left_out": .array(memoriesLeftOut.map { .integer($0) }),
        ]
    }

    /// Reads what ``json`` wrote; nil where it is something else. Older records
    /// hold less.
    public init?(json: JSONValue) {
        func count(_ key: String) -> Int? { json[key]?.wholeNumber }
        func numbers(_ key: String) -> [Int64] {
            json[key]?.elements?.compactMap(\.wholeNumber).map(Int64.init) ?? []
        }
        guard let identity = count("identity_tokens"), let history = count("history_tokens"),
            let question = count("question_tokens"), let reserve = count("reserve_tokens"),
            let limit = count("limit_tokens"), let included = count("turns_included"),
            let leftOut = json["turns_left_out"]?.elements,
            let leftOutTokens = count("left_out_tokens"),
            let isIdentityInQuestion = json["identity_in_question"]?.truth
        else { return nil }
        self.init(
            identityTokens: identity, historyTokens: history, questionTokens: question,
            reserveTokens: reserve, limitTokens: limit, turnsIncluded: included,
            turnsLeftOut: leftOut.compactMap(\.text).map { TurnID($0) },
            leftOutTokens: leftOutTokens, isIdentityInQuestion: isIdentityInQuestion,
            memoryTokens: count("memory_tokens") ?? 0,
            guidanceTokens: count("guidance_tokens") ?? 0,
            digestTokens: count("digest_tokens") ?? 0,
            memoriesIncluded: numbers("memories_included"),
            memoriesLeftOut: numbers("memories_left_out"),
            turnsBefore: count("turns_before") ?? 0)
    }
}
