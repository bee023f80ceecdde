import AikiBase
import Foundation

/// Turns a model folder's tokenizer files into `tokenizer.*` metadata.
///
/// `tokenizer.model` is read where there is one, as it has the trained scores; else
/// `tokenizer.json`; else `vocab.txt`. Added tokens, special ids and the chat template come from
/// the JSON files beside it.
struct TokenizerImport {
    /// Bytes of any of the files, at most.
    static let fileBytesMax = 256 << 20

    private let folder: URL
    private let settings: JSONValue
    private let configuration: ImportConfiguration

    /// - Parameters:
    ///   - folder: the model's folder.
    ///   - configuration: the model's, for ids that the tokenizer's files do not tell.
    /// - Throws: ``CheckpointError/malformed(path:offset:reason:)`` for what is no JSON.
    init(folder: URL, configuration: ImportConfiguration) throws(CheckpointError) {
        self.folder = folder
        self.configuration = configuration
        settings = try Self.json("tokenizer_config.json", folder) ?? .object(JSONObject())
    }

    /// Writes all keys; the vocabulary is padded to as many tokens as the embedding has rows.
    ///
    /// - Returns: spellings that were left out, as the embedding has no row for them.
    func write(
        to metadata: inout MetadataList, tokens: Int
    ) throws(CheckpointError) -> [String] {
        var vocabulary = try readVocabulary()
        let leftOut = vocabulary.dropAddedTokens(from: tokens)
        guard vocabulary.tokens.count <= tokens else {
            throw .inconsistentParts(
                path: folder.path,
                reason: "the tokenizer has \(vocabulary.tokens.count) tokens, the model \(tokens)")
        }
        vocabulary.grow(to: tokens)
        vocabulary.write(to: &metadata)
        try writeSpecialTokens(vocabulary, to: &metadata)
        try ChatTemplateImport.write(folder: folder, settings: settings, to: &metadata)
        return leftOut
    }

    private func readVocabulary() throws(CheckpointError) -> ImportedVocabulary {
        let json = try Self.json("tokenizer.json", folder)
            .map { TokenizerJSON(path: path("tokenizer.json"), json: $0) }
        // A byte-level tokenizer has no SentencePiece model: a file of that name is another's.
        if exists("tokenizer.model"), json?.isByteLevel != true {
            let path = path("tokenizer.model")
            let bytes = try JSONFile.bytes(path, bytesMax: Self.fileBytesMax)
            var vocabulary = try SentencePieceModel(bytes, path: path).vocabulary
            try json?.addTokens(to: &vocabulary)
            try addTokens(to: &vocabulary)
            return vocabulary
        }
        if let json { return try json.vocabulary() }
        if exists("vocab.json"), exists("merges.txt") {
            var vocabulary = try readVocabularyAndMerges()
            try addTokens(to: &vocabulary)
            return vocabulary
        }
        if exists("vocab.txt") { return try readWordList() }
        throw .unreadable(
            path: folder.path,
            reason: "there is no tokenizer.model, tokenizer.json, vocab.json with merges.txt "
                + "or vocab.txt")
    }

    /// Byte-level pairs as older folders have them. How text is cut is known by the class alone.
    private func readVocabularyAndMerges() throws(CheckpointError) -> ImportedVocabulary {
        let name = settings["tokenizer_class"]?.text ?? ""
        let isQwen = ["Qwen2Tokenizer", "Qwen2TokenizerFast"].contains(name)
        guard isQwen || ["GPT2Tokenizer", "GPT2TokenizerFast"].contains(name) else {
            throw unsupported("tokenizer_class", name)
        }
        guard settings["add_prefix_space"]?.truth != true else {
            throw unsupported("add_prefix_space", "true")
        }
        let table = try JSONFile.read(path("vocab.json"), bytesMax: Self.fileBytesMax)
        let text = try JSONFile.bytes(path("merges.txt"), bytesMax: Self.fileBytesMax)
        var merges: [JSONValue] = []
        for (index, line) in text.split(separator: 0x0a).enumerated() {
            let line = line.last == 0x0d ? line.dropLast() : line
            if line.isEmpty || index == 0 && line.starts(with: "#version".utf8) { continue }
            merges.append(.string(String(decoding: line, as: UTF8.self)))
        }
        let reader = TokenizerJSON(path: path("vocab.json"), json: .object(JSONObject()))
        var vocabulary = ImportedVocabulary(model: "gpt2")
        vocabulary.pre = isQwen ? "qwen2" : "gpt-2"
        vocabulary.composes = isQwen
        vocabulary.addsBOS = false
        try reader.readPairs(["vocab": table, "merges": .array(merges)], into: &vocabulary)
        return vocabulary
    }

    /// Added tokens as older files have them.
    private func addTokens(to vocabulary: inout ImportedVocabulary) throws(CheckpointError) {
        for (id, token) in settings["added_tokens_decoder"]?.object?.pairs ?? [] {
            guard let id = Int(id), let content = token["content"]?.text,
                vocabulary.add(id, content, isSpecial: token["special"]?.truth == true)
            else { throw unsupported("added_tokens_decoder", token.encoded()) }
        }
        for (token, id) in try Self.json("added_tokens.json", folder)?.object?.pairs ?? [] {
            guard let id = id.wholeNumber else { throw unsupported("added_tokens.json", token) }
            if id < vocabulary.tokens.count, id >= 0, vocabulary.tokens[id] == token { continue }
            guard vocabulary.add(id, token, isSpecial: false) else {
                throw unsupported("added_tokens.json", token)
            }
        }
    }

