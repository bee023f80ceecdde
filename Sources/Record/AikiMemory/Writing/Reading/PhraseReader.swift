import Foundation

/// Reads facts of languages that have no clause reader: a table of phrases that begin a clause, and
/// what they say.
struct PhraseReader {
    private let context: ReadingContext

    init(_ context: ReadingContext) {
        self.context = context
    }

    /// What a sentence says.
    func read(_ sentence: Sentence, _ language: PhraseLanguage) -> [Candidate] {
        let words = sentence.words
        let table = PhraseTable.of(language)
        var found: [Candidate] = []
        var index = 0
        while index < words.count {
            guard startsClause(index, words, table),
                let (phrase, match) = table.match(words, at: index)
            else {
                index += 1
                continue
            }
            let end = clauseEnd(from: match.end, words, table)
            var reason = objection(sentence, index, end, table)
            var object = match.object(end)
            if phrase.isOwnObject { object = match.end - 1 ..! max(object.upperBound, match.end) }
            object = trimmed(object, words, table.settings)
            found += candidates(
                phrase, match, object, words, index ..! max(end, match.end), &reason)
            index = max(end, index + 1)
        }
        for place in found.indices { found[place].sentence = sentence.number }
        return found
    }

    private func candidates(
        _ phrase: PhraseTable.Phrase, _ match: PhraseTable.Match, _ object: Range<Int>,
        _ words: [Word], _ range: Range<Int>, _ reason: inout GateReason?
    ) -> [Candidate] {
        guard let first = words[safe: range.lowerBound],
            let last = words[safe: range.upperBound - 1]
        else { return [] }
        let object = onlyPlace(phrase, object, words)
        let text = Self.text(object, words)
        let isOfAssistant = words[safe: object.lowerBound].map {
            ["dein", "deine", "deinen", "din", "ditt", "dine", "твой", "твоя", "твоё", "твои"]
                .contains($0.folded)
        }
        if isOfAssistant == true { reason = reason ?? .conversation }
        if object.isEmpty || phrase.table.vague.contains(text.lowercased()) {
            reason = reason ?? .vague
        }
        let isNegated =
            match.last == nil
            && words[object].contains {
                ["nicht", "ikke", "kein", "keine"].contains($0.folded)
            }
        if isNegated { reason = reason ?? .negated }
        if phrase.needsNumber, words[safe: object.lowerBound]?.isNumber != true { return [] }
        if phrase.needsCapital, words[safe: object.lowerBound]?.isCapitalized != true { return [] }
        if let head = words[safe: object.lowerBound],
            phrase.table.tasks.contains(where: {
                head.folded.hasPrefix($0)
            })
        {
            reason = reason ?? .conversation
        }
        let items = phrase.takesList ? self.items(object, words, phrase.table) : [object]
        return items.map { item in
            var shown = Self.text(item, words)
            if phrase.needsNumber { shown = "\(words[item.lowerBound].text) years old" }
            return Candidate(
                statement: statement(phrase, match, shown), start: first.start, end: last.end,
                confidence: 0.8,
                rule: "\(phrase.table.language.rawValue).\(phrase.relation)",
                reason: reason)
        }
    }

    /// Negation inside the object turns a taste around: `Ich mag Oliven nicht`.
    private func statement(
        _ phrase: PhraseTable.Phrase, _ match: PhraseTable.Match, _ object: String
    ) -> FactStatement {
        let subject = phrase.isOfTie ? context.possession(match.tie ?? "") : context.speaker
        if phrase.relation.hasPrefix("favorite ") {
            return FactStatement(context.possession(phrase.relation), "is", object)
        }
        if phrase.relation == "birthday" {
            return FactStatement(context.possession(phrase.relation), "is on", object)
        }
        return FactStatement(subject, phrase.relation, phrase.lead + object)
    }

