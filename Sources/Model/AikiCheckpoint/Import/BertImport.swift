import AikiBase
import AikiTensor

/// BERT as an embedder: the encoder without its pooler and its training heads.
enum BertImport {
    static func fill(
        _ plan: inout ImportPlan, _ configuration: ImportConfiguration, pooling: Pooling
    ) throws(CheckpointError) {
        let width = try configuration.count("hidden_size")
        let layers = try configuration.count("num_hidden_layers")
        let feedForward = try configuration.count("intermediate_size")
        let context = try configuration.count("max_position_embeddings")
        let kinds = try configuration.count("type_vocab_size", default: 2)
        let vocabulary = try configuration.count("vocab_size")
        guard layers <= DecoderImport.layersMax else {
            throw configuration.unsupported("num_hidden_layers")
        }
        try configuration.require("hidden_act", isOneOf: ["gelu"])
        try configuration.require("position_embedding_type", isOneOf: ["absolute"])
        try configuration.require("is_decoder", isOneOf: [false])
        plan.set("vocab_size", vocabulary)
        plan.set("context_length", context)
        plan.set("embedding_length", width)
        plan.set("block_count", layers)
        plan.set("feed_forward_length", feedForward)
        plan.set("attention.head_count", try configuration.count("num_attention_heads"))
        plan.set(
            "attention.layer_norm_epsilon",
            try configuration.number("layer_norm_eps", default: 1e-12))
        plan.set("attention.causal", false)
        plan.set("pooling_type", pooling.rawValue)
        plan.metadata["tokenizer.ggml.token_type_count"] = .uint32(UInt32(kinds))

        try plan.add(
            "token_embd.weight", from: "embeddings.word_embeddings.weight",
            shape: [vocabulary, width])
        try plan.add(
            "position_embd.weight", from: "embeddings.position_embeddings.weight",
            shape: [context, width], type: .f32)
        try plan.add(
            "token_types.weight", from: "embeddings.token_type_embeddings.weight",
            shape: [kinds, width], type: .f32)
        try addPair("token_embd_norm", "embeddings.LayerNorm", [width], &plan)
        for layer in 0..<layers { try addLayer(layer, width, feedForward, &plan) }
        let prefix = plan.prefix
        plan.leaveOut {
            $0.hasPrefix("cls.") || $0.hasPrefix(prefix + "pooler.")
                || $0 == prefix + "embeddings.position_ids"
        }
    }

    private static func addLayer(
        _ layer: Int, _ width: Int, _ feedForward: Int, _ plan: inout ImportPlan
    ) throws(CheckpointError) {
        let block = "blk.\(layer)"
        let source = "encoder.layer.\(layer)"
        let square = [width, width]
        try addPair("\(block).attn_q", "\(source).attention.self.query", square, &plan)
        try addPair("\(block).attn_k", "\(source).attention.self.key", square, &plan)
        try addPair("\(block).attn_v", "\(source).attention.self.value", square, &plan)
        try addPair("\(block).attn_output", "\(source).attention.output.dense", square, &plan)
        try addPair(
            "\(block).attn_output_norm", "\(source).attention.output.LayerNorm", [width], &plan)
        try addPair(
            "\(block).ffn_up", "\(source).intermediate.dense", [feedForward, width], &plan)
        try addPair("\(block).ffn_down", "\(source).output.dense", [width, feedForward], &plan)
        try addPair("\(block).layer_output_norm", "\(source).output.LayerNorm", [width], &plan)
    }

    /// A weight and its bias.
    private static func addPair(
        _ name: String, _ source: String, _ shape: [Int], _ plan: inout ImportPlan
    ) throws(CheckpointError) {
        try plan.add("\(name).weight", from: "\(source).weight", shape: shape)
        try plan.add("\(name).bias", from: "\(source).bias", shape: [shape[0]])
    }
}
