/// Byte-level byte pair encoding: GPT-2, Llama 3, Qwen, tiktoken.
///
/// Source: Radford 2019 §2.2; Sennrich 2016.
struct BytePairEncoder: FragmentEncoder {
    let preTokenizer: PreTokenizer
    /// Raw bytes of the normal tokens.
    let table: TokenTable
    let merger: PairMerger
    /// The token of each single byte, or -1.
    let byteTokens: FrozenArray<TokenID>
    /// Whether a piece that is a token is that token, without merging.
    let ignoresMerges: Bool
    /// Which tokens' bytes encode to them alone.
    let direct: DirectTokens
    let unknown: TokenID?
    /// Whether a fragment that does not start with a space is given one.
    let addsSpacePrefix: Bool
    /// Whether text is composed (NFC) first.
    let composes: Bool
    /// What pieces became when they were last met.
    let caches = PieceCaches()

    func encode(
        _ text: UnsafeBufferPointer<UInt8>, startsText: Bool, into output: inout [TokenID]
    ) {
        if composes, let composed = Normalization.composed(text) {
            composed.withUnsafeBufferPointer { encodePrefixed($0, into: &output) }
        } else {
            encodePrefixed(text, into: &output)
        }
    }

    private func encodePrefixed(
        _ text: UnsafeBufferPointer<UInt8>, into output: inout [TokenID]
    ) {
        if addsSpacePrefix, text.first != UInt8(ascii: " ") {
            let prefixed = [UInt8(ascii: " ")] + Array(text)
            prefixed.withUnsafeBufferPointer { encodePieces($0, into: &output) }
        } else {
            encodePieces(text, into: &output)
        }
    }

    private func encodePieces(_ text: UnsafeBufferPointer<UInt8>, into output: inout [TokenID]) {
        guard let address = text.baseAddress else { return }
        let cache = caches.take()
        let (first, room) = (cache.gathered, PieceCache.gatheredMax - 4)
        // The last place from which a whole ``ShortPiece`` may be read.
        let shortLimit = text.count - ShortPiece.bytesRead
        var count = 0
        preTokenizer.forEachPiece(text) { range in
            if count > room {
                output.append(contentsOf: UnsafeBufferPointer(start: first, count: count))
                count = 0
            }
            if range.count <= ShortPiece.bytesMax, range.lowerBound <= shortLimit {
                let piece = ShortPiece(
                    UnsafeRawPointer(address + range.lowerBound), count: range.count)
                let place = cache.place(of: piece)
                if place.pointee.piece != piece {
                    let bytes = UnsafeBufferPointer(rebasing: text[range])
                    encodeRare(bytes, piece, place, cache)
                    if cache.symbols.count > PieceCache.tokensMax {
                        output.append(contentsOf: UnsafeBufferPointer(start: first, count: count))
                        output.append(contentsOf: cache.symbols)
                        count = 0
                        return
                    }
                }
                let tokens = place.pointee.tokens
                UnsafeMutableRawPointer(first + count).storeBytes(
                    of: tokens, as: SIMD4<TokenID>.self)
                count += Int(tokens.w)
            } else {
                output.append(contentsOf: UnsafeBufferPointer(start: first, count: count))
                count = 0
                encodeWord(UnsafeBufferPointer(rebasing: text[range]), &cache.symbols)
                output.append(contentsOf: cache.symbols)
            }
        }
        output.append(contentsOf: UnsafeBufferPointer(start: first, count: count))
        caches.give(cache)
    }

    /// Encodes a piece that its place does not hold, and keeps it there if it has few tokens.
    ///
    /// The tokens are in the cache's symbols.
    @inline(never)
    private func encodeRare(
        _ bytes: UnsafeBufferPointer<UInt8>, _ piece: ShortPiece,
        _ place: UnsafeMutablePointer<PieceCache.Place>, _ cache: PieceCache
    ) {
        encodeWord(bytes, &cache.symbols)
        let count = cache.symbols.count
        guard count <= PieceCache.tokensMax else { return }
        var tokens = SIMD4<TokenID>(0, 0, 0, TokenID(count))
        for index in 0..<count { tokens[index] = cache.symbols[index] }
        place.pointee = PieceCache.Place(piece: piece, tokens: tokens)
    }

    /// The tokens of a piece, in `symbols`.
    private func encodeWord(
        _ piece: UnsafeBufferPointer<UInt8>, _ symbols: inout [TokenID]
    ) {
        symbols.removeAll(keepingCapacity: true)
        let token = table.find(piece)
        let known = token < 0 ? false : ignoresMerges ? true : direct.known(token)
        if known == true { return symbols.append(token) }
        for byte in piece {
            let token = byteTokens[Int(byte)]
            if token >= 0 {
                symbols.append(token)
            } else if let unknown {
                symbols.append(unknown)
            }
        }
        merger.merge(&symbols)
        if known == nil { direct.note(token, isDirect: symbols == [token]) }
    }
}
