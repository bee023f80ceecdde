/// Holds what was written of a labelled turn against its labels.
enum GateJudge {
    /// The least agreement of a fact with a label.
    static let agreementMin = 0.66

    static func judge(
        _ turn: GateCase, _ written: [FactStatement]
    ) -> (GateReport.Counts, GateReport.Miss?) {
        var counts = GateReport.Counts()
        counts.turns = 1
        counts.written = written.count
        counts.wanted = turn.facts.count
        let lost = turn.facts.filter { label in !written.contains { agrees($0, label) } }
        let labels = turn.facts + turn.allowed
        let junk = written.filter { fact in !labels.contains { agrees(fact, $0) } }
        counts.kept = turn.facts.count - lost.count
        counts.junk = junk.count
        guard !lost.isEmpty || !junk.isEmpty else { return (counts, nil) }
        return (
            counts, GateReport.Miss(turn: turn, junk: junk.map(\.sentence), lost: lost)
        )
    }

    /// Whether a fact says what a label says.
    static func agrees(_ fact: FactStatement, _ label: String) -> Bool {
        let said = label.lowercased()
        let subject = fact.subject.lowercased()
        let isSame =
            fact.relation == FactStatement.note || said.hasPrefix("the \(subject) ")
            || said.hasPrefix("\(subject) ")
        let words = ShownTexts.content(dropping(subject, fact.sentence))
        let others = ShownTexts.content(dropping(subject, label))
        guard isSame, !words.isEmpty, !others.isEmpty,
            isNegative(fact.sentence) == isNegative(label)
        else { return isSame && words == others }
        let shared = Double(words.intersection(others).count)
        return 2 * shared / Double(words.count + others.count) >= agreementMin
    }

    private static func dropping(_ subject: String, _ sentence: String) -> String {
        let folded = sentence.lowercased()
        for start in ["the \(subject) ", "\(subject) "] where folded.hasPrefix(start) {
            return String(folded.dropFirst(start.count))
        }
        return folded
    }

    private static func isNegative(_ sentence: String) -> Bool {
        !["not", "cannot", "dislikes", "never", "no"].filter {
            sentence.lowercased().split(whereSeparator: { !$0.isLetter }).contains(Substring($0))
        }.isEmpty
    }
}
