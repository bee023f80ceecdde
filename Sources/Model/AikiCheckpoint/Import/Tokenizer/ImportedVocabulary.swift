import AikiBase

/// A vocabulary on its way into `tokenizer.ggml.*`.
package struct ImportedVocabulary {
    /// What a token is for; raw values are those of `tokenizer.ggml.token_type`.
    package enum Kind: Int32 {
        case normal = 1
        case unknown = 2
        case control = 3
        case userDefined = 4
        case unused = 5
        case byte = 6
    }

    /// Tokens that a vocabulary may have.
    static let tokensMax = 4 << 20

    /// `tokenizer.ggml.model`: `gpt2`, `llama`, `t5` or `bert`.
    var model: String
    /// `tokenizer.ggml.pre`.
    var pre = "default"
    /// Spellings by id; nil where the id is not used.
    package var tokens: [String?] = []
    /// What each token is for.
    var kinds: [Kind] = []
    /// A score a token; empty where the model has none.
    var scores: [Float] = []
    /// Merges, best first, as `left right`.
    var merges: [String] = []
    /// Whether a space is put before the text; nil where the model decides.
    var addsSpacePrefix: Bool?
    /// Whether runs of spaces become one.
    var removesExtraSpaces: Bool?
    /// SentencePiece's compiled normaliser.
    var characterMap: [UInt8] = []
    /// Whether the text becomes lower case first; nil where it stays.
    var lowercases: Bool?
    /// Whether accents are stripped; nil where that goes with the case.
    var stripsAccents: Bool?
    /// Whether the text is composed (NFC) first.
    var composes = false
    /// Whether encoding puts the first special token before the text; nil where nothing says so.
    var addsBOS: Bool?
    /// Whether encoding puts the last special token after the text.
    var addsEOS: Bool?

    init(model: String) {
        self.model = model
    }

    /// Puts a token at an id, growing the tables.
    ///
    /// - Returns: false where the id is out of range.
    mutating func set(_ id: Int, _ token: String, kind: Kind, score: Float = 0) -> Bool {
        guard id >= 0, id < Self.tokensMax else { return false }
        grow(to: id + 1)
        tokens[id] = token
        kinds[id] = kind
        scores[id] = score
        return true
    }

    /// Adds unused tokens up to a count.
    mutating func grow(to count: Int) {
        while tokens.count < count {
            tokens.append(nil)
            kinds.append(.unused)
            scores.append(0)
        }
    }

    /// Marks a token that was added after training: matched in text before anything else.
    mutating func add(_ id: Int, _ token: String, isSpecial: Bool) -> Bool {
        let looksSpecial = token.hasPrefix("<|") && token.hasSuffix("|>")
        var kind: Kind = isSpecial || looksSpecial ? .control : .userDefined
        if id >= 0, id < tokens.count, tokens[id] == token {
            if kinds[id] == .unknown || kinds[id] == .byte { kind = kinds[id] }
            if kinds[id] == .userDefined, !isSpecial { kind = .userDefined }
        }
        return set(id, token, kind: kind, score: -1_000)
    }

    /// Takes tokens off the end that were added without a row in the embedding, as some published
    /// models have them: an image token of a text model, a pad token nobody trained.
    ///
    /// - Returns: their spellings; none where an ordinary token would go too.
    mutating func dropAddedTokens(from count: Int) -> [String] {
        guard tokens.count > count, count >= 0 else { return [] }
        let added: Set<Kind> = [.control, .userDefined, .unused]
        guard kinds[count...].allSatisfy(added.contains) else { return [] }
        let dropped = tokens[count...].compactMap { $0 }
        tokens.removeSubrange(count...)
        kinds.removeSubrange(count...)
        scores.removeSubrange(count...)
        return dropped
    }

    /// The id of a spelling. The first match; vocabularies spell each token once.
    func id(of token: String) -> Int? { tokens.firstIndex(of: token) }

    /// Writes the vocabulary's keys.
    func write(to metadata: inout MetadataList) {
        metadata["tokenizer.ggml.model"] = .string(model)
        metadata["tokenizer.ggml.pre"] = .string(pre)
        var spellings = ByteStrings(reservingStrings: tokens.count)
        for (id, token) in tokens.enumerated() { spellings.append(token ?? "[PAD\(id)]") }
        metadata["tokenizer.ggml.tokens"] = .array(.string(spellings))
        if model == "llama" || model == "t5" {
            metadata["tokenizer.ggml.scores"] = .array(.float32(scores))
        }
        metadata["tokenizer.ggml.token_type"] = .array(.int32(kinds.map(\.rawValue)))
        if !merges.isEmpty {
            var joined = ByteStrings(reservingStrings: merges.count)
            for merge in merges { joined.append(merge) }
            metadata["tokenizer.ggml.merges"] = .array(.string(joined))
        }
        if let addsSpacePrefix {
            metadata["tokenizer.ggml.add_space_prefix"] = .bool(addsSpacePrefix)
        }
        if let removesExtraSpaces {
            metadata["tokenizer.ggml.remove_extra_whitespaces"] = .bool(removesExtraSpaces)
        }
        if !characterMap.isEmpty {
            metadata["tokenizer.ggml.precompiled_charsmap"] = .array(.uint8(characterMap))
        }
        if composes { metadata["tokenizer.ggml.normalizer.nfc"] = .bool(true) }
        if let lowercases {
            metadata["tokenizer.ggml.normalizer.lowercase"] = .bool(lowercases)
        }
        if let stripsAccents {
            metadata["tokenizer.ggml.normalizer.strip_accents"] = .bool(stripsAccents)
        }
    }
}
