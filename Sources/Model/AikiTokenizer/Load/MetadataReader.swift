import AikiBase

/// Reads the arrays and ids of `tokenizer.ggml.*` with their bounds.
struct MetadataReader {
    let source: any MetadataSource

    /// Ids that no text and no answer depends on: files name ids for them that are out of range.
    private static let idleRoles: Set = ["padding_token_id", "mask_token_id"]

    /// The kind of each token; all normal where the key is absent.
    func kinds(count: Int) throws(TokenizerError) -> [TokenKind] {
        let key = "tokenizer.ggml.token_type"
        guard let types = source.integers(key) else {
            return [TokenKind](repeating: .normal, count: count)
        }
        guard types.count >= count else {
            throw .malformed(part: key, reason: "\(types.count) values for \(count) tokens")
        }
        return types.prefix(count).map { type in
            UInt8(exactly: type).flatMap(TokenKind.init(rawValue:)) ?? .unused
        }
    }

    /// The score of each token; the models that merge by score need the key.
    func scores(count: Int, model: TokenizerDefinition.Model) throws(TokenizerError) -> [Float] {
        let key = "tokenizer.ggml.scores"
        let isNeeded = model == .sentencePiece || model == .unigram
        guard isNeeded else { return [] }
        guard let scores = source.numbers(key) else { throw .missing(key) }
        guard scores.count >= count else {
            throw .malformed(part: key, reason: "\(scores.count) values for \(count) tokens")
        }
        return scores.prefix(count).map { $0.isNaN ? -.infinity : Float($0) }
    }

    /// The ids that keys name, over the defaults of the model.
    func special(
        model: TokenizerDefinition.Model, count: Int
    ) throws(TokenizerError) -> SpecialTokens {
        var special = SpecialTokens()
        switch model {
        case .sentencePiece: (special.bos, special.eos, special.unknown) = (1, 2, 0)
        case .wordPiece:
            (special.classification, special.separator, special.unknown) = (101, 102, 100)
            (special.padding, special.mask) = (0, 103)
        case .unigram: (special.eos, special.unknown, special.padding) = (1, 2, 0)
        case .bytePairs, .characterPairs: break
        }
        special.addsBOS = model == .sentencePiece || model == .wordPiece
        special.addsEOS = model == .unigram
        func within(_ id: TokenID?) -> TokenID? { id.flatMap { Int($0) < count ? $0 : nil } }
        func read(_ name: String, _ old: TokenID?) throws(TokenizerError) -> TokenID? {
            let key = "tokenizer.ggml.\(name)"
            guard let id = source.integer(key) else { return within(old) }
            // -1 and its unsigned spelling say that there is none.
            if id == -1 || id == Int(UInt32.max) { return nil }
            guard id >= 0, id < count else {
                // A role that nothing here plays may name a token that was never made.
                if Self.idleRoles.contains(name) { return within(old) }
                throw .badTokenID(part: key, id: id, entries: count)
            }
            return TokenID(id)
        }
        let ends = source.integers("tokenizer.ggml.eos_token_ids") ?? []
        special.endOfGeneration = Set(
            ends.lazy.filter { (0..<count).contains($0) }.map { TokenID($0) })
        special.bos = try read("bos_token_id", special.bos)
        special.eos = try read("eos_token_id", special.eos)
        special.eot = try read("eot_token_id", nil)
        special.eom = try read("eom_token_id", nil)
        special.unknown = try read("unknown_token_id", special.unknown)
        special.padding = try read("padding_token_id", special.padding)
        // The misspelling is the key's real name; both are found in files.
        special.separator = try read("seperator_token_id", special.separator)
        special.separator = try read("separator_token_id", special.separator)
        special.classification = try read(
            "cls_token_id", model == .wordPiece ? special.bos ?? special.classification : nil)
        special.mask = try read("mask_token_id", special.mask)
        return special
    }
}
