/// SentencePiece unigram: of all ways to spell a text, the one of the best total score (Viterbi).
///
/// Scores are summed in f64. A scalar that no token spells takes the unknown token, ten below the
/// worst score; neighbouring unknowns become one. Source: Kudo 2018a, "Subword Regularization", §3.
struct UnigramEncoder: FragmentEncoder {
    /// How far an unknown scalar scores below the worst token.
    static let unknownPenalty = 10.0

    let trie: ByteTrie
    let scores: FrozenArray<Float>
    let unknown: TokenID
    let unknownScore: Double
    /// The tokens `<0x00>` to `<0xFF>` where unknown text falls back to bytes, or -1.
    let byteTokens: FrozenArray<TokenID>
    let spaces: SpaceRules
    let characters: CharacterMap?

    func encode(
        _ text: UnsafeBufferPointer<UInt8>, startsText: Bool, into output: inout [TokenID]
    ) {
        let escaped: [UInt8]
        if let characters {
            escaped = spaces.apply(characters.normalize(text), startsText: startsText)
        } else {
            escaped = spaces.apply(text, startsText: startsText)
        }
        escaped.withUnsafeBufferPointer { bytes in
            if bytes.count > 0 { search(bytes, into: &output) }
        }
    }

    /// The best way to reach each position: its last token, where that starts, and the score.
    private func search(_ text: UnsafeBufferPointer<UInt8>, into output: inout [TokenID]) {
        var tokens = [TokenID](repeating: unknown, count: text.count + 1)
        var starts = [Int](repeating: 0, count: text.count + 1)
        var best = [Double](repeating: -.infinity, count: text.count + 1)
        best[0] = 0
        func offer(_ token: TokenID, _ start: Int, _ end: Int, _ score: Double) {
            if score > best[end] { (tokens[end], starts[end], best[end]) = (token, start, score) }
        }
        var position = 0
        while position < text.count {
            let length = min(UTF8Scalars.length(first: text[position]), text.count - position)
            var hasScalar = false
            var node = ByteTrie.root
            var end = position
            while end < text.count, let next = trie.child(of: node, text[end]) {
                node = next
                end += 1
                let token = trie.value(at: node)
                guard token >= 0 else { continue }
                if end == position + length { hasScalar = true }
                offer(token, position, end, best[position] + Double(scores[Int(token)]))
            }
            if !hasScalar {
                offer(unknown, position, position + length, best[position] + unknownScore)
            }
            position += length
        }
        collect(text, tokens, starts, into: &output)
    }

    private func collect(
        _ text: UnsafeBufferPointer<UInt8>, _ tokens: [TokenID], _ starts: [Int],
        into output: inout [TokenID]
    ) {
        var path: [TokenID] = []
        var end = text.count
        while end > 0 {
            let start = starts[end]
            let bytes = text[start..<end]
            if tokens[end] == unknown, bytes.allSatisfy({ byteTokens[Int($0)] >= 0 }) {
                path.append(contentsOf: bytes.reversed().map { byteTokens[Int($0)] })
            } else if tokens[end] != unknown || path.last != unknown {
                path.append(tokens[end])
            }
            end = start
        }
        output.append(contentsOf: path.reversed())
    }
}
