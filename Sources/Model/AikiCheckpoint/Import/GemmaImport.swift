import AikiBase

/// Gemma 3, its text part: norms stored as differences from one, a window on most layers, another
/// rotary base inside the window.
enum GemmaImport {
    static func fill(_ plan: inout ImportPlan, _ whole: ImportConfiguration)
        throws(CheckpointError)
    {
        let configuration = whole.nested("text_config") ?? whole
        let decoder = try DecoderImport(withDefaults(configuration), headWidth: 256)
        try configuration.require("hidden_activation", isOneOf: ["gelu_pytorch_tanh"])
        try configuration.require("hidden_act", isOneOf: ["gelu_pytorch_tanh"])
        try configuration.require("attention_bias", isOneOf: [false])
        try configuration.require("use_bidirectional_attention", isOneOf: [false])
        try checkScale(configuration, decoder)
        let context = try configuration.count("max_position_embeddings", default: 131_072)
        try decoder.setCommonKeys(&plan, contextTokens: context)
        if configuration.value("attn_logit_softcapping") != nil {
            throw configuration.unsupported("attn_logit_softcapping")
        }
        if configuration.value("final_logit_softcapping") != nil {
            plan.set(
                "final_logit_softcapping", try configuration.number("final_logit_softcapping"))
        }
        try setWindow(&plan, configuration, layers: decoder.layers)
        try setRotary(&plan, configuration, decoder)
        try decoder.addOuterTensors(&plan, change: .addOne, tiedByDefault: true)
        for layer in 0..<decoder.layers { try addLayer(layer, decoder, &plan) }
        plan.leaveOut { $0.contains("vision_tower.") || $0.contains("multi_modal_projector.") }
    }

    /// Configurations of the larger models leave out what equals the family's default.
    private static func withDefaults(_ configuration: ImportConfiguration) -> ImportConfiguration {
        configuration.filling([
            "hidden_size": 2_304, "num_hidden_layers": 26, "num_attention_heads": 8,
            "num_key_value_heads": 4, "intermediate_size": 9_216, "vocab_size": 262_208,
        ])
    }

    /// Files of this architecture scale scores by the head's width, the largest model's by the
    /// width of the model over its heads.
    private static func checkScale(
        _ configuration: ImportConfiguration, _ decoder: DecoderImport
    ) throws(CheckpointError) {
        let scalar = try configuration.number("query_pre_attn_scalar", default: 256)
        let expected =
            decoder.layers == 62 ? decoder.width / decoder.heads : decoder.headWidth
        guard scalar == Double(expected) else {
            throw .unsupportedField(
                file: configuration.file, field: "query_pre_attn_scalar", value: "\(scalar)")
        }
    }

    private static func setWindow(
        _ plan: inout ImportPlan, _ configuration: ImportConfiguration, layers: Int
    ) throws(CheckpointError) {
        plan.set(
            "attention.sliding_window", try configuration.count("sliding_window", default: 4_096))
        var pattern = 6
        for key in ["sliding_window_pattern", "_sliding_window_pattern"]
        where configuration.value(key) != nil {
            pattern = try configuration.count(key)
        }
        if let types = configuration.value("layer_types")?.elements {
            // The pattern may only be told from the list: the first layer that sees everything.
            if let first = types.firstIndex(of: "full_attention") { pattern = first + 1 }
            let expected: [JSONValue] = (0..<layers).map {
                ($0 + 1) % pattern == 0 ? "full_attention" : "sliding_attention"
            }
            guard types == expected else { throw configuration.unsupported("layer_types") }
        }
        plan.set("attention.sliding_window_pattern", pattern)
    }

    private static func setRotary(
        _ plan: inout ImportPlan, _ configuration: ImportConfiguration, _ decoder: DecoderImport
    ) throws(CheckpointError) {
        let full = try RotaryScaling(
            configuration, layers: "full_attention", defaultBase: 1_000_000)
        try decoder.setRotary(&plan, full, rotated: decoder.headWidth)
        let parameters = configuration.nested("rope_parameters")
        let local: Double
        if let sliding = parameters?.nested("sliding_attention") {
            try sliding.require("rope_type", isOneOf: ["default"])
            local = try sliding.number("rope_theta", default: 10_000)
        } else {
            local = try configuration.number("rope_local_base_freq", default: 10_000)
        }
        plan.set("rope.freq_base_swa", local)
    }

    private static func addLayer(
        _ layer: Int, _ decoder: DecoderImport, _ plan: inout ImportPlan
    ) throws(CheckpointError) {
        for (name, part) in [
            ("attn_norm", "input_layernorm"),
            ("post_attention_norm", "post_attention_layernorm"),
            ("ffn_norm", "pre_feedforward_layernorm"),
            ("post_ffw_norm", "post_feedforward_layernorm"),
        ] {
            try plan.add(
                "blk.\(layer).\(name).weight", from: "layers.\(layer).\(part).weight",
                shape: [decoder.width], change: .addOne)
        }
        try GatedLayerImport.addAttention(layer, decoder, &plan)
        try GatedLayerImport.addHeadNorms(layer, decoder, &plan, change: .addOne)
        try GatedLayerImport.addFeedForward(layer, decoder, &plan)
    }
}