    /// A place or a name without what follows it.
    private func onlyPlace(
        _ phrase: PhraseTable.Phrase, _ object: Range<Int>, _ words: [Word]
    ) -> Range<Int> {
        let isPlace = phrase.relation.hasPrefix("lives")
        guard isPlace || phrase.relation == "is called" else { return object }
        let end = object.dropFirst().first {
            words[$0].kind == .mark
                || isPlace
                    && (phrase.table.companions.contains(words[$0].folded) || words[$0].isNumber)
        }
        return object.lowerBound ..! (end ?? object.upperBound)
    }

    static func text(_ range: Range<Int>, _ words: [Word]) -> String {
        var text = ""
        var last: Word?
        for word in words[range] {
            if let last, word.start > last.end { text += " " }
            text += word.text
            last = word
        }
        return text
    }

    private func startsClause(_ index: Int, _ words: [Word], _ table: PhraseTable) -> Bool {
        guard let before = words[safe: index - 1] else { return true }
        return before.kind == .mark || table.openers.contains(before.folded)
    }

    private func clauseEnd(from start: Int, _ words: [Word], _ table: PhraseTable) -> Int {
        let isDash = ["—", "–", "-"].contains(words[safe: start]?.text ?? "")
        let start = isDash ? start + 1 : start
        for index in start ..! max(start, words.count) {
            let word = words[index]
            if word.kind == .mark, ";:—–(".contains(word.text) { return index }
            let isJoint = word.text == "," || table.conjunctions.contains(word.folded)
            if isJoint {
                let next =
                    word.text == ","
                        && table.conjunctions.contains(words[safe: index + 1]?.folded ?? "")
                    ? index + 2 : index + 1
                let isStop = table.breaks.contains(words[safe: index + 1]?.folded ?? "")
                if table.breaks.contains(word.folded) || isStop
                    || table.match(words, at: next) != nil
                {
                    return index
                }
            }
        }
        return words.count
    }

    private func objection(
        _ sentence: Sentence, _ index: Int, _ end: Int, _ table: PhraseTable
    ) -> GateReason? {
        let words = sentence.words
        if sentence.ending == "?" {
            let asks = words[end...].contains { table.askers.contains($0.folded) }
            if !asks
                || index > 0
                    && words[..<index].contains(where: { table.askers.contains($0.folded) })
            {
                return .question
            }
        }
        if words[..<index].contains(where: { table.askers.contains($0.folded) }) {
            return .question
        }
        if words.contains(where: { table.conditions.contains($0.folded) }) { return .hypothetical }
        if words[..<end].contains(where: { table.doubts.contains($0.folded) }) { return .uncertain }
        if words[..<index].contains(where: { table.sayings.contains($0.folded) }) {
            return .hearsay
        }
        return nil
    }

    private func trimmed(
        _ range: Range<Int>, _ words: [Word], _ table: PhraseSettings
    ) -> Range<Int> {
        var range = range
        while let last = words[safe: range.upperBound - 1], !range.isEmpty,
            last.kind == .mark || table.tails.contains(last.folded)
        {
            range = range.lowerBound ..! range.upperBound - 1
        }
        while let first = words[safe: range.lowerBound], !range.isEmpty,
            first.kind == .mark || table.leads.contains(first.folded)
        {
            range = range.lowerBound + 1 ..! range.upperBound
        }
        return range
    }

    private func items(
        _ range: Range<Int>, _ words: [Word], _ table: PhraseSettings
    ) -> [Range<Int>] {
        var items: [Range<Int>] = []
        var start = range.lowerBound
        for index in range {
            if words[index].text == "," || table.conjunctions.contains(words[index].folded) {
                if index > start { items.append(start ..! index) }
                start = index + 1
            }
        }
        if start < range.upperBound { items.append(start ..! range.upperBound) }
        items = items.map { trimmed($0, words, table) }.filter { !$0.isEmpty }
        return items.count > 1 && items.allSatisfy { $0.count <= 4 } ? items : [range]
    }
}
