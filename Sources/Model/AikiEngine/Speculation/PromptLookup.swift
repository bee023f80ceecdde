/// Guesses how a text goes on from where its end stood before (Saxena 2023, "Prompt lookup decoding").
///
/// Whoever summarises, edits or quotes copies long pieces; whoever writes code or tables repeats
/// himself. The longest match wins, of equal ones the latest. A copy that was left by a word of the
/// writer's own is found again by a shorter match near the place where it was left.
///
/// - Complexity: a search is one pass over the text, 10 µs for 32,000 tokens.
package struct PromptLookup {
    /// Tokens of the text's end that must have stood before.
    package static let matchTokensLeast = 3
    /// A match longer than this is as good as any.
    package static let matchTokensEnough = 16
    /// How far behind the place where a copy was left it may go on.
    package static let resumeReach = 48
    /// Tokens without a match after which the place is forgotten.
    package static let resumePatience = 32

    /// Where the end of a text stood before.
    package struct Match: Equatable {
        /// The place of the token that followed.
        package var source: Int
        /// How many tokens match.
        package var length: Int
    }

    /// Where the copy goes on if the writer only changed one token.
    private var resume: Int?
    private var searchesSinceCopy = 0

    /// Starts without a copy.
    package init() {}

    /// Where the end of a text stood before; nil where it did not.
    package mutating func match(_ text: [Int32]) -> Match? {
        searchesSinceCopy += 1
        if searchesSinceCopy > Self.resumePatience { resume = nil }
        let near = resume.map { max(1, $0)...($0 + Self.resumeReach) }
        return text.withUnsafeBufferPointer { Self.search($0, near: near) }
    }

    /// Appends what followed a match; a copy that reaches the end of the text goes on with itself.
    package func draft(
        _ count: Int, from match: Match, of text: [Int32], into drafts: inout [Int32]
    ) {
        let period = text.count - match.source
        for offset in 0..<count {
            drafts.append(
                offset < period ? text[match.source + offset] : drafts[drafts.count - period])
        }
    }

    /// A copy was used until here.
    package mutating func leave(_ match: Match, accepted: Int) {
        resume = match.source + accepted + 1
        searchesSinceCopy = 0
    }

    private static func search(
        _ text: UnsafeBufferPointer<Int32>, near: ClosedRange<Int>?
    ) -> Match? {
        guard let last = text.last else { return nil }
        let end = text.count
        var best = Match(source: 0, length: matchTokensLeast - 1)
        var nearest = Match(source: 0, length: 0)
        var source = end - 1
        while source > 0 {
            defer { source -= 1 }
            guard text[source - 1] == last else { continue }
            var length = 1
            while length < source, length < matchTokensEnough,
                text[source - 1 - length] == text[end - 1 - length]
            { length += 1 }
            if length > best.length { best = Match(source: source, length: length) }
            if length == matchTokensEnough { break }
            if let near, near.contains(source), length >= nearest.length {
                nearest = Match(source: source, length: length)
            }
        }
        if best.source > 0 { return best }
        return nearest.source > 0 ? nearest : nil
    }
}
