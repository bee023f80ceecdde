import AikiMemory
import AikiMind
import Foundation

extension TurnReport {
    /// The most characters of an answer that only says again what memory held: a longer one is about more.
    private static let echoCharactersMax = 300
    /// The least share of an answer's words that stand in what it only takes note of.
    private static let repeatedShare = 0.75
    /// The most characters of a question that only asks.
    private static let questionCharactersMax = 120

    /// What of the turn only asks memory, and says what that held, or that it held nothing, or says again what it was
    /// told: no other question can be answered from it.
    ///
    /// - Parameters:
    ///   - question: what was asked.
    ///   - answer: what was answered.
    ///   - recalled: the memories that stood in the prompt.
    /// - Returns: what is to be passed over by recall.
    /// - Complexity: O(characters).
    func echo(question: String, answer: String, recalled: [RecallHit]) -> TurnEcho {
        guard let decision, completion != nil, answer.count <= Self.echoCharactersMax else {
            return .none
        }
        let reading = decision.features.reading
        guard reading.act == .question || reading.asksAboutSelf else {
            return Self.repeats(question, answer) ? .answer : .none
        }
        let intention = decision.decision.intention
        guard
            intention == .answerFromMemory || intention == .admitUnknown
                || NotKnowing.isSaid(in: answer) || Self.holds(recalled, answer)
        else { return .none }
        return reading.act == .question && Self.onlyAsks(question) ? .exchange : .answer
    }

    /// Whether every word of an answer stood in what was recalled: advice does not.
    private static func holds(_ recalled: [RecallHit], _ answer: String) -> Bool {
        let shown = recalled.flatMap {
            TextTerms.terms(of: $0.text) + TextTerms.terms(of: $0.understood ?? "")
        }
        let said = Set(TextTerms.terms(of: answer))
        return !said.isEmpty && said.isSubset(of: shown)
    }

    /// Whether an answer only takes note of what it answers: `Noted: your dog is called Rex.`
    private static func repeats(_ told: String, _ answer: String) -> Bool {
        if isReceipt(answer) { return true }
        let said = Set(TextTerms.terms(of: answer))
        let again = said.intersection(TextTerms.terms(of: told)).count
        return again > 0 && Double(again) >= repeatedShare * Double(said.count)
    }

    /// Whether an answer is one sentence that begins as who takes note does, in whichever words: `Noted: you live
    /// in Bergen.`
    private static func isReceipt(_ answer: String) -> Bool {
        let words = TextTerms.words(of: answer)
        let isNoted = receipts.contains { words.starts(with: $0) }
        let text = answer.trimmingCharacters(in: .whitespacesAndNewlines)
        return isNoted && !text.dropLast().contains { ".!?\n".contains($0) }
    }
    private static let receipts: [[String]] = [
        ["noted"], ["i", "noted"], ["got", "it"], ["i", "will", "remember"], ["ill", "remember"],
        ["notert"], ["notiert"], ["записано"],
    ]

    /// Whether a text is one short question and tells nothing beside it.
    private static func onlyAsks(_ text: String) -> Bool {
        guard text.count <= questionCharactersMax else { return false }
        let words = text.split(whereSeparator: \.isWhitespace)
        return !words.dropLast().contains { word in
            word.last.map { ",;:.!?".contains($0) } ?? false
        }
    }
}
