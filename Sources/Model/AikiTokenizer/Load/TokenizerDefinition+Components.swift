import AikiBase
import Foundation

extension TokenizerDefinition {
    /// Takes what a normaliser of `tokenizer.json` asks for.
    mutating func readNormalizer(_ json: ByteJSON?) throws(TokenizerError) {
        guard let json, json.isPresent else { return }
        let type = json["type"]?.text ?? ""
        switch type {
        case "Sequence":
            for inner in json["normalizers"]?.elements ?? [] { try readNormalizer(inner) }
        case "NFC": composes = true
        case "Prepend":
            guard json["prepend"]?.bytes == SpaceRules.mark else {
                throw .unsupported(part: "normalizer", name: "Prepend")
            }
            spaces.prefix = .always
        case "Replace": try readReplacement(json)
        case "Precompiled":
            guard let text = json["precompiled_charsmap"]?.bytes,
                let map = Data(base64Encoded: Data(text))
            else { throw .malformed(part: "character map", reason: "it is not base 64") }
            characterMap = Array(map)
        case "BertNormalizer":
            lowercases = json["lowercase"]?.truth ?? true
            stripsAccents = json["strip_accents"]?.truth ?? lowercases
            let isWhole =
                json["clean_text"]?.truth ?? true
                && json["handle_chinese_chars"]?.truth ?? true
            guard isWhole, model == .wordPiece else {
                throw .unsupported(part: "normalizer", name: "BertNormalizer")
            }
        default: throw .unsupported(part: "normalizer", name: type)
        }
    }

    /// A space to `▁`, or runs of spaces to one.
    private mutating func readReplacement(_ json: ByteJSON) throws(TokenizerError) {
        let content = json["content"]?.bytes
        if json["pattern"]?["String"]?.bytes == [0x20], content == SpaceRules.mark {
            spaces.escapes = true
        } else if json["pattern"]?["Regex"]?.text == " {2,}", let content,
            content == [0x20] || content == SpaceRules.mark
        {
            spaces.removesExtra = true
        } else {
            throw .unsupported(part: "normalizer", name: "Replace")
        }
    }

    /// Takes what a pre-tokeniser of `tokenizer.json` asks for.
    mutating func readPreTokenizer(_ json: ByteJSON?) throws(TokenizerError) {
        guard let json, json.isPresent else {
            if model == .bytePairs { preTokenizer = PreTokenizer(named: "none") }
            return
        }
        var patterns: [String] = []
        try addStages(json, to: &patterns)
        guard model == .bytePairs else { return }
        var unknown: String?
        guard let preTokenizer = PreTokenizer(patterns: patterns, unknown: &unknown) else {
            throw .unknownPreTokenizer(unknown ?? "")
        }
        self.preTokenizer = preTokenizer
    }

    private mutating func addStages(
        _ json: ByteJSON, to patterns: inout [String]
    ) throws(TokenizerError) {
        let type = json["type"]?.text ?? ""
        switch (type, model) {
        case ("Sequence", _):
            for inner in json["pretokenizers"]?.elements ?? [] {
                try addStages(inner, to: &patterns)
            }
        case ("ByteLevel", .bytePairs):
            if json["add_prefix_space"]?.truth == true { spaces.prefix = .unlessPresent }
            if json["use_regex"]?.truth ?? true { patterns.append(PublishedPatterns.gpt2) }
        case ("Split", .bytePairs): patterns.append(try splitPattern(json))
        case ("Split", .characterPairs):
            // Gemma's split on single spaces does nothing: they are `▁` by then.
            guard json["pattern"]?["String"]?.bytes == [0x20], spaces.escapes else {
                throw .unsupported(part: "pre-tokenizer", name: "Split")
            }
        case ("Digits", .bytePairs):
            patterns.append(json["individual_digits"]?.truth == true ? #"\p{N}"# : #"\p{N}+"#)
        case ("Punctuation", .bytePairs):
            let isContiguous = json["behavior"]?.text == "Contiguous"
            patterns.append(#"[\p{P}!-/:-@\[-`{-~]"# + (isContiguous ? "+" : ""))
        case ("Metaspace", .characterPairs), ("Metaspace", .unigram): try readMetaspace(json)
        case ("WhitespaceSplit", .unigram): spaces.removesExtra = true
        case ("BertPreTokenizer", .wordPiece): break
        default: throw .unsupported(part: "pre-tokenizer", name: type)
        }
    }

    private func splitPattern(_ json: ByteJSON) throws(TokenizerError) -> String {
        guard json["invert"]?.truth != true, json["behavior"]?.text == "Isolated" else {
            throw .unsupported(part: "pre-tokenizer", name: "Split")
        }
        guard let pattern = json["pattern"]?["Regex"]?.text else {
            throw .unsupported(part: "pre-tokenizer", name: "Split by text")
        }
        return pattern
    }

    private mutating func readMetaspace(_ json: ByteJSON) throws(TokenizerError) {
        guard json["replacement"]?.bytes ?? SpaceRules.mark == SpaceRules.mark else {
            throw .unsupported(part: "Metaspace", name: json["replacement"]?.text ?? "")
        }
        spaces.escapes = true
        let scheme = json["prepend_scheme"]?.text
        let adds = json["add_prefix_space"]?.truth ?? (scheme != "never")
        spaces.prefix =
            !adds || scheme == "never" ? .never : scheme == "first" ? .first : .unlessPresent
    }

    /// Takes what stands around a single text.
    mutating func readPostProcessor(_ json: ByteJSON?) throws(TokenizerError) {
        guard let json, json.isPresent else { return }
        let type = json["type"]?.text ?? ""
        switch type {
        case "Sequence":
            for inner in json["processors"]?.elements ?? [] { try readPostProcessor(inner) }
        case "ByteLevel": break
        case "TemplateProcessing": try readTemplate(json)
        case "BertProcessing", "RobertaProcessing":
            prefix = [try pairID(json["cls"])]
            suffix = [try pairID(json["sep"])]
            (special.bos, special.eos) = (prefix.first, suffix.first)
        default: throw .unsupported(part: "post-processor", name: type)
        }
    }

    private func pairID(_ json: ByteJSON?) throws(TokenizerError) -> TokenID {
        guard let id = json?.elements?.last?.integer, id >= 0, id < tokens.count else {
            throw .malformed(part: "post-processor", reason: "a token has no id")
        }
        return TokenID(id)
    }

    private mutating func readTemplate(_ json: ByteJSON) throws(TokenizerError) {
        (prefix, suffix) = ([], [])
        var isBehind = false
        for item in json["single"]?.elements ?? [] {
            if item["Sequence"] != nil {
                isBehind = true
                continue
            }
            guard let name = item["SpecialToken"]?["id"]?.bytes else {
                throw .malformed(
                    part: "post-processor", reason: "an item is neither text nor token")
            }
            let known = json["special_tokens"]?.members?.last { $0.key == name }?.value
            let ids = known?["ids"]?.elements?.compactMap(\.integer) ?? []
            guard !ids.isEmpty, ids.allSatisfy({ $0 >= 0 && $0 < tokens.count }) else {
                throw .malformed(part: "post-processor", reason: "a special token has no id")
            }
            if isBehind {
                suffix += ids.map { TokenID($0) }
            } else {
                prefix += ids.map { TokenID($0) }
            }
        }
        if special.bos == nil { special.bos = prefix.first }
        if special.eos == nil { special.eos = suffix.last }
    }
}
