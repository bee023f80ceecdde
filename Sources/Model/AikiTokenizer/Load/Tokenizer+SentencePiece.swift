import AikiBase

extension Tokenizer {
    /// Builds a tokenizer from a SentencePiece model (`tokenizer.model`, protocol buffers).
    ///
    /// - Throws: ``TokenizerError``.
    public convenience init(sentencePieceModel bytes: [UInt8]) throws(TokenizerError) {
        try self.init(TokenizerDefinition(sentencePieceModel: bytes))
    }
}

extension TokenizerDefinition {
    /// The definition that a SentencePiece model gives.
    ///
    /// Fields (sentencepiece_model.proto): 1 piece (1 spelling, 2 score, 3 type); 2 trainer (3 model
    /// type, 24 space as suffix, 40 to 43 ids of unknown, bos, eos, padding); 3 normaliser (2 character
    /// map, 3 adds a space, 4 removes extra spaces, 5 escapes spaces).
    ///
    /// - Throws: ``TokenizerError``.
    public init(sentencePieceModel bytes: [UInt8]) throws(TokenizerError) {
        self.init(model: .unigram)
        special.unknown = 0
        (special.bos, special.eos) = (1, 2)
        spaces.removesExtra = true
        var reader = ProtobufReader(bytes[...])
        while let (number, value) = try reader.next() {
            switch (number, value) {
            case (1, .bytes(let piece)): try readPiece(piece)
            case (2, .bytes(let trainer)): try readTrainer(trainer)
            case (3, .bytes(let normalizer)): try readNormalizer(normalizer)
            default: break
            }
        }
        try checkSizes()
        special.addsBOS = true
        special.bos = within(special.bos)
        special.eos = within(special.eos)
        special.unknown = within(special.unknown)
        special.padding = within(special.padding)
        prefix = [special.bos].compactMap { $0 }
        detectSpecial()
    }

    private func within(_ id: TokenID?) -> TokenID? {
        id.flatMap { $0 >= 0 && Int($0) < tokens.count ? $0 : nil }
    }

    private mutating func readPiece(_ bytes: ArraySlice<UInt8>) throws(TokenizerError) {
        guard tokens.count < Self.tokensMax else {
            throw .tooLarge(part: "vocabulary", size: tokens.count + 1, limit: Self.tokensMax)
        }
        var spelling: ArraySlice<UInt8> = []
        var score: Float = 0
        var kind = TokenKind.normal
        var reader = ProtobufReader(bytes)
        while let (number, value) = try reader.next() {
            switch (number, value) {
            case (1, .bytes(let text)): spelling = text
            case (2, .fixed32(let bits)): score = Float(bitPattern: bits)
            case (3, .varint(let type)):
                guard let known = UInt8(exactly: type).flatMap(TokenKind.init(rawValue:)) else {
                    throw .malformed(part: "token \(tokens.count)", reason: "type \(type)")
                }
                kind = known
            default: break
            }
        }
        tokens.append(spelling)
        scores.append(score.isNaN ? -.infinity : score)
        kinds.append(kind)
    }

    private mutating func readTrainer(_ bytes: ArraySlice<UInt8>) throws(TokenizerError) {
        var reader = ProtobufReader(bytes)
        while let (number, value) = try reader.next() {
            guard case .varint(let raw) = value else { continue }
            let id = TokenID(truncatingIfNeeded: raw)
            switch number {
            case 3:
                switch raw {
                case 1: model = .unigram
                case 2: model = .sentencePiece
                default: throw .unsupported(part: "SentencePiece model type", name: "\(raw)")
                }
            case 24: spaces.isSuffix = raw != 0
            case 40: special.unknown = id
            case 41: special.bos = id
            case 42: special.eos = id
            case 43: special.padding = id
            default: break
            }
        }
    }

    private mutating func readNormalizer(_ bytes: ArraySlice<UInt8>) throws(TokenizerError) {
        var reader = ProtobufReader(bytes)
        while let (number, value) = try reader.next() {
            switch (number, value) {
            case (2, .bytes(let map)): characterMap = Array(map)
            case (3, .varint(let adds)): spaces.prefix = adds != 0 ? .always : .never
            case (4, .varint(let removes)): spaces.removesExtra = removes != 0
            case (5, .varint(let escapes)): spaces.escapes = escapes != 0
            default: break
            }
        }
    }
}