    /// BERT's word list: one token a line.
    private func readWordList() throws(CheckpointError) -> ImportedVocabulary {
        let bytes = try JSONFile.bytes(path("vocab.txt"), bytesMax: Self.fileBytesMax)
        var vocabulary = ImportedVocabulary(model: "bert")
        var lines = bytes.split(separator: 0x0a, omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        for (id, line) in lines.enumerated() {
            var token = String(decoding: line, as: UTF8.self)
            if token.hasSuffix("\r") { token.removeLast() }
            let isSpecial = token.hasPrefix("[") && token.hasSuffix("]") && token.count > 2
            guard
                vocabulary.set(
                    id, WordPieceSpelling.stored(token), kind: isSpecial ? .control : .normal)
            else { throw unsupported("vocab.txt", "more than \(id) tokens") }
        }
        vocabulary.lowercases = settings["do_lower_case"]?.truth ?? true
        return vocabulary
    }

    func path(_ name: String) -> String { folder.appending(path: name).path }

    private func exists(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: path(name))
    }

    private func unsupported(_ field: String, _ value: String) -> CheckpointError {
        .unsupportedField(
            file: path("tokenizer_config.json"), field: field, value: String(value.prefix(120)))
    }

    private static func json(_ name: String, _ folder: URL) throws(CheckpointError) -> JSONValue? {
        try JSONFile.readIfPresent(folder.appending(path: name).path, bytesMax: fileBytesMax)
    }
}

extension TokenizerImport {
    private func writeSpecialTokens(
        _ vocabulary: ImportedVocabulary, to metadata: inout MetadataList
    ) throws(CheckpointError) {
        let map = try Self.json("special_tokens_map.json", folder)
        let generation = try Self.json("generation_config.json", folder)
        func id(_ name: String) -> Int? {
            let token = settings["\(name)_token"] ?? map?["\(name)_token"]
            let spelling = token?.text ?? token?["content"]?.text
            if let id = spelling.flatMap({ vocabulary.id(of: $0) }) { return id }
            let numbers = configuration.value("\(name)_token_id")
            return valid(numbers?.wholeNumber ?? numbers?.elements?.first?.wholeNumber, vocabulary)
        }
        func set(_ key: String, _ id: Int?) {
            guard let id else { return }
            metadata["tokenizer.ggml.\(key)_token_id"] = .uint32(UInt32(id))
        }
        let isWordPiece = vocabulary.model == "bert"
        let first = isWordPiece ? id("cls") : id("bos")
        let last = id("eos")
        set("bos", first)
        set("eos", isWordPiece ? id("sep") : last)
        set("unknown", id("unk"))
        set("padding", id("pad"))
        if isWordPiece {
            set("cls", id("cls"))
            // The misspelling is the format's.
            set("seperator", id("sep"))
            set("mask", id("mask"))
        }
        writeEnds(last, generation, vocabulary, to: &metadata)
        if let generation { RecommendedSampling(json: generation).write(to: &metadata) }
        let defaultBOS = vocabulary.model == "llama" || isWordPiece
        metadata["tokenizer.ggml.add_bos_token"] = .bool(
            (settings["add_bos_token"]?.truth ?? vocabulary.addsBOS ?? defaultBOS) && first != nil)
        if isWordPiece {
            metadata["tokenizer.ggml.add_eos_token"] = .bool(true)
        } else {
            metadata["tokenizer.ggml.add_eos_token"] = .bool(
                (settings["add_eos_token"]?.truth ?? vocabulary.addsEOS
                    ?? (vocabulary.model == "t5"))
                    && last != nil)
        }
    }

    /// Further tokens that end a reply: the first two have keys of their own.
    private func writeEnds(
        _ eos: Int?, _ generation: JSONValue?, _ vocabulary: ImportedVocabulary,
        to metadata: inout MetadataList
    ) {
        var ends: [Int] = []
        for source in [generation?["eos_token_id"], configuration.value("eos_token_id")] {
            for number in source?.elements ?? source.map({ [$0] }) ?? [] {
                guard let id = valid(number.wholeNumber, vocabulary), id != eos, !ends.contains(id)
                else { continue }
                ends.append(id)
            }
        }
        for (key, id) in zip(["eot", "eom"], ends) {
            metadata["tokenizer.ggml.\(key)_token_id"] = .uint32(UInt32(id))
        }
        if ends.count > 2 {
            metadata["tokenizer.ggml.eos_token_ids"] = .array(
                .int32((eos.map { [$0] } ?? []).map(Int32.init) + ends.map(Int32.init)))
        }
    }

    private func valid(_ id: Int?, _ vocabulary: ImportedVocabulary) -> Int? {
        guard let id, id >= 0, id < vocabulary.tokens.count else { return nil }
        return id
    }
}
