import AikiBase
import Foundation

/// Writes the tokenizer in a GGUF file as `tokenizer.json`, with `tokenizer_config.json` (names of
/// special tokens, chat template) and `generation_config.json` (what ends an answer).
struct TokenizerExport {
    private let file: GGUFFile
    private let vocabulary: VocabularyExport

    init(_ file: GGUFFile, rows: Int) throws(CheckpointError) {
        self.file = file
        vocabulary = try VocabularyExport(file, rows: rows)
    }

    /// Ids that `config.json` repeats.
    func writeIDs(to configuration: inout JSONObject) {
        for (name, id) in [
            ("bos", vocabulary.bos), ("eos", vocabulary.eos), ("pad", vocabulary.padding),
        ] {
            configuration["\(name)_token_id"] = id.map { .integer(Int64($0)) } ?? .null
        }
    }

    /// `tokenizer.json`.
    func tokenizer() throws(CheckpointError) -> JSONValue {
        var json: JSONObject = ["version": "1.0", "truncation": nil, "padding": nil]
        json["added_tokens"] = .array(vocabulary.addedTokens)
        if vocabulary.model == "gpt2" {
            try writeByteLevel(to: &json)
        } else {
            try writeSentencePiece(to: &json)
        }
        return .object(json)
    }

    /// `tokenizer_config.json`.
    func settings(contextTokens: Int) -> JSONValue {
        var json: JSONObject = ["tokenizer_class": "PreTrainedTokenizerFast"]
        for (name, id) in [
            ("bos", vocabulary.bos), ("eos", vocabulary.eos), ("unk", vocabulary.unknown),
            ("pad", vocabulary.padding),
        ] {
            json["\(name)_token"] = id.map { .string(vocabulary.tokens[$0]) } ?? .null
        }
        json["clean_up_tokenization_spaces"] = false
        json["model_max_length"] = .integer(Int64(contextTokens))
        let key = "tokenizer.chat_template"
        let names = file.strings("\(key)s")
        guard let names, names.count > 0 else {
            if let template = file.string(key) { json["chat_template"] = .string(template) }
            return .object(json)
        }
        var templates: [JSONValue] = []
        if let template = file.string(key) {
            templates.append(["name": "default", "template": .string(template)])
        }
        for index in 0..<names.count {
            guard let template = file.string("\(key).\(names.text(index))") else { continue }
            templates.append(
                ["name": .string(names.text(index)), "template": .string(template)])
        }
        json["chat_template"] = .array(templates)
        return .object(json)
    }

    /// `generation_config.json`.
    var generation: JSONValue {
        var json: JSONObject = ["_from_model_config": true]
        json["bos_token_id"] = vocabulary.bos.map { .integer(Int64($0)) } ?? .null
        let ends = vocabulary.ends.map { JSONValue.integer(Int64($0)) }
        json["eos_token_id"] = ends.count > 1 ? .array(ends) : ends.first ?? .null
        json["pad_token_id"] = vocabulary.padding.map { .integer(Int64($0)) } ?? .null
        RecommendedSampling(file).write(to: &json)
        return .object(json)
    }

    /// Refuses switches of `tokenizer.ggml.*` that have no place in what is written.
    private func refuse(_ key: String, unless expected: Bool) throws(CheckpointError) {
        let name = "tokenizer.ggml.\(key)"
        guard let value = file.boolean(name), value != expected else { return }
        throw .unsupportedField(file: file.path, field: name, value: "\(value)")
    }

    private func model(merges: [String]) throws(CheckpointError) -> JSONObject {
        var model: JSONObject = ["type": "BPE", "dropout": nil]
        model["unk_token"] = vocabulary.unknown.map { .string(vocabulary.tokens[$0]) } ?? .null
        model["continuing_subword_prefix"] = .null
        model["end_of_word_suffix"] = .null
        model["fuse_unk"] = .bool(vocabulary.model == "llama")
        model["byte_fallback"] = .bool(vocabulary.model == "llama")
        model["vocab"] = .object(try vocabulary.table())
        model["merges"] = .array(merges.map { .string($0) })
        return model
    }

