extension EnglishReader {
    /// `Remember that the wifi password is …`, `Call me Ola`.
    mutating func readRequestsToRemember() {
        guard questionStart == Int.max else { return }
        var start = 0
        while EnglishWords.openers.contains(folded(start)), folded(start) != "remember",
            folded(start) != "fyi",
            folded(start) != "note"
                || folded(start) == ","
        {
            start += 1
        }
        if folded(start) == "please" { start += 1 }
        readWayToCall(start)
        guard let body = bodyToRemember(start), body < words.count else { return }
        // Where the body is understood by itself, the rules below read it.
        if let subject = subject(at: body),
            predicate(at: subject.words.upperBound, subject) != nil
        {
            return
        }
        let range = trimmed(body ..! words.count)
        let isAboutUs = words[range].contains { ["you", "your", "this", "it"].contains($0.folded) }
        guard range.count >= 3, !isAboutUs else { return }
        let text = text(range)
        let shown = (text.first?.uppercased() ?? "") + text.dropFirst()
        add(FactStatement(context.speaker, FactStatement.note, shown), range, "note")
    }

    private func bodyToRemember(_ start: Int) -> Int? {
        let starts: [[String]] = [
            ["remember", "that"], ["note", "that"], ["keep", "in", "mind", "that"],
            ["do", "not", "forget", "that"], ["do", "not", "forget", ":"], ["remember", ":"],
            ["remember", "this", ":"], ["keep", "in", "mind", ":"], ["note", ":"],
            ["for", "future", "reference", ","], ["for", "future", "reference", ":"],
            ["for", "the", "record", ","], ["remember", "the"], ["remember", "my"],
            ["note", "to", "self", ":"], ["fyi", ","], ["make", "a", "note", "that"],
            ["save", "this", ":"], ["important", ":"],
        ]
        for words in starts
        where (0 ..! words.count).allSatisfy({ folded(start + $0) == words[$0] }) {
            let keeps = ["the", "my"].contains(words.last ?? "")
            return start + words.count - (keeps ? 1 : 0)
        }
        return nil
    }

    private mutating func readWayToCall(_ start: Int) {
        var place = start
        if folded(place) == "just" { place += 1 }
        if ["you", "everyone", "everybody", "people", "friends"].contains(folded(place)) {
            place += 1
            if folded(place) == "can" { place += 1 }
        } else if folded(place) == "my", folded(place + 1) == "friends" {
            place += 2
        }
        if folded(place) == "just" { place += 1 }
        guard ["call", "calls"].contains(folded(place)), folded(place + 1) == "me",
            let name = name(at: place + 2)
        else { return }
        add(
            FactStatement(context.speaker, "is called", name),
            place ..! place + 2 + name.split(separator: " ").count, "call-me")
    }

    /// `It is my birthday on May 3`, `Tomorrow is my mom's birthday`.
    mutating func readBirthday() {
        guard let place = words.indices.first(where: { folded($0) == "birthday" }),
            questionStart == Int.max
        else { return }
        let before = words[..<place].map(\.folded)
        guard before.contains("is") || before.contains("'s"), before.contains("my"),
            let mine = before.lastIndex(of: "my"),
            before.firstIndex(where: { $0 == "is" || $0 == "'s" })
                ?? Int.max < mine
        else { return }
        let owner = words[mine + 1 ..! place].filter { $0.folded != "'s" }.map(\.folded)
        guard owner.count <= 2, owner.allSatisfy({ isTie($0) || $0 == "best" }) || owner.isEmpty
        else { return }
        let times = TimeMention.all(in: words, words.indices, said: context.time)
        guard let time = times.first else { return }
        let subject = context.possession(
            owner.isEmpty ? "birthday" : "\(owner.joined(separator: " "))'s birthday")
        add(
            FactStatement(subject, "is on", DayText.monthAndDay(of: time.date)),
            0 ..! words.count, "birthday")
    }

    /// `Just moved to Bergen!`, `Love hiking.`, `Allergic to peanuts.`: nobody but the speaker.
    mutating func readWithoutSubject() {
        guard questionStart == Int.max, words.count >= 2, words.count <= 16,
            !words.contains(where: { ["you", "your"].contains($0.folded) })
        else { return }
        var start = 0
        while EnglishWords.openers.contains(folded(start)) || folded(start) == ","
            || folded(start) == "just"
        {
            start += 1
        }
        let word = folded(start)
        let speaker = Subject(text: context.speaker, words: start ..! start, isSpeaker: true)
        if ["allergic", "married", "vegetarian", "vegan", "born", "based"].contains(word) {
            var predicate = Predicate()
            predicate.lemma = "be"
            predicate.verb = start
            predicate.rest = start
            emit(speaker, predicate, start ..! clauseEnd(from: start, predicate), nil, start: start)
            return lowerConfidence()
        }
        let isPast =
            EnglishVerbs.form(word, .past) != nil && EnglishVerbs.form(word, .present) == nil
        let isLove = ["love", "hate", "prefer", "live", "enjoy"].contains(word)
        let isOngoing =
            EnglishVerbs.form(word, .progressive) != nil
            && ["currently", "now"].contains(folded(0))
        guard isPast || isLove || isOngoing, var predicate = predicate(at: start, speaker) else {
            if isOngoing, let form = EnglishVerbs.form(word, .progressive) {
                var predicate = Predicate()
                predicate.lemma = form.lemma
                predicate.isProgressive = true
                predicate.verb = start
                predicate.rest = start + 1
                let end = clauseEnd(from: start + 1, predicate)
                emit(speaker, predicate, start + 1 ..! end, nil, start: start)
                lowerConfidence()
            }
            return
        }
        if ["said", "told", "thought", "asked", "wrote"].contains(word) { return }
        predicate.verb = start
        _ = readPredicates(predicate, speaker, nil, start: start)
        lowerConfidence()
    }

    private mutating func lowerConfidence() {
        for index in found.indices { found[index].confidence *= 0.8 }
    }
}
