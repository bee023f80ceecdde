import AikiBase
import AikiTensor

/// Llama, Qwen 2 and Qwen 3 as Hugging Face's folders have them.
///
/// | | llama | qwen2 | qwen3 |
/// |---|---|---|---|
/// | rows of query and key | unpaired | as they are | as they are |
/// | biases | on all four projections, or none | on query, key and value | none |
/// | norms of heads | | | query and key |
struct DecoderExport {
    /// Architectures that can be written, by their names in GGUF, with the class that reads them.
    static let classes = [
        "llama": "LlamaForCausalLM", "qwen2": "Qwen2ForCausalLM", "qwen3": "Qwen3ForCausalLM",
    ]

    /// `config.json`, without what the tokenizer knows.
    private(set) var configuration = JSONObject()
    /// Every tensor of the folder.
    private(set) var tensors: [ExportedTensor] = []
    /// Rows of the embedding.
    let vocabulary: Int

    private var source: ExportSource
    private let width: Int
    private let heads: Int
    private let keyValueHeads: Int
    private let headWidth: Int
    private let feedForward: Int
    private let layers: Int
    private var isLlama: Bool { source.architecture == "llama" }

    init(_ file: GGUFFile) throws(CheckpointError) {
        let architecture = file.string("general.architecture") ?? ""
        guard Self.classes[architecture] != nil else {
            let known = Self.classes.keys.sorted().joined(separator: ", ")
            throw .unsupported(
                path: file.path,
                what: "the architecture '\(architecture)' in the Hugging Face layout "
                    + "(known: \(known))")
        }
        var source = ExportSource(file, architecture: architecture)
        width = try source.count("embedding_length")
        layers = try source.count("block_count")
        feedForward = try source.count("feed_forward_length")
        heads = try source.count("attention.head_count")
        keyValueHeads = try source.count("attention.head_count_kv", default: heads)
        headWidth = try source.count(
            "attention.key_length", default: width % heads == 0 ? width / heads : nil)
        guard try source.count("attention.value_length", default: headWidth) == headWidth else {
            throw source.unsupported(
                "attention.value_length", file.value("\(architecture).attention.value_length"))
        }
        guard layers <= DecoderImport.layersMax, headWidth % 2 == 0,
            headWidth <= DecoderImport.headsMax, heads <= DecoderImport.headsMax,
            keyValueHeads <= DecoderImport.headsMax
        else {
            throw .unsupported(
                path: file.path, what: "\(layers) layers, \(heads) heads of \(headWidth)")
        }
        vocabulary = file.description(of: "token_embd.weight")?.shape.first ?? 0
        self.source = source
        try addOuterTensors()
        for layer in 0..<layers { try addLayer(layer) }
        try describe()
        try self.source.checkEverythingUsed()
    }

    private mutating func describe() throws(CheckpointError) {
        let architecture = source.architecture
        let path = source.file.path
        for key in ["attention.sliding_window", "expert_count", "expert_used_count"] {
            try source.requireZero(key)
        }
        try source.requireTrue("attention.causal")
        let context = try source.count("context_length")
        let epsilon = try source.number("attention.layer_norm_rms_epsilon")
        configuration["architectures"] = [.string(Self.classes[architecture] ?? "")]
        configuration["model_type"] = .string(architecture)
        configuration["hidden_act"] = "silu"
        for (key, value) in [
            ("hidden_size", width), ("intermediate_size", feedForward),
            ("num_hidden_layers", layers), ("num_attention_heads", heads),
            ("num_key_value_heads", keyValueHeads), ("head_dim", headWidth),
            ("max_position_embeddings", context), ("vocab_size", vocabulary),
        ] { configuration[key] = .integer(Int64(value)) }
        configuration["rms_norm_eps"] = .number(epsilon)
        configuration["tie_word_embeddings"] = .bool(!source.has("output.weight"))
        configuration["attention_dropout"] = .number(0)
        if architecture != "qwen2" {
            configuration["attention_bias"] = .bool(source.has("blk.0.attn_q.bias"))
        }
        if isLlama {
            configuration["mlp_bias"] = .bool(false)
        } else {
            configuration["use_sliding_window"] = .bool(false)
        }
        configuration["use_cache"] = .bool(true)
        let rotary = try RotaryExport(&source, headWidth: headWidth, contextTokens: context)
        guard rotary.rotated == headWidth else {
            throw .unsupported(
                path: path, what: "rotation of \(rotary.rotated) of \(headWidth) numbers a head")
        }
        configuration["rope_theta"] = .number(rotary.base)
        configuration["rope_scaling"] = rotary.scaling.map { .object($0) } ?? .null
    }

    private mutating func addOuterTensors() throws(CheckpointError) {
        try add("token_embd.weight", as: "model.embed_tokens.weight", [vocabulary, width])
        try add("output_norm.weight", as: "model.norm.weight", [width])
        if source.has("output.weight") {
            try add("output.weight", as: "lm_head.weight", [vocabulary, width])
        }
    }

    private mutating func addLayer(_ layer: Int) throws(CheckpointError) {
        let (block, target) = ("blk.\(layer)", "model.layers.\(layer)")
        let (queryRows, keyRows) = (heads * headWidth, keyValueHeads * headWidth)
        let rotary: ExportedTensor.Change = isLlama ? .unpairRotary(headWidth: headWidth) : .none
        let biased = source.architecture == "qwen2" || isLlama && source.has("blk.0.attn_q.bias")
        let projections: [(String, String, [Int], ExportedTensor.Change)] = [
            ("attn_q", "self_attn.q_proj", [queryRows, width], rotary),
            ("attn_k", "self_attn.k_proj", [keyRows, width], rotary),
            ("attn_v", "self_attn.v_proj", [keyRows, width], .none),
            ("attn_output", "self_attn.o_proj", [width, queryRows], .none),
        ]
        for (name, part, shape, change) in projections {
            try add(
                "\(block).\(name).weight", as: "\(target).\(part).weight", shape, change: change)
            // Qwen 2 has none on the output; Llama's one setting counts for all four.
            guard biased, isLlama || name != "attn_output" else { continue }
            try add(
                "\(block).\(name).bias", as: "\(target).\(part).bias", [shape[0]], change: change)
        }
        if source.architecture == "qwen3" {
            for part in ["q", "k"] {
                try add(
                    "\(block).attn_\(part)_norm.weight",
                    as: "\(target).self_attn.\(part)_norm.weight", [headWidth])
            }
        }
        let (inner, outer) = ([feedForward, width], [width, feedForward])
        for (name, part, shape) in [
            ("attn_norm", "input_layernorm", [width]),
            ("ffn_norm", "post_attention_layernorm", [width]),
            ("ffn_gate", "mlp.gate_proj", inner), ("ffn_up", "mlp.up_proj", inner),
            ("ffn_down", "mlp.down_proj", outer),
        ] {
            try add("\(block).\(name).weight", as: "\(target).\(part).weight", shape)
        }
    }

    private mutating func add(
        _ name: String, as target: String, _ shape: [Int], change: ExportedTensor.Change = .none
    ) throws(CheckpointError) {
        let tensor = try source.tensor(name, shape: shape)
        tensors.append(ExportedTensor(name: target, source: tensor, change: change))
    }
}
