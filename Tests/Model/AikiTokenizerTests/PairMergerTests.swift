import AikiBase
import AikiTokenizer
import Testing

/// Merging by scan, by heap, and by the book must give the same.
struct PairMergerTests {
    /// Byte pairs by the book: find the best pair of all, merge it where it stands first, again.
    private func byTheBook(
        _ symbols: [TokenID], _ merges: [TokenizerDefinition.Merge]
    ) -> [TokenID] {
        var symbols = symbols
        while true {
            var best: (rank: UInt32, place: Int, result: TokenID)?
            for place in symbols.indices.dropLast() {
                let merge = merges.first {
                    $0.left == symbols[place] && $0.right == symbols[place + 1]
                }
                guard let merge, merge.rank < best?.rank ?? .max else { continue }
                best = (merge.rank, place, merge.result)
            }
            guard let best else { return symbols }
            symbols[best.place] = best.result
            symbols.remove(at: best.place + 1)
        }
    }

    @Test("Random merges on random words of every length agree with merging by the book")
    func agreesWithTheBook() {
        var generator = SeededRandom(seed: 3)
        for round in 0..<300 {
            var merges: [TokenizerDefinition.Merge] = []
            for rank in 0..<30 {
                let top = TokenID(4 + rank)
                merges.append(
                    TokenizerDefinition.Merge(
                        left: TokenID.random(in: 0..<top, using: &generator),
                        right: TokenID.random(in: 0..<top, using: &generator),
                        rank: UInt32(rank), result: top))
            }
            // A pair that merges twice keeps its first merge.
            var seen: Set<[TokenID]> = []
            merges = merges.filter { seen.insert([$0.left, $0.right]).inserted }
            let count = round % 150 + 1
            let word = (0..<count).map { _ in TokenID.random(in: 0..<4, using: &generator) }
            let expected = byTheBook(word, merges)
            #expect(PairMerging.merged(word, merges, byHeap: true) == expected)
            #expect(PairMerging.merged(word, merges, byHeap: false) == expected)
        }
    }
}
