import AikiBase
import Foundation

/// Reads a `tokenizer.json` as far as `tokenizer.ggml.*` needs it.
struct TokenizerJSON {
    let path: String
    let json: JSONValue

    /// The vocabulary with its added tokens.
    ///
    /// - Throws: ``CheckpointError/unsupportedField(file:field:value:)`` for a kind of tokenizer
    ///   that GGUF cannot express.
    func vocabulary() throws(CheckpointError) -> ImportedVocabulary {
        guard let model = json["model"] else { throw .missingField(file: path, field: "model") }
        var vocabulary: ImportedVocabulary
        switch model["type"]?.text ?? (model["merges"] == nil ? "WordPiece" : "BPE") {
        case "BPE": vocabulary = try isByteLevel ? byteLevel(model) : characterPairs(model)
        case "Unigram": vocabulary = try unigram(model)
        case "WordPiece": vocabulary = try wordPiece(model)
        case let other: throw unsupported("model.type", other)
        }
        try addTokens(to: &vocabulary)
        (vocabulary.addsBOS, vocabulary.addsEOS) = postProcessing()
        return vocabulary
    }

    /// Puts the added tokens into a vocabulary, which may come from another file.
    func addTokens(to vocabulary: inout ImportedVocabulary) throws(CheckpointError) {
        for token in json["added_tokens"]?.elements ?? [] {
            guard let id = token["id"]?.wholeNumber, let content = token["content"]?.text,
                vocabulary.add(id, content, isSpecial: token["special"]?.truth == true)
            else { throw unsupported("added_tokens", token.encoded()) }
        }
    }

    /// Whether its pairs are of bytes rather than characters.
    var isByteLevel: Bool {
        contains("ByteLevel", json["pre_tokenizer"], under: "pretokenizers")
            || contains("ByteLevel", json["decoder"], under: "decoders")
    }

    private func contains(_ type: String, _ value: JSONValue?, under list: String) -> Bool {
        components(value, under: list).contains { $0["type"]?.text == type }
    }

    /// A component, or those of a sequence.
    private func components(_ value: JSONValue?, under list: String) -> [JSONValue] {
        guard let value, value != .null else { return [] }
        return value["type"]?.text == "Sequence" ? value[list]?.elements ?? [] : [value]
    }

    private func byteLevel(_ model: JSONValue) throws(CheckpointError) -> ImportedVocabulary {
        var vocabulary = ImportedVocabulary(model: "gpt2")
        for normalizer in components(json["normalizer"], under: "normalizers") {
            guard normalizer["type"]?.text == "NFC" else {
                throw unsupported("normalizer", normalizer.encoded())
            }
            vocabulary.composes = true
        }
        guard let pre = PreTokenizerName.detect(json["pre_tokenizer"]) else {
            throw unsupported("pre_tokenizer", (json["pre_tokenizer"] ?? .null).encoded())
        }
        if model["ignore_merges"]?.truth == true, pre != "llama-bpe", pre != "tekken" {
            throw unsupported("model.ignore_merges", "true with the pre-tokenizer \(pre)")
        }
        vocabulary.pre = pre
        try readPairs(model, into: &vocabulary)
        return vocabulary
    }

    /// Tokens and merges of byte-level pairs.
    func readPairs(
        _ model: JSONValue, into vocabulary: inout ImportedVocabulary
    ) throws(CheckpointError) {
        try readTable(model, into: &vocabulary)
        vocabulary.merges = try merges(model).map { "\($0.0) \($0.1)" }
    }

    /// Pairs of characters with bytes for what is missing, as SentencePiece has it: written as
    /// scores, where an earlier merge scores higher. The merges are written too, for readers who
    /// follow them to the letter.
    private func characterPairs(_ model: JSONValue) throws(CheckpointError) -> ImportedVocabulary {
        guard model["byte_fallback"]?.truth == true else {
            throw unsupported("model", "byte pairs without byte level or byte fallback")
        }
        var vocabulary = ImportedVocabulary(model: "llama")
        vocabulary.addsSpacePrefix = try addsSpacePrefix()
        vocabulary.removesExtraSpaces = false
        try readTable(model, into: &vocabulary)
        let merges = try merges(model)
        var rank: [ExactText: Int] = [:]
        for (index, merge) in merges.enumerated() {
            let merged = ExactText(merge.0 + merge.1)
            if rank[merged] == nil { rank[merged] = index }
        }
        for (id, token) in vocabulary.tokens.enumerated() {
            guard let token else { continue }
            if isByteName(token) {
                vocabulary.kinds[id] = .byte
            } else if token == model["unk_token"]?.text {
                vocabulary.kinds[id] = .unknown
            } else {
                vocabulary.scores[id] = -Float(rank[ExactText(token)] ?? merges.count)
            }
        }
        vocabulary.merges = merges.map { "\($0.0) \($0.1)" }
        return vocabulary
    }

