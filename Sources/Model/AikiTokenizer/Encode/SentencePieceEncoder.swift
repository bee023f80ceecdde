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
    /// Whether no token has `▁` behind anything else, so that words never merge with each other.
    var splitsWords = false
    /// Which tokens' own spellings encode to them alone; nil where nothing is kept of that.
    var direct: DirectTokens?

    func encode(
        _ text: UnsafeBufferPointer<UInt8>, startsText: Bool, into output: inout [TokenID]
    ) {
        let escaped: [UInt8]
        if let characters {
            escaped = spaces.apply(characters.normalize(text), startsText: startsText)
        } else {
            escaped = spaces.apply(text, startsText: startsText)
        }
        var chain = SymbolChain()
        escaped.withUnsafeBufferPointer { bytes in
            var start = 0
            while start < bytes.count {
                let end = splitsWords ? wordEnd(bytes, start) : bytes.count
                let word = UnsafeBufferPointer(rebasing: bytes[start..<end])
                encode(word: word, &chain, into: &output)
                start = end
            }
        }
    }

    private func encode(
        word: UnsafeBufferPointer<UInt8>, _ chain: inout SymbolChain,
        into output: inout [TokenID]
    ) {
        let token = direct == nil ? -1 : table.find(word)
        guard token >= 0, let direct else { return merge(word, &chain, into: &output) }
        let known = direct.known(token)
        if known == true { return output.append(token) }
        let start = output.count
        merge(word, &chain, into: &output)
        if known == nil {
            direct.note(token, isDirect: output.count == start + 1 && output[start] == token)
        }
    }

    /// Where the next `▁` stands that follows something else.
    private func wordEnd(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        var position = start
        var isBehindMark = true
        while position < text.count {
            let isMark =
                text[position] == SpaceRules.mark[0] && position + 2 < text.count
                && text[position + 1] == SpaceRules.mark[1]
                && text[position + 2] == SpaceRules.mark[2]
            if isMark {
                if !isBehindMark { return position }
                position += 3
            } else {
                isBehindMark = false
                position += 1
            }
        }
        return text.count
    }

    /// Merges one word.
    func merge(
        _ text: UnsafeBufferPointer<UInt8>, _ chain: inout SymbolChain,
        into output: inout [TokenID]
    ) {
        chain.reset(text)
        var queue = MergeQueue()
        for index in 0..<chain.count {
            let found = rank(of: chain.pair(at: index), text)
            chain.ranks[index] = found
            if found != .max { queue.append(rank: found, place: index) }
        }
        queue.order()
        while let (best, place) = queue.popFirst() {
            guard chain.ranks[place] == best else { continue }
            let before = chain.join(place)
            rankAgain(place, &chain, &queue, text)
            if before >= 0 { rankAgain(before, &chain, &queue, text) }
        }
        chain.forEach { emit(UnsafeBufferPointer(rebasing: text[$0]), into: &output) }
    }

    private func rankAgain(
        _ place: Int, _ chain: inout SymbolChain, _ queue: inout MergeQueue,
        _ text: UnsafeBufferPointer<UInt8>
    ) {
        let found = rank(of: chain.pair(at: place), text)
        chain.ranks[place] = found
        if found != .max { queue.push(rank: found, place: place) }
    }

    @inline(__always)
    private func rank(of range: Range<Int>?, _ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
        guard let range, range.count <= table.lengthMax else { return .max }
        let token = table.find(UnsafeBufferPointer(rebasing: text[range]))
        return token >= 0 ? UInt64(ranks[Int(token)]) : .max
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
