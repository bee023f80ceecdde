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
        var symbols: [TokenID] = []
        preTokenizer.forEachPiece(text) { range in
            let piece = UnsafeBufferPointer(rebasing: text[range])
            let token = table.find(piece)
            let known = token < 0 ? false : ignoresMerges ? true : direct.known(token)
            if known == true { return output.append(token) }
            encodeWord(piece, &symbols, into: &output)
            if known == nil { direct.note(token, isDirect: symbols == [token]) }
        }
    }

    private func encodeWord(
        _ piece: UnsafeBufferPointer<UInt8>, _ symbols: inout [TokenID],
        into output: inout [TokenID]
    ) {
        symbols.removeAll(keepingCapacity: true)
        for byte in piece {
            let token = byteTokens[Int(byte)]
            if token >= 0 {
                symbols.append(token)
            } else if let unknown {
                symbols.append(unknown)
            }
        }
        merger.merge(&symbols)
        output.append(contentsOf: symbols)
    }
}
