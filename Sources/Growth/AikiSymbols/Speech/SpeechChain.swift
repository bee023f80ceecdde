/// How a quotation hangs together with the one before it.
enum SpeechLink: Equatable {
    /// One speaker goes on.
    case goesOn
    /// Somebody else answers.
    case answers
    /// There is a little narration between; either may be.
    case near
    /// The talk is over.
    case apart
}

/// Gives every quotation of a talk a speaker, from the few that are named.
enum SpeechChain {
    /// Fills what is open.
    ///
    /// - Parameters:
    ///   - cues: the speaker whom the words around each quotation name.
    ///   - links: how each hangs together with the one before; the first is ignored.
    ///   - recent: the people named last at each quotation, the last first.
    ///   - addSomebody: makes a person without a name.
    /// - Returns: a speaker for each.
    static func fill(
        _ cues: [Int?], _ links: [SpeechLink], _ recent: [[Int]], addSomebody: () -> Int
    ) -> [Int] {
        var turns: [(range: Range<Int>, cue: Int?)] = []
        var talks: [Range<Int>] = []
        for place in cues.indices {
            let last = turns.last
            let agrees = cues[place] == nil || last?.cue == nil || last?.cue == cues[place]
            if place > 0, links[place] == .goesOn, agrees, let last {
                turns[turns.count - 1] = (
                    last.range.lowerBound..<place + 1, last.cue ?? cues[place]
                )
                continue
            }
            if place == 0 || links[place] == .apart {
                talks.append(turns.count..<turns.count + 1)
            } else if let talk = talks.last {
                talks[talks.count - 1] = talk.lowerBound..<turns.count + 1
            }
            turns.append((place..<place + 1, cues[place]))
        }
        var speakers = [Int](repeating: 0, count: cues.count)
        for talk in talks {
            let found = fillTalk(
                turns[talk].map(\.cue), turns[talk].map { recent[$0.range.lowerBound] }, addSomebody
            )
            for (turn, speaker) in zip(talk, found) {
                for place in turns[turn].range { speakers[place] = speaker }
            }
        }
        return speakers
    }

    /// The turns of one talk: an open turn has the speaker of the nearest named one an even number of
    /// turns away; where there is none, whoever was named last and speaks neither before nor after; or
    /// somebody.
    private static func fillTalk(
        _ cues: [Int?], _ recent: [[Int]], _ addSomebody: () -> Int
    ) -> [Int] {
        var filled = cues
        var somebody: [Int: Int] = [:]
        for place in cues.indices where cues[place] == nil {
            let distances = stride(from: 2, to: cues.count, by: 2)
            let near = distances.lazy.compactMap { distance -> Int? in
                let before = place - distance >= 0 ? cues[place - distance] : nil
                return before ?? (place + distance < cues.count ? cues[place + distance] : nil)
            }.first
            let beside = [
                place > 0 ? filled[place - 1] : nil, place + 1 < cues.count ? cues[place + 1] : nil,
            ]
            let known = (near.map { [$0] } ?? []) + recent[place]
            if let person = known.first(where: { !beside.contains($0) }) {
                filled[place] = person
            } else {
                let parity = place % 2
                let person = somebody[parity] ?? addSomebody()
                somebody[parity] = person
                filled[place] = person
            }
        }
        return filled.compactMap { $0 }
    }
}
