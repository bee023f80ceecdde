import AikiBase

/// SentencePiece byte pair encoding: the pair whose whole has the best score merges first.
///
/// Works on one fragment as one word. Neighbours may merge although neither is a token itself, so
/// symbols are slices of the text. Source: Kudo 2018b (SentencePiece) §3.1; Llama 2's tokenizer.
struct SentencePieceEncoder: FragmentEncoder {
    let table: TokenTable
    /// The order of merging: a token of a better score has a lower rank; equal scores share one.
    let ranks: FrozenArray<UInt32>
    /// The tokens `<0x00>` to `<0xFF>`, or -1.
    let byteTokens: FrozenArray<TokenID>
    let unknown: TokenID?
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
        escaped.withUnsafeBufferPointer { merge($0, into: &output) }
    }

    private func merge(_ text: UnsafeBufferPointer<UInt8>, into output: inout [TokenID]) {
        var chain = SymbolChain(text)
        var queue = MergeQueue()
        func rank(_ left: Int) -> UInt64? {
            guard let range = chain.pair(at: left), range.count <= table.lengthMax else {
                return nil
            }
            let token = table.find(UnsafeBufferPointer(rebasing: text[range]))
            return token >= 0 ? UInt64(ranks[Int(token)]) : nil
        }
        for index in 0..<chain.count {
            let found = rank(index)
            chain.ranks[index] = found ?? .max
            if let found { queue.append(rank: found, place: index) }
        }
        queue.order()
        while let (best, place) = queue.popFirst() {
            guard chain.ranks[place] == best else { continue }
            let before = chain.join(place)
            let found = rank(place)
            chain.ranks[place] = found ?? .max
            if let found { queue.push(rank: found, place: place) }
            if before >= 0 {
                let found = rank(before)
                chain.ranks[before] = found ?? .max
                if let found { queue.push(rank: found, place: before) }
            }
        }
        chain.forEach { emit(UnsafeBufferPointer(rebasing: text[$0]), into: &output) }
    }

    private func emit(_ symbol: UnsafeBufferPointer<UInt8>, into output: inout [TokenID]) {
        let token = table.find(symbol)
        if token >= 0 {
            output.append(token)
        } else if symbol.allSatisfy({ byteTokens[Int($0)] >= 0 }) {
            for byte in symbol { output.append(byteTokens[Int(byte)]) }
        } else if let unknown {
            output.append(unknown)
        }
    }
}

/// Symbols of a text as a linked list of slices.
private struct SymbolChain {
    private var starts: [Int] = []
    private var ends: [Int] = []
    private var next: [Int] = []
    private var previous: [Int] = []
    /// The rank of the pair that starts at each symbol; `.max` where none applies.
    var ranks: [UInt64]

    var count: Int { starts.count }

    init(_ text: UnsafeBufferPointer<UInt8>) {
        var position = 0
        while position < text.count {
            let length = min(UTF8Scalars.length(first: text[position]), text.count - position)
            starts.append(position)
            position += length
            ends.append(position)
        }
        next = starts.indices.map { $0 + 1 }
        previous = starts.indices.map { $0 - 1 }
        ranks = [UInt64](repeating: .max, count: starts.count)
    }

    /// A symbol and the one after it.
    func pair(at index: Int) -> Range<Int>? {
        let right = next[index]
        return right < count ? starts[index]..<ends[right] : nil
    }

    /// Joins a symbol with the one after it; returns the symbol before, or -1.
    mutating func join(_ index: Int) -> Int {
        let right = next[index]
        ends[index] = ends[right]
        ranks[right] = .max
        next[index] = next[right]
        if next[index] < count { previous[next[index]] = index }
        return previous[index]
    }

    func forEach(_ body: (Range<Int>) -> Void) {
        var index = 0
        while index < count {
            body(starts[index]..<ends[index])
            index = next[index]
        }
    }
}
