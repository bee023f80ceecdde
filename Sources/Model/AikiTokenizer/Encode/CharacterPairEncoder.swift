/// Byte pair encoding that starts from characters, `▁` for a space, bytes where no token is one.
///
/// What `tokenizer.json` files of Llama 2, Mistral and Gemma describe, and Gemma 4's GGUF.
struct CharacterPairEncoder: FragmentEncoder {
    let preTokenizer: PreTokenizer
    let table: TokenTable
    let merger: PairMerger
    /// The tokens `<0x00>` to `<0xFF>`, or -1.
    let byteTokens: FrozenArray<TokenID>
    let unknown: TokenID?
    /// Whether neighbouring unknown tokens become one.
    let fusesUnknown: Bool
    let spaces: SpaceRules
    /// Whether a piece that is a token is that token, without merging.
    let ignoresMerges: Bool

    func encode(
        _ text: UnsafeBufferPointer<UInt8>, startsText: Bool, into output: inout [TokenID]
    ) {
        let escaped = spaces.apply(text, startsText: startsText)
        escaped.withUnsafeBufferPointer { bytes in
            var symbols: [TokenID] = []
            preTokenizer.forEachPiece(bytes) { range in
                let piece = UnsafeBufferPointer(rebasing: bytes[range])
                let isWhole = ignoresMerges || piece.allSatisfy { $0 == 0x0A }
                let token = isWhole ? table.find(piece) : -1
                if token >= 0 {
                    output.append(token)
                } else {
                    encodeWord(piece, &symbols, into: &output)
                }
            }
        }
    }

    private func encodeWord(
        _ piece: UnsafeBufferPointer<UInt8>, _ symbols: inout [TokenID],
        into output: inout [TokenID]
    ) {
        symbols.removeAll(keepingCapacity: true)
        var position = 0
        while position < piece.count {
            let length = min(UTF8Scalars.length(first: piece[position]), piece.count - position)
            let character = UnsafeBufferPointer(rebasing: piece[position..<position + length])
            let token = table.find(character)
            if token >= 0 {
                symbols.append(token)
            } else if character.allSatisfy({ byteTokens[Int($0)] >= 0 }) {
                symbols.append(contentsOf: character.map { byteTokens[Int($0)] })
            } else if let unknown, !(fusesUnknown && symbols.last == unknown) {
                symbols.append(unknown)
            }
            position += length
        }
        merger.merge(&symbols)
        output.append(contentsOf: symbols)
    }
}
