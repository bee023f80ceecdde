public import AikiBase

extension TokenizerDefinition {
    /// Reads `tokenizer.ggml.*`.
    ///
    /// Defaults where a key is absent are those that files in the wild count on (llama.cpp's).
    ///
    /// - Parameters:
    ///   - metadata: the file's.
    ///   - modelTokens: how many tokens the model has, where that is known. Control tokens behind
    ///     the last of them, such as a pad or image token that was added without a row of its own,
    ///     are left out.
    /// - Throws: ``TokenizerError`` naming the key.
    public init(
        metadata: any MetadataSource, modelTokens: Int? = nil
    ) throws(TokenizerError) {
        let reader = MetadataReader(source: metadata)
        guard let name = metadata.string("tokenizer.ggml.model") else {
            throw .missing("tokenizer.ggml.model")
        }
        guard let model = Model(rawValue: name) else {
            throw .unsupported(part: "tokenizer.ggml.model", name: name)
        }
        self.init(model: model)
        guard let tokens = metadata.strings("tokenizer.ggml.tokens") else {
            throw .missing("tokenizer.ggml.tokens")
        }
        self.tokens = tokens
        try checkSizes()
        self.tokens = try Self.within(modelTokens, tokens, reader)
        kinds = try reader.kinds(count: self.tokens.count)
        scores = try reader.scores(count: self.tokens.count, model: model)
        special = try reader.special(model: model, count: self.tokens.count)
        try readPreTokenizer(metadata)
        if model == .bytePairs || model == .characterPairs {
            guard let merges = metadata.strings("tokenizer.ggml.merges") else {
                throw .missing("tokenizer.ggml.merges")
            }
            self.merges = try MergeReader.merges(merges, tokens: self.tokens)
        }
        try readOptions(metadata)
        setAffixes(metadata)
        setStrips(metadata)
        detectSpecial()
    }

    /// The tokens that the model has rows for; all where it lacks rows for ordinary ones, which is an
    /// error that others find.
    private static func within(
        _ modelTokens: Int?, _ tokens: ByteStrings, _ reader: MetadataReader
    ) throws(TokenizerError) -> ByteStrings {
        guard let modelTokens, modelTokens > 0, tokens.count > modelTokens else { return tokens }
        let kinds = try reader.kinds(count: tokens.count)
        let ordinary: Set<TokenKind> = [.normal, .byte, .unknown]
        guard !kinds[modelTokens...].contains(where: ordinary.contains) else { return tokens }
        var kept = ByteStrings(reservingStrings: modelTokens, bytes: tokens.bytes.count)
        for index in 0..<modelTokens { kept.append(tokens[index]) }
        return kept
    }

    /// Refuses a vocabulary beyond the limits before anything is built from it.
    func checkSizes() throws(TokenizerError) {
        guard tokens.count > 0 else { throw .missing("vocabulary") }
        guard tokens.count <= Self.tokensMax else {
            throw .tooLarge(part: "vocabulary", size: tokens.count, limit: Self.tokensMax)
        }
        guard tokens.bytes.count <= Self.vocabularyBytesMax else {
            throw .tooLarge(
                part: "vocabulary in bytes", size: tokens.bytes.count,
                limit: Self.vocabularyBytesMax)
        }
        for index in 0..<tokens.count {
            let size = tokens.offsets[index + 1] - tokens.offsets[index]
            guard size <= Self.tokenBytesMax else {
                throw .tooLarge(part: "token \(index)", size: size, limit: Self.tokenBytesMax)
            }
        }
    }

    private mutating func readPreTokenizer(_ metadata: any MetadataSource) throws(TokenizerError) {
        switch model {
        case .bytePairs:
            let name = metadata.string("tokenizer.ggml.pre") ?? "default"
            guard let preTokenizer = PreTokenizer(named: name) else {
                throw .unknownPreTokenizer(name)
            }
            self.preTokenizer = preTokenizer
            if PreTokenizer.characterNames.contains(name) { model = .characterPairs }
            ignoresMerges = PreTokenizer.wholeWordNames.contains(name)
            special.addsBOS = PreTokenizer.startedNames.contains(name)
        case .characterPairs:
            preTokenizer = PreTokenizer(named: "gemma4")
            special.addsBOS = true
        default: break
        }
    }

