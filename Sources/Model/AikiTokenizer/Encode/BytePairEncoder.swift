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
    /// Per token, whether its bytes always encode to it alone, so that no merging is needed.
    let isDirect: FrozenArray<Bool>
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
            if token >= 0, isDirect[Int(token)] {
                output.append(token)
            } else {
                encodeWord(piece, &symbols, into: &output)
            }
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