    private func unigram(_ model: JSONValue) throws(CheckpointError) -> ImportedVocabulary {
        var vocabulary = ImportedVocabulary(model: "t5")
        let unknown = model["unk_id"]?.wholeNumber
        for (id, entry) in (model["vocab"]?.elements ?? []).enumerated() {
            guard let pair = entry.elements, pair.count == 2, let token = pair[0].text,
                let score = pair[1].real
            else { throw unsupported("model.vocab", entry.encoded()) }
            let kind: ImportedVocabulary.Kind =
                id == unknown ? .unknown : isByteName(token) ? .byte : .normal
            guard vocabulary.set(id, token, kind: kind, score: Float(score)) else {
                throw unsupported("model.vocab", "more than \(ImportedVocabulary.tokensMax) tokens")
            }
        }
        for normalizer in components(json["normalizer"], under: "normalizers") {
            guard normalizer["type"]?.text == "Precompiled" else { continue }
            let text = normalizer["precompiled_charsmap"]?.text ?? ""
            vocabulary.characterMap = Data(base64Encoded: text).map(Array.init) ?? []
        }
        vocabulary.addsSpacePrefix = try addsSpacePrefix()
        vocabulary.removesExtraSpaces = false
        return vocabulary
    }

    private func wordPiece(_ model: JSONValue) throws(CheckpointError) -> ImportedVocabulary {
        var vocabulary = ImportedVocabulary(model: "bert")
        let mark = model["continuing_subword_prefix"]?.text ?? "##"
        guard mark == "##" else { throw unsupported("model.continuing_subword_prefix", mark) }
        try readTable(model, into: &vocabulary)
        vocabulary.tokens = vocabulary.tokens.map { $0.map(WordPieceSpelling.stored) }
        if let unknown = model["unk_token"]?.text, let id = vocabulary.id(of: unknown) {
            vocabulary.kinds[id] = .unknown
        }
        if let normalizer = json["normalizer"], normalizer["type"]?.text == "BertNormalizer" {
            vocabulary.lowercases = normalizer["lowercase"]?.truth ?? true
            vocabulary.stripsAccents = normalizer["strip_accents"]?.truth
        }
        return vocabulary
    }

    private func readTable(
        _ model: JSONValue, into vocabulary: inout ImportedVocabulary
    ) throws(CheckpointError) {
        guard let table = model["vocab"]?.object else {
            throw .missingField(file: path, field: "model.vocab")
        }
        // Ids may have gaps, but not so many that a small file asks for much memory.
        let idMax = table.count * 4 + 4_096
        for (token, id) in table.pairs {
            guard let id = id.wholeNumber, id <= idMax, vocabulary.set(id, token, kind: .normal)
            else { throw unsupported("model.vocab", "\(token): \(id.encoded())") }
        }
    }

    private func merges(_ model: JSONValue) throws(CheckpointError) -> [(String, String)] {
        var merges: [(String, String)] = []
        for merge in model["merges"]?.elements ?? [] {
            if let text = merge.text {
                // By bytes: a space and a combining mark after it are one character to Swift.
                let parts = text.utf8.split(separator: 0x20, omittingEmptySubsequences: false)
                guard parts.count == 2 else { throw unsupported("model.merges", text) }
                merges.append((String(Substring(parts[0])), String(Substring(parts[1]))))
            } else {
                let parts = (merge.elements ?? []).compactMap(\.text)
                guard parts.count == 2, !parts.contains(where: { $0.utf8.contains(0x20) }) else {
                    throw unsupported("model.merges", merge.encoded())
                }
                merges.append((parts[0], parts[1]))
            }
        }
        return merges
    }

    private func isByteName(_ token: String) -> Bool {
        token.utf8.count == 6 && token.hasPrefix("<0x") && token.hasSuffix(">")
    }

    func unsupported(_ field: String, _ value: String) -> CheckpointError {
        .unsupportedField(file: path, field: field, value: String(value.prefix(200)))
    }
}

extension TokenizerJSON {
    /// Whether a space comes before the text: said by the normaliser or by the pre-tokenizer.
    private func addsSpacePrefix() throws(CheckpointError) -> Bool {
        var adds = false
        for normalizer in components(json["normalizer"], under: "normalizers") {
            switch normalizer["type"]?.text {
            case "Prepend": adds = true
            case "Replace", "Precompiled": continue
            default: throw unsupported("normalizer", normalizer.encoded())
            }
        }
        for stage in components(json["pre_tokenizer"], under: "pretokenizers") {
            switch stage["type"]?.text {
            case "Metaspace":
                let scheme = stage["prepend_scheme"]?.text
                adds =
                    adds
                    || (scheme.map { $0 != "never" } ?? (stage["add_prefix_space"]?.truth != false))
            case "Split":
                // A split at spaces does nothing once spaces have become ▁.
                guard stage["pattern"]?["String"]?.text == " " else {
                    throw unsupported("pre_tokenizer", stage.encoded())
                }
            default: throw unsupported("pre_tokenizer", stage.encoded())
            }
        }
        return adds
    }

    /// Whether the template for one text starts or ends with a special token.
    private func postProcessing() -> (addsBOS: Bool?, addsEOS: Bool?) {
        for processor in components(json["post_processor"], under: "processors")
        where processor["type"]?.text == "TemplateProcessing" {
            let single = processor["single"]?.elements ?? []
            return (single.first?["SpecialToken"] != nil, single.last?["SpecialToken"] != nil)
        }
        return (nil, nil)
    }
}
