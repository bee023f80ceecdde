import AikiBase

extension TokenizerDefinition {
    /// What each token adds to a text.
    func pieces() -> ByteStrings {
        if model == .bytePairs { return decodedPieces() }
        var pieces = ByteStrings(reservingStrings: tokens.count, bytes: tokens.bytes.count)
        for index in 0..<tokens.count {
            let spelling = tokens[index]
            switch kinds[index] {
            case .control, .unknown, .userDefined: pieces.append(spelling)
            case .byte:
                pieces.append(Self.byte(ofSpelling: spelling).map { [$0] } ?? Array(spelling))
            case .normal, .unused: pieces.append(Self.unescaped(spelling))
            }
        }
        return pieces
    }

    /// The pieces of a vocabulary that is spelled in GPT-2's alphabet.
    private func decodedPieces() -> ByteStrings {
        var pieces = ByteStrings(reservingStrings: tokens.count, bytes: tokens.bytes.count)
        tokens.bytes.withUnsafeBufferPointer { bytes in
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.tokenBytesMax) { decoded in
                for index in 0..<tokens.count {
                    let range = tokens.offsets[index]..<tokens.offsets[index + 1]
                    var piece = UnsafeBufferPointer(rebasing: bytes[range])
                    switch kinds[index] {
                    case .control, .unknown, .userDefined: break
                    case .byte:
                        if let byte = Self.byte(ofSpelling: tokens[index]) {
                            decoded[0] = byte
                            piece = UnsafeBufferPointer(rebasing: decoded[..<1])
                        }
                    case .normal, .unused:
                        if let count = ByteAlphabet.decode(piece, into: decoded) {
                            piece = UnsafeBufferPointer(rebasing: decoded[..<count])
                        }
                    }
                    pieces.append(piece)
                }
            }
        }
        return pieces
    }

    /// Whether each token is an ordinary one that is spelled in GPT-2's alphabet.
    private func spelledTokens() -> [Bool] {
        tokens.bytes.withUnsafeBufferPointer { bytes in
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.tokenBytesMax) { decoded in
                (0..<tokens.count).map { index in
                    let range = tokens.offsets[index]..<tokens.offsets[index + 1]
                    return kinds[index] == .normal
                        && ByteAlphabet.decode(
                            UnsafeBufferPointer(rebasing: bytes[range]), into: decoded) != nil
                }
            }
        }
    }

    /// The byte of `<0x0A>`.
    static func byte(ofSpelling spelling: ArraySlice<UInt8>) -> UInt8? {
        guard spelling.count == 6, spelling.starts(with: "<0x".utf8),
            spelling.last == UInt8(ascii: ">")
        else { return nil }
        let digits = spelling.dropFirst(3).prefix(2)
        return UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
    }

    private static func unescaped(_ spelling: ArraySlice<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        var rest = spelling
        while let byte = rest.first {
            if byte == SpaceRules.mark[0], rest.starts(with: SpaceRules.mark) {
                output.append(0x20)
                rest = rest.dropFirst(SpaceRules.mark.count)
            } else {
                output.append(byte)
                rest = rest.dropFirst()
            }
        }
        return output
    }

    /// The encoder of the model.
    func makeEncoder(pieces: ByteStrings) throws(TokenizerError) -> any FragmentEncoder {
        switch model {
        case .bytePairs: try makeBytePairEncoder(pieces)
        case .characterPairs: try makeCharacterPairEncoder()
        case .sentencePiece: try makeSentencePieceEncoder()
        case .unigram: try makeUnigramEncoder()
        case .wordPiece: try makeWordPieceEncoder()
        }
    }

    private func makeBytePairEncoder(
        _ pieces: ByteStrings
    ) throws(TokenizerError) -> BytePairEncoder {
        guard let preTokenizer else { throw .missing("pre-tokenizer") }
        let (table, mergeTable) = SharedWork.both {
            let spelled = spelledTokens()
            return TokenTable(pieces) { spelled[$0] }
        } _: {
            MergeTable(merges)
        }
        let byteTokens = (0..<256).map { table.find([UInt8($0)]) }
        let bytePairs = FrozenArray<UInt64>(count: 1 << 16) { pairs in
            for (first, left) in byteTokens.enumerated() {
                for (second, right) in byteTokens.enumerated() {
                    (pairs + (first << 8 | second)).initialize(
                        to: left < 0 || right < 0 ? .max : mergeTable.find(left, right))
                }
            }
        }
        return BytePairEncoder(
            preTokenizer: preTokenizer, table: table, merger: PairMerger(merges: mergeTable),
            byteTokens: FrozenArray(byteTokens), bytePairs: bytePairs,
            ignoresMerges: ignoresMerges,
            direct: DirectTokens(count: tokens.count), unknown: special.unknown,
            addsSpacePrefix: spaces.prefix != .never, composes: composes)
    }

    /// The tokens `<0x00>` to `<0xFF>`, or -1.
    private var byteTokens: FrozenArray<TokenID> {
        var table = [TokenID](repeating: -1, count: 256)
        for index in 0..<tokens.count where kinds[index] == .byte {
            if let byte = Self.byte(ofSpelling: tokens[index]) { table[Int(byte)] = TokenID(index) }
        }
        return FrozenArray(table)
    }

    private func makeCharacterPairEncoder() throws(TokenizerError) -> CharacterPairEncoder {
        guard let preTokenizer else { throw .missing("pre-tokenizer") }
        return CharacterPairEncoder(
            preTokenizer: preTokenizer, table: TokenTable(tokens) { kinds[$0] == .normal },
            merger: PairMerger(merges: MergeTable(merges)), byteTokens: byteTokens,
            unknown: special.unknown, fusesUnknown: fusesUnknown, spaces: spaces,
            ignoresMerges: ignoresMerges)
    }

    private func makeSentencePieceEncoder() throws(TokenizerError) -> SentencePieceEncoder {
        guard scores.count == tokens.count else { throw .missing("scores") }
        let order = Set(scores).sorted(by: >)
        let rankOfScore = Dictionary(
            uniqueKeysWithValues: order.enumerated().map { ($1, UInt32($0)) })
        var encoder = SentencePieceEncoder(
            table: TokenTable(tokens) { kinds[$0] == .normal || kinds[$0] == .userDefined },
            ranks: FrozenArray(scores.map { rankOfScore[$0] ?? .max - 1 }),
            byteTokens: byteTokens, unknown: special.unknown, spaces: spaces,
            characters: try characterMap.isEmpty ? nil : CharacterMap(characterMap))
        encoder.splitsWords = !tokensSpanWords
        encoder.direct = DirectTokens(count: tokens.count)
        for index in 0..<tokens.count where kinds[index] != .normal {
            encoder.direct?.note(TokenID(index), isDirect: false)
        }
        return encoder
    }

    /// Whether some token has `▁` behind another character.
    private var tokensSpanWords: Bool {
        (0..<tokens.count).contains { index in
            guard kinds[index] == .normal || kinds[index] == .userDefined else { return false }
            var rest = tokens[index]
            while rest.starts(with: SpaceRules.mark) {
                rest = rest.dropFirst(SpaceRules.mark.count)
            }
            while let place = rest.firstIndex(of: SpaceRules.mark[0]) {
                rest = rest[place...]
                if rest.starts(with: SpaceRules.mark) { return true }
                rest = rest.dropFirst()
            }
            return false
        }
    }

    private func makeUnigramEncoder() throws(TokenizerError) -> UnigramEncoder {
        guard scores.count == tokens.count else { throw .missing("scores") }
        guard let unknown = special.unknown else { throw .missing("unknown token") }
        var strings: [(key: ArraySlice<UInt8>, value: TokenID)] = []
        var worst = Float.infinity
        var used = scores
        for index in 0..<tokens.count {
            switch kinds[index] {
            case .normal:
                worst = min(worst, scores[index])
                strings.append((tokens[index], TokenID(index)))
            case .userDefined:
                used[index] = 0
                strings.append((tokens[index], TokenID(index)))
            case .unused: strings.append((tokens[index], TokenID(index)))
            case .unknown, .control, .byte: break
            }
        }
        return UnigramEncoder(
            trie: ByteTrie(strings), scores: FrozenArray(used), unknown: unknown,
            unknownScore: Double(worst) - UnigramEncoder.unknownPenalty, byteTokens: byteTokens,
            spaces: spaces,
            characters: try characterMap.isEmpty ? nil : CharacterMap(characterMap))
    }

    private func makeWordPieceEncoder() throws(TokenizerError) -> WordPieceEncoder {
        guard let unknown = special.unknown else { throw .missing("unknown token") }
        return WordPieceEncoder(
            table: TokenTable(tokens) { kinds[$0] == .normal }, unknown: unknown,
            lowercases: lowercases, stripsAccents: stripsAccents)
    }
}
