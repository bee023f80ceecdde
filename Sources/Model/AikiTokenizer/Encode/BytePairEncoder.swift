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
    /// What each two bytes merge into, as ``MergeTable/find(_:_:)`` says it.
    let bytePairs: FrozenArray<UInt64>
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
        let first = cache.gathered
        // Room for the tokens of one place, which are written all whatever their number.
        let room = PieceCache.gatheredMax - PieceCache.longTokensMax - 1
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
                let tokens = place.pointee.tokens
                if place.pointee.piece == piece, tokens.w >= 0 {
                    UnsafeMutableRawPointer(first + count).storeBytes(
                        of: tokens, as: SIMD4<TokenID>.self)
                    count += Int(tokens.w)
                    return
                }
            }
            if let added = encodeRare(text, range, cache, into: first + count) {
                count += added
            } else {
                output.append(contentsOf: UnsafeBufferPointer(start: first, count: count))
                output.append(contentsOf: cache.symbols)
                count = 0
            }
        }
        output.append(contentsOf: UnsafeBufferPointer(start: first, count: count))
        caches.give(cache)
    }

    /// Encodes a piece that no short place holds, and keeps it in a place if it has few tokens.
    ///
    /// - Returns: how many tokens were written; nil where they are many, and in the cache's symbols.
    @inline(never)
    private func encodeRare(
        _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ cache: PieceCache,
        into output: UnsafeMutablePointer<TokenID>
    ) -> Int? {
        let bytes = UnsafeBufferPointer(rebasing: text[range])
        guard let address = bytes.baseAddress, range.count <= LongPiece.bytesMax,
            range.lowerBound <= text.count - LongPiece.bytesRead
        else {
            encodeWord(bytes, &cache.symbols)
            return nil
        }
        let piece = LongPiece(address, count: range.count)
        let place = cache.place(of: piece)
        if place.pointee.piece == piece {
            let tokens = place.pointee.tokens
            UnsafeMutableRawPointer(output).storeBytes(of: tokens, as: SIMD8<TokenID>.self)
            return Int(tokens[PieceCache.longTokensMax])
        }
        encodeWord(bytes, &cache.symbols)
        let count = cache.symbols.count
        if range.count <= ShortPiece.bytesMax {
            let short = ShortPiece(address, count: range.count)
            let isFew = count <= PieceCache.tokensMax
            var tokens = SIMD4<TokenID>(0, 0, 0, isFew ? TokenID(count) : PieceCache.Place.many)
            if isFew { for index in 0..<count { tokens[index] = cache.symbols[index] } }
            cache.place(of: short).pointee = PieceCache.Place(piece: short, tokens: tokens)
        }
        guard count <= PieceCache.longTokensMax else { return nil }
        for index in 0..<count { output[index] = cache.symbols[index] }
        if range.count > ShortPiece.bytesMax || count > PieceCache.tokensMax {
            var tokens = SIMD8<TokenID>(repeating: 0)
            for index in 0..<count { tokens[index] = cache.symbols[index] }
            tokens[PieceCache.longTokensMax] = TokenID(count)
            place.pointee = PieceCache.LongPlace(piece: piece, tokens: tokens)
        }
        return count
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
        if symbols.count == piece.count, piece.count <= merger.scanLength {
            merger.scan(&symbols) { _, index in
                bytePairs[Int(piece[index]) << 8 | Int(piece[index + 1])]
            }
        } else {
            merger.merge(&symbols)
        }
        if known == nil { direct.note(token, isDirect: symbols == [token]) }
    }
}
