import AikiBase
import AikiDialogue
import AikiMemory

/// Memories for people and for programs.
enum RecallText {
    /// The most characters of a memory that are shown; programs get it whole.
    private static let charactersMax = 400

    /// Each memory with its date, speaker and source, and by what it was found where that is asked.
    static func of(_ result: RecallResult, why: Bool, _ console: Console) -> String {
        guard !result.hits.isEmpty else { return "Nothing was found.\n" }
        var text = ""
        if !result.isKnown { text += "Memory may not know this: what follows fits badly.\n\n" }
        for hit in result.hits {
            let title = hit.text.hasPrefix(hit.title) ? "" : hit.title
            let head = [DateText.local(hit.time), hit.speaker, hit.source, title]
                .filter { !$0.isEmpty }.map(PlainText.of).joined(separator: "  ")
            let words = MemoryWords.line(
                hit.text, isBeginning: hit.span.lowerBound == 0, charactersMax: charactersMax)
            text += "\(console.faint(head))\n  \(words)\n"
            if why { text += parts(hit).map { "    \($0)\n" }.joined() }
        }
        if why { text += "\nConfidence \(hundredths(result.confidence)).\n" }
        return text
    }

    private static func parts(_ hit: RecallHit) -> [String] {
        let sorted = hit.parts.sorted { abs($0.contribution) > abs($1.contribution) }
        return ["score \(hundredths(hit.score))"]
            + sorted.map { part in
                let place = part.rank.map { ", place \($0)" } ?? ""
                return "\(hundredths(part.contribution))  \(part.name)"
                    + " (\(hundredths(part.raw))\(place))"
            }
    }

    private static func hundredths(_ value: Double) -> String {
        let hundredths = Int((value.magnitude * 100).rounded())
        let digits = "\(hundredths % 100)"
        let sign = value < 0 && hundredths > 0 ? "-" : ""
        return "\(sign)\(hundredths / 100).\(digits.count == 1 ? "0" : "")\(digits)"
    }

    /// The result for programs.
    static func json(_ result: RecallResult) -> JSONValue {
        [
            "confidence": .number(result.confidence), "known": .bool(result.isKnown),
            "uses_meaning": .bool(result.usesMeaning), "hits": .array(result.hits.map(json)),
        ]
    }

    private static func json(_ hit: RecallHit) -> JSONValue {
        [
            "message": .integer(hit.messageID), "turn": .string(hit.turn.text),
            "conversation": .string(hit.conversation.text), "title": .string(hit.title),
            "speaker": .string(hit.speaker),
            "source": .string(hit.source), "time": .string(DateText.utc(hit.time)),
            "text": .string(hit.text), "score": .number(hit.score),
            "parts": .array(
                hit.parts.map { part in
                    [
                        "name": .string(part.name),
                        "rank": part.rank.map { .integer(Int64($0)) } ?? .null,
                        "raw": .number(part.raw), "contribution": .number(part.contribution),
                    ]
                }),
        ]
    }
}
