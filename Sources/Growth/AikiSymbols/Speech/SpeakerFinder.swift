/// Says who speaks in each quotation of an English text.
///
/// First the words around each quotation: the verb of speaking right after it (`said Emma`, `she said`),
/// or the clause that leads to it (`Emma said :`). A pronoun means the last one named who fits, and not
/// whoever spoke just before. Then the rest of a talk: quotations of one paragraph have one speaker,
/// paragraphs alternate. Who is never named is somebody of their own.
///
/// - SeeAlso: Muzny 2017, "A two-stage sieve approach for quote attribution", for such sieves.
package struct SpeakerFinder {
    /// Something said.
    package struct Speech: Sendable, Equatable {
        /// The quotation, with its marks: scalars of the text.
        package let range: Range<Int>
        /// Who speaks: an index into the names.
        package let speaker: Int
    }

    private let text: ScalarText
    private let spans: [Range<Int>]
    private let hasParagraphs: Bool
    private var register = SpeakerRegister()

    /// Takes the quotations of a text, rising.
    package init(_ text: ScalarText, spans: [Range<Int>]) {
        self.text = text
        self.spans = spans
        let breaks = zip(text.scalars, text.scalars.dropFirst())
        hasParagraphs = breaks.contains { $0 == "\n" && $1 == "\n" }
    }

    /// Scalars before and after a quotation that are looked at.
    private static let leadScalars = 1500
    private static let trailScalars = 200
    /// Words of narration between two quotations of one talk.
    private static let talkWords = 40
    /// People named last, of whom one may speak where nothing else tells.
    private static let recentPeople = 3

    /// Who speaks where.
    ///
    /// - Returns: each quotation with its speaker, and the speakers' names.
    /// - Complexity: O(text · people named).
    package mutating func speeches() -> (speeches: [Speech], names: [String]) {
        var cues: [Int?] = []
        // Who is thought to speak while the text is read, so that `she` is not whom she answers.
        var likely: [Int?] = []
        var links: [SpeechLink] = []
        var recent: [[Int]] = []
        for (place, span) in spans.enumerated() {
            let gap = (place > 0 ? spans[place - 1].upperBound : 0)..<span.lowerBound
            let next = place + 1 < spans.count ? spans[place + 1].lowerBound : text.scalars.count
            let end = paragraphEnd(from: span.upperBound, before: next)
            let start = max(gap.lowerBound, gap.upperBound - Self.leadScalars)
            let lead = NarrationWord.words(of: text, start..<gap.upperBound)
            let trail = NarrationWord.words(
                of: text, span.upperBound..<end)
            register.note(lead)
            let link = place > 0 ? self.link(over: gap, lead) : .apart
            let other = link == .answers ? likely[place - 1] : nil
            let cue =
                speaker(after: trail, not: other) ?? speaker(before: span, lead, not: other)
            cues.append(cue)
            let turn = link == .goesOn ? 1 : 2
            likely.append(cue ?? (link == .apart || place < turn ? nil : likely[place - turn]))
            links.append(link)
            recent.append(register.recent(Self.recentPeople))
        }
        let filled = SpeechChain.fill(cues, links, recent) { register.addSomebody() }
        let speeches = zip(spans, filled).map { Speech(range: $0, speaker: $1) }
        return (speeches, register.names)
    }

    /// Where the words right after a quotation end: with its paragraph, or soon.
    private func paragraphEnd(from start: Int, before limit: Int) -> Int {
        let limit = min(limit, start + Self.trailScalars)
        guard hasParagraphs, start < limit else { return max(start, limit) }
        return (start..<limit - 1).first {
            text.scalars[$0] == "\n" && text.scalars[$0 + 1] == "\n"
        } ?? limit
    }

    /// How a quotation hangs together with the one before it.
    private func link(over gap: Range<Int>, _ words: [NarrationWord]) -> SpeechLink {
        if hasParagraphs {
            let breaks = zip(text.scalars[gap], text.scalars[gap].dropFirst())
            if !breaks.contains(where: { $0 == "\n" && $1 == "\n" }) { return .goesOn }
            return words.count <= Self.talkWords ? .answers : .apart
        }
        if words.isEmpty { return .answers }
        let last = text.lastMark(before: gap.upperBound)
        if let last, ",;:—-".unicodeScalars.contains(last), words.count <= Self.talkWords {
            return .goesOn
        }
        let reports = words.prefix(6).contains { SpeechWords.verbs.contains($0.plain) }
        if reports, words.dropLast().allSatisfy({ !$0.endsSentence }) {
            return .goesOn
        }
        return words.count <= Self.talkWords ? .near : .apart
    }

    /// The one named with a verb of speaking in the first words after a quotation.
    private mutating func speaker(after words: [NarrationWord], not other: Int?) -> Int? {
        var end = 0
        while end < words.count, end < 12 {
            end += 1
            if words[end - 1].endsSentence { break }
        }
        let clause = Array(words.prefix(end))
        for index in clause.indices.prefix(5)
        where SpeechWords.verbs.contains(clause[index].plain) && !clause[index].isCapital {
            let follower = SpeakerMention.parse(clause, at: index + 1)?.0
            let leader = (0..<index).lazy.compactMap { start -> SpeakerMention? in
                guard let (mention, end) = SpeakerMention.parse(clause, at: start), end <= index
                else { return nil }
                return mention
            }.first
            if index == 0, let follower { return register.find(follower, not: other) }
            if let leader { return register.find(leader, not: other) }
            if index == 1, let follower, case .name = follower {
                return register.find(follower, not: other)
            }
        }
        return nil
    }

    /// The one who speaks in the clause that leads to a quotation with a comma or a colon.
    private mutating func speaker(
        before span: Range<Int>, _ words: [NarrationWord], not other: Int?
    ) -> Int? {
        guard let mark = text.lastMark(before: span.lowerBound), mark == "," || mark == ":" else {
            return nil
        }
        let start = words.dropLast().lastIndex(where: \.endsSentence).map { $0 + 1 } ?? 0
        let clause = Array(words[start...])
        guard let verb = clause.lastIndex(where: { SpeechWords.verbs.contains($0.plain) }) else {
            return nil
        }
        var subject: SpeakerMention?
        var index = 0
        while index < verb {
            if let (mention, end) = SpeakerMention.parse(clause, at: index), end <= verb {
                if subject == nil || mention != .pronoun("they") { subject = mention }
                index = end
            } else {
                index += 1
            }
        }
        return (subject ?? SpeakerMention.parse(clause, at: verb + 1)?.0).flatMap {
            register.find($0, not: other)
        }
    }
}
