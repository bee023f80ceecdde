import AikiBase

/// `tokenizer.ggml.*` of a file, as far as a `tokenizer.json` needs it.
struct VocabularyExport {
    let path: String
    /// `gpt2` or `llama`.
    let model: String
    /// The pre-tokenizer's name.
    let pre: String
    let tokens: [String]
    let kinds: [ImportedVocabulary.Kind]
    let scores: [Float]
    let merges: [String]
    /// The token that begins a text, and whether encoding puts it there.
    let bos: Int?
    let eos: Int?
    let unknown: Int?
    let padding: Int?
    let addsBOS: Bool
    let addsEOS: Bool
    /// Every token that ends an answer, `eos` first.
    let ends: [Int]

    /// Pre-tokenizers whose models begin with `bos` unless the file says otherwise.
    private static let started: Set<String> = ["llama3", "llama-v3", "llama-bpe", "tekken"]

    /// Reads the keys; `rows` are those of the model's embedding, and tokens behind them are left out.
    init(_ file: GGUFFile, rows: Int) throws(CheckpointError) {
        path = file.path
        model = file.string("tokenizer.ggml.model") ?? ""
        guard ["gpt2", "llama"].contains(model) else {
            throw .unsupported(
                path: file.path,
                what: "the tokenizer '\(model)' as tokenizer.json (known: gpt2, llama)")
        }
        guard let spellings = file.strings("tokenizer.ggml.tokens") else {
            throw .missingField(file: file.path, field: "tokenizer.ggml.tokens")
        }
        let count = min(spellings.count, rows)
        tokens = (0..<count).map { spellings.text($0) }
        let types = file.integers("tokenizer.ggml.token_type") ?? []
        kinds = (0..<count).map { index in
            guard index < types.count else { return .normal }
            return Int32(exactly: types[index]).flatMap(ImportedVocabulary.Kind.init) ?? .unused
        }
        scores = (file.numbers("tokenizer.ggml.scores") ?? []).map { Float($0) }
        pre = file.string("tokenizer.ggml.pre") ?? "default"
        let merged = file.strings("tokenizer.ggml.merges")
        merges = merged.map { strings in (0..<strings.count).map { strings.text($0) } } ?? []
        let isPiece = model == "llama"
        func id(_ name: String, _ fallback: Int?) -> Int? {
            let id = file.integer("tokenizer.ggml.\(name)_token_id") ?? fallback
            return id.flatMap { (0..<count).contains($0) ? $0 : nil }
        }
        bos = id("bos", isPiece ? 1 : nil)
        eos = id("eos", isPiece ? 2 : nil)
        unknown = id("unknown", isPiece ? 0 : nil)
        padding = id("padding", nil)
        let starts = isPiece || Self.started.contains(pre)
        addsBOS = (file.boolean("tokenizer.ggml.add_bos_token") ?? starts) && bos != nil
        addsEOS = (file.boolean("tokenizer.ggml.add_eos_token") ?? false) && eos != nil
        let further = file.integers("tokenizer.ggml.eos_token_ids") ?? []
        var ends: [Int] = []
        for end in [eos, id("eot", nil), id("eom", nil)].compactMap({ $0 }) + further
        where (0..<count).contains(end) && !ends.contains(end) {
            ends.append(end)
        }
        self.ends = ends
    }

    /// Every token by its spelling; ids that are not used have none.
    func table() throws(CheckpointError) -> JSONObject {
        var table = JSONObject()
        for (id, token) in tokens.enumerated() where kinds[id] != .unused {
            guard table[token] == nil else {
                throw .unsupported(path: path, what: "two tokens that are spelled '\(token)'")
            }
            table[token] = .integer(Int64(id))
        }
        return table
    }

    /// Tokens that are matched in text before anything else.
    var addedTokens: [JSONValue] {
        tokens.indices.compactMap { id in
            let kind = kinds[id]
            guard [.control, .userDefined, .unknown].contains(kind) else { return nil }
            return [
                "id": .integer(Int64(id)), "content": .string(tokens[id]),
                "single_word": false, "lstrip": false, "rstrip": false, "normalized": false,
                "special": .bool(kind != .userDefined),
            ]
        }
    }
}