    private mutating func readOptions(_ metadata: any MetadataSource) throws(TokenizerError) {
        if let adds = metadata.boolean("tokenizer.ggml.add_space_prefix") {
            spaces.prefix = adds ? .always : .never
        } else if model == .characterPairs {
            spaces.prefix = .never
        }
        if let removes = metadata.boolean("tokenizer.ggml.remove_extra_whitespaces") {
            spaces.removesExtra = removes
        }
        if let suffix = metadata.boolean("tokenizer.ggml.treat_whitespace_as_suffix") {
            spaces.isSuffix = suffix
        }
        if let escapes = metadata.boolean("tokenizer.ggml.escape_whitespaces") {
            spaces.escapes = escapes
        }
        if let lowercases = metadata.boolean("tokenizer.ggml.normalizer.lowercase") {
            self.lowercases = lowercases
            stripsAccents = lowercases
        }
        if let strips = metadata.boolean("tokenizer.ggml.normalizer.strip_accents") {
            stripsAccents = strips
        }
        if let composes = metadata.boolean("tokenizer.ggml.normalizer.nfc") {
            self.composes = composes
        }
        let key = "tokenizer.ggml.precompiled_charsmap"
        if let map = metadata.integers(key) {
            guard map.count <= CharacterMap.bytesMax else {
                throw .tooLarge(part: key, size: map.count, limit: CharacterMap.bytesMax)
            }
            characterMap = map.map { UInt8(truncatingIfNeeded: $0) }
        }
    }

    private mutating func setAffixes(_ metadata: any MetadataSource) {
        if let adds = metadata.boolean("tokenizer.ggml.add_bos_token") { special.addsBOS = adds }
        if let adds = metadata.boolean("tokenizer.ggml.add_eos_token") { special.addsEOS = adds }
        if model == .wordPiece {
            prefix = [special.classification ?? special.bos].compactMap { $0 }
            suffix = [special.separator ?? special.eos].compactMap { $0 }
        } else {
            prefix = special.addsBOS ? [special.bos].compactMap { $0 } : []
            suffix = special.addsEOS ? [special.eos].compactMap { $0 } : []
        }
        special.addsBOS = !prefix.isEmpty
        special.addsEOS = !suffix.isEmpty
    }

    /// GGUF has no key for strips: three kinds of models are known by name to need them.
    private mutating func setStrips(_ metadata: any MetadataSource) {
        let pre = metadata.string("tokenizer.ggml.pre") ?? ""
        let architecture = metadata.string("general.architecture") ?? ""
        let name = (metadata.string("general.name") ?? "").lowercased()
        let masksLeft =
            ["jina-v2-de", "jina-v2-es", "jina-v2-code"].contains(where: pre.contains)
            || ["nomic-bert-moe", "jina-bert-v3"].contains(where: architecture.contains)
        if masksLeft, let mask = id(ofSpelling: "<mask>") {
            strips[mask] = .left
        } else if name.contains("phi-3") || name.contains("phi3") {
            let kept: Set<String> = ["<unk>", "<s>", "<|endoftext|>"]
            for (index, kind) in kinds.enumerated()
            where (kind != .normal && kind != .byte && kind != .unused)
                || tokens.text(index) == "</s>"
            {
                if !kept.contains(tokens.text(index)) { strips[TokenID(index)] = .right }
            }
        } else if name.contains("modern-bert"), let mask = id(ofSpelling: "[MASK]") {
            strips[mask] = .left
        }
    }

    /// The first token spelled so; a slow scan for the few that are looked up by name.
    func id(ofSpelling spelling: String) -> TokenID? {
        let key = Array(spelling.utf8)
        for index in 0..<tokens.count where tokens[index].elementsEqual(key) {
            return TokenID(index)
        }
        return nil
    }
}

extension PreTokenizer {
    /// Pre-tokenizers whose models take a whole word before merging.
    static let wholeWordNames: Set<String> = [
        "minicpm5", "llama3", "llama-v3", "llama-bpe", "falcon3", "falcon-h1", "pixtral",
        "midm-2.0", "lfm2", "jina-v5-nano", "youtu", "glm4", "glm5", "tekken",
    ]
    /// Pre-tokenizers whose models begin with `bos` unless the file says otherwise.
    static let startedNames: Set<String> = [
        "llama3", "llama-v3", "llama-bpe", "falcon3", "falcon-h1", "pixtral", "midm-2.0", "lfm2",
        "jina-v5-nano", "tekken", "chameleon",
    ]
    /// Pre-tokenizers whose merges work on characters rather than bytes.
    static let characterNames: Set<String> = ["gemma4", "granite-embed-multi-311m", "sarvam-moe"]
}
