import AikiBase

extension Tokenizer {
    /// Builds a tokenizer from a Hugging Face `tokenizer.json`.
    ///
    /// Each component that is not known by name, and each pattern that nobody published, is refused.
    ///
    /// - Throws: ``TokenizerError``.
    public convenience init(tokenizerJSON bytes: [UInt8]) throws(TokenizerError) {
        try self.init(TokenizerDefinition(tokenizerJSON: bytes))
    }
}

extension TokenizerDefinition {
    /// The definition that a `tokenizer.json` gives.
    ///
    /// - Throws: ``TokenizerError``.
    public init(tokenizerJSON bytes: [UInt8]) throws(TokenizerError) {
        let root = try ByteJSONReader.read(bytes)
        guard let model = root["model"], model.isPresent else { throw .missing("model") }
        let type = model["type"]?.text ?? "BPE"
        switch type {
        case "BPE":
            let isByteLevel =
                Self.mentions("ByteLevel", root["pre_tokenizer"])
                || Self.mentions("ByteLevel", root["decoder"])
            self.init(model: isByteLevel ? .bytePairs : .characterPairs)
            spaces.prefix = .never
            spaces.escapes = false
            try readBytePairs(model, root)
        case "WordPiece":
            self.init(model: .wordPiece)
            try readWordPiece(model, root)
        case "Unigram":
            self.init(model: .unigram)
            spaces.prefix = .never
            spaces.escapes = false
            try readUnigram(model, root)
        default: throw .unsupported(part: "model", name: type)
        }
        try readNormalizer(root["normalizer"])
        try readPreTokenizer(root["pre_tokenizer"])
        try readPostProcessor(root["post_processor"])
        if self.model == .characterPairs, preTokenizer == nil {
            preTokenizer = PreTokenizer(named: "none")
        }
        detectSpecial()
        special.addsBOS = special.bos.map(prefix.contains) ?? false
        special.addsEOS = special.eos.map(suffix.contains) ?? false
    }

    /// Whether a component, or one inside it, is of a type.
    private static func mentions(_ type: String, _ component: ByteJSON?) -> Bool {
        guard let component else { return false }
        if component["type"]?.text == type { return true }
        let inner = component["pretokenizers"]?.elements ?? component["decoders"]?.elements ?? []
        return inner.contains { mentions(type, $0) }
    }

    private mutating func readBytePairs(
        _ json: ByteJSON, _ root: ByteJSON
    ) throws(TokenizerError) {
        guard let members = json["vocab"]?.members else { throw .missing("model.vocab") }
        for option in ["continuing_subword_prefix", "end_of_word_suffix"] as [StaticString] {
            if let text = json[option]?.text, !text.isEmpty {
                throw .unsupported(part: "\(option)", name: text)
            }
        }
        try readVocabulary(members.map { ($0.key, $0.value) }, root)
        if model == .characterPairs, json["byte_fallback"]?.truth == true {
            for index in 0..<tokens.count where kinds[index] == .normal {
                if Self.byte(ofSpelling: tokens[index]) != nil { kinds[index] = .byte }
            }
        }
        ignoresMerges = json["ignore_merges"]?.truth ?? false
        fusesUnknown = json["fuse_unk"]?.truth ?? false
        if let unknown = json["unk_token"]?.bytes { special.unknown = id(spelled: unknown) }
        merges = try Self.readMerges(json["merges"], tokens: tokens)
    }

    private static func readMerges(
        _ json: ByteJSON?, tokens: ByteStrings
    ) throws(TokenizerError) -> [Merge] {
        guard let elements = json?.elements else { throw .missing("model.merges") }
        guard elements.count <= mergesMax else {
            throw .tooLarge(part: "merges", size: elements.count, limit: mergesMax)
        }
        let table = TokenTable(tokens) { _ in true }
        var merges: [Merge] = []
        merges.reserveCapacity(elements.count)
        for (rank, element) in elements.enumerated() {
            var parts: [ArraySlice<UInt8>] = []
            if let line = element.bytes {
                let space = line.dropFirst().firstIndex(of: 0x20) ?? line.endIndex
                parts = space < line.endIndex ? [line[..<space], line[(space + 1)...]] : []
            } else {
                parts = (element.elements ?? []).compactMap { $0.bytes.map { $0[...] } }
            }
            guard parts.count == 2, !parts.contains(where: \.isEmpty) else {
                throw .malformed(part: "merge \(rank)", reason: "it is not two parts")
            }
            if let merge = MergeReader.merge(parts[0], parts[1], rank: rank, table) {
                merges.append(merge)
            }
        }
        return merges
    }

