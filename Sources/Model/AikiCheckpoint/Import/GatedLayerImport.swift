/// The parts of a layer that most decoders share.
enum GatedLayerImport {
    /// The norms before attention and before the feed-forward part.
    static func addNorms(
        _ layer: Int, _ decoder: DecoderImport, _ plan: inout ImportPlan
    ) throws(CheckpointError) {
        try plan.add(
            "blk.\(layer).attn_norm.weight", from: "layers.\(layer).input_layernorm.weight",
            shape: [decoder.width])
        try plan.add(
            "blk.\(layer).ffn_norm.weight", from: "layers.\(layer).post_attention_layernorm.weight",
            shape: [decoder.width])
    }

    /// Gate, up and down.
    static func addFeedForward(
        _ layer: Int, _ decoder: DecoderImport, _ plan: inout ImportPlan
    ) throws(CheckpointError) {
        let inner = [decoder.feedForward, decoder.width]
        let outer = [decoder.width, decoder.feedForward]
        for (name, part, shape) in [
            ("ffn_gate", "gate_proj", inner), ("ffn_up", "up_proj", inner),
            ("ffn_down", "down_proj", outer),
        ] {
            try plan.add(
                "blk.\(layer).\(name).weight", from: "layers.\(layer).mlp.\(part).weight",
                shape: shape)
        }
    }

    /// Query, key, value and output without change; with biases on the first three if asked for.
    static func addAttention(
        _ layer: Int, _ decoder: DecoderImport, _ plan: inout ImportPlan, biased: Bool = false
    ) throws(CheckpointError) {
        for (name, part, rows) in [
            ("attn_q", "q_proj", decoder.queryRows), ("attn_k", "k_proj", decoder.keyValueRows),
            ("attn_v", "v_proj", decoder.keyValueRows),
        ] {
            let source = "layers.\(layer).self_attn.\(part)"
            try plan.add(
                "blk.\(layer).\(name).weight", from: "\(source).weight",
                shape: [rows, decoder.width])
            if biased {
                try plan.add(
                    "blk.\(layer).\(name).bias", from: "\(source).bias", shape: [rows])
            }
        }
        try plan.add(
            "blk.\(layer).attn_output.weight", from: "layers.\(layer).self_attn.o_proj.weight",
            shape: [decoder.width, decoder.queryRows])
    }

    /// The norms of each head's query and key.
    static func addHeadNorms(
        _ layer: Int, _ decoder: DecoderImport, _ plan: inout ImportPlan,
        change: ImportedTensor.Change = .none
    ) throws(CheckpointError) {
        for part in ["q", "k"] {
            try plan.add(
                "blk.\(layer).attn_\(part)_norm.weight",
                from: "layers.\(layer).self_attn.\(part)_norm.weight", shape: [decoder.headWidth],
                change: change)
        }
    }
}
