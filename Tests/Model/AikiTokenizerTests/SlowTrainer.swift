import AikiBase
import AikiTokenizer

/// Byte pair training as the paper tells it: all pairs are counted again before every merge.
struct SlowTrainer {
    var merges: [[[UInt8]]] = []

    /// Learns merges of pieces until the vocabulary has so many tokens, special ones left aside.
    init(
        _ pieces: [[UInt8]: Int], vocabulary: Int, ties: TokenizerRecipe.TieRule, countMin: Int = 2
    ) {
        var words = pieces.map { (symbols: $0.key.map { [$0] }, count: $0.value) }
        var ids: [[UInt8]: Int] = [:]
        for byte in Self.alphabet { ids[[byte]] = ids.count }
        while ids.count < vocabulary {
            var counts: [[[UInt8]]: Int] = [:]
            for word in words {
                for (left, right) in zip(word.symbols, word.symbols.dropFirst()) {
                    counts[[left, right], default: 0] += word.count
                }
            }
            let best = counts.max { first, second in
                first.value != second.value
                    ? first.value < second.value : Self.isAfter(second.key, first.key, ties, ids)
            }
            guard let best, best.value >= countMin else { return }
            merges.append(best.key)
            let joined = best.key[0] + best.key[1]
            if ids[joined] == nil { ids[joined] = ids.count }
            for index in words.indices {
                words[index].symbols = Self.merged(words[index].symbols, best.key, joined)
            }
        }
    }

    /// The bytes that print, then the others, each in order.
    private static let alphabet: [UInt8] = {
        let printing = Array(UInt8(0x21)...0x7E) + Array(0xA1...0xAC) + Array(0xAE...0xFF)
        return printing + (0...255).filter { !printing.contains($0) }
    }()

    private static func isAfter(
        _ pair: [[UInt8]], _ other: [[UInt8]], _ ties: TokenizerRecipe.TieRule,
        _ ids: [[UInt8]: Int]
    ) -> Bool {
        switch ties {
        case .lastBytes:
            return pair[0] == other[0]
                ? other[1].lexicographicallyPrecedes(pair[1])
                : other[0].lexicographicallyPrecedes(pair[0])
        case .firstTokens:
            let (mine, theirs) = (pair.map { ids[$0] ?? 0 }, other.map { ids[$0] ?? 0 })
            return mine.lexicographicallyPrecedes(theirs)
        }
    }

    private static func merged(
        _ symbols: [[UInt8]], _ pair: [[UInt8]], _ joined: [UInt8]
    ) -> [[UInt8]] {
        var output: [[UInt8]] = []
        var index = 0
        while index < symbols.count {
            if index + 1 < symbols.count, symbols[index] == pair[0], symbols[index + 1] == pair[1] {
                output.append(joined)
                index += 2
            } else {
                output.append(symbols[index])
                index += 1
            }
        }
        return output
    }
}