    /// Stages around one text: the tokens that begin and end it.
    private func template(else fallback: JSONValue) -> JSONValue {
        let first = vocabulary.addsBOS ? vocabulary.bos : nil
        let last = vocabulary.addsEOS ? vocabulary.eos : nil
        guard first != nil || last != nil else { return fallback }
        func special(_ id: Int, _ type: Int64) -> JSONValue {
            ["SpecialToken": ["id": .string(vocabulary.tokens[id]), "type_id": .integer(type)]]
        }
        func around(_ name: String, _ type: Int64) -> [JSONValue] {
            let text: JSONValue = ["Sequence": ["id": .string(name), "type_id": .integer(type)]]
            return [first.map { special($0, type) }, text, last.map { special($0, type) }]
                .compactMap { $0 }
        }
        var specials = JSONObject()
        for id in [first, last].compactMap({ $0 }) {
            let token = vocabulary.tokens[id]
            specials[token] = [
                "id": .string(token), "ids": [.integer(Int64(id))], "tokens": [.string(token)],
            ]
        }
        return [
            "type": "TemplateProcessing", "single": .array(around("A", 0)),
            "pair": .array(around("A", 0) + around("B", 1)), "special_tokens": .object(specials),
        ]
    }
}

extension TokenizerExport {
    private func writeByteLevel(to json: inout JSONObject) throws(CheckpointError) {
        try refuse("add_space_prefix", unless: false)
        guard let stages = PreTokenizerName.components(named: vocabulary.pre) else {
            throw .unsupportedField(
                file: file.path, field: "tokenizer.ggml.pre", value: vocabulary.pre)
        }
        let composes = file.boolean("tokenizer.ggml.normalizer.nfc") == true
        json["normalizer"] = composes ? ["type": "NFC"] : .null
        json["pre_tokenizer"] = stages
        let level: JSONValue = [
            "type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true,
            "use_regex": false,
        ]
        json["post_processor"] = template(else: level)
        json["decoder"] = level
        var model = try model(merges: vocabulary.merges)
        model["unk_token"] = .null
        model["ignore_merges"] = .bool(PreTokenizerName.takesWholeWords(vocabulary.pre))
        json["model"] = .object(model)
    }

    private func writeSentencePiece(to json: inout JSONObject) throws(CheckpointError) {
        try refuse("remove_extra_whitespaces", unless: false)
        try refuse("treat_whitespace_as_suffix", unless: false)
        try refuse("escape_whitespaces", unless: true)
        let mark = "\u{2581}"
        let prefixes = file.boolean("tokenizer.ggml.add_space_prefix") ?? true
        var normalizers: [JSONValue] = []
        if let map = file.integers("tokenizer.ggml.precompiled_charsmap"), !map.isEmpty {
            let text = Data(map.map { UInt8(truncatingIfNeeded: $0) }).base64EncodedString()
            normalizers.append(
                ["type": "Precompiled", "precompiled_charsmap": .string(text)])
        }
        if prefixes { normalizers.append(["type": "Prepend", "prepend": .string(mark)]) }
        normalizers.append(
            ["type": "Replace", "pattern": ["String": " "], "content": .string(mark)])
        json["normalizer"] = ["type": "Sequence", "normalizers": .array(normalizers)]
        json["pre_tokenizer"] = .null
        json["post_processor"] = template(else: .null)
        var decoders: [JSONValue] = [
            ["type": "Replace", "pattern": ["String": .string(mark)], "content": " "],
            ["type": "ByteFallback"], ["type": "Fuse"],
        ]
        if prefixes {
            decoders.append(["type": "Strip", "content": " ", "start": 1, "stop": 0])
        }
        json["decoder"] = ["type": "Sequence", "decoders": .array(decoders)]
        var merges = vocabulary.merges
        if merges.isEmpty {
            guard vocabulary.scores.count >= vocabulary.tokens.count else {
                throw .missingField(file: file.path, field: "tokenizer.ggml.scores")
            }
            merges = SentencePieceMerges.merges(
                tokens: vocabulary.tokens, scores: vocabulary.scores,
                usable: vocabulary.kinds.map { $0 == .normal })
        }
        json["model"] = .object(try model(merges: merges))
    }
}