    /// The model's tokens and the added ones.
    private mutating func readVocabulary(
        _ members: [([UInt8], ByteJSON)], _ root: ByteJSON
    ) throws(TokenizerError) {
        let added = root["added_tokens"]?.elements ?? []
        var builder = VocabularyBuilder(entries: members.count + added.count)
        for (key, value) in members {
            guard let id = value.integer else {
                throw .malformed(part: "vocabulary", reason: "an id is no whole number")
            }
            try builder.add(key, id: id, kind: .normal)
        }
        for token in added {
            guard let id = token["id"]?.integer, let content = token["content"]?.bytes,
                !content.isEmpty
            else { throw .malformed(part: "added token", reason: "it has no id or no content") }
            let isControl = token["special"]?.truth ?? false
            try builder.add(content, id: id, kind: isControl ? .control : .userDefined)
            var strip: Strip = []
            if token["lstrip"]?.truth == true { strip.insert(.left) }
            if token["rstrip"]?.truth == true { strip.insert(.right) }
            if token["single_word"]?.truth == true { strip.insert(.singleWord) }
            if !strip.isEmpty { strips[TokenID(id)] = strip }
        }
        try builder.finish(&self)
    }

    private mutating func readWordPiece(
        _ json: ByteJSON, _ root: ByteJSON
    ) throws(TokenizerError) {
        guard let members = json["vocab"]?.members else { throw .missing("model.vocab") }
        try readVocabulary(members.map { ($0.key, $0.value) }, root)
        let prefix = json["continuing_subword_prefix"]?.bytes ?? Array("##".utf8)
        let (spellings, oldKinds) = (tokens, kinds)
        (tokens, kinds) = (ByteStrings(), [])
        for index in 0..<spellings.count {
            if oldKinds[index] == .normal {
                addWordPiece(Array(spellings[index]), prefix: prefix)
            } else {
                tokens.append(spellings[index])
                kinds.append(oldKinds[index])
            }
        }
        setWordPieceSpecial()
        if let unknown = json["unk_token"]?.bytes { special.unknown = id(spelled: unknown) }
        (self.prefix, suffix) = ([], [])
    }

    private mutating func readUnigram(
        _ json: ByteJSON, _ root: ByteJSON
    ) throws(TokenizerError) {
        guard let pieces = json["vocab"]?.elements else { throw .missing("model.vocab") }
        var members: [([UInt8], ByteJSON)] = []
        members.reserveCapacity(pieces.count)
        var pieceScores: [Float] = []
        for (index, piece) in pieces.enumerated() {
            guard let parts = piece.elements, parts.count == 2, let spelling = parts[0].bytes,
                let score = parts[1].number
            else { throw .malformed(part: "piece \(index)", reason: "it is not text and a score") }
            members.append((spelling, .number(Double(index))))
            pieceScores.append(Float(score))
        }
        try readVocabulary(members, root)
        scores = pieceScores + Array(repeating: 0, count: max(tokens.count - pieceScores.count, 0))
        guard let unknown = json["unk_id"]?.integer, unknown >= 0, unknown < tokens.count else {
            throw .missing("model.unk_id")
        }
        special.unknown = TokenID(unknown)
        kinds[unknown] = .unknown
        if json["byte_fallback"]?.truth == true {
            for index in 0..<tokens.count where Self.byte(ofSpelling: tokens[index]) != nil {
                kinds[index] = .byte
            }
        }
    }

    /// The token of a spelling in bytes.
    func id(spelled spelling: [UInt8]) -> TokenID? {
        (0..<tokens.count).first { tokens[$0].elementsEqual(spelling) }.map { TokenID($0) }
    }
}
