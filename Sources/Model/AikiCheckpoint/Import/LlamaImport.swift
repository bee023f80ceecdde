import AikiBase

/// Llama and what is built like it: Mistral, SmolLM2, TinyLlama, SmolLM3.
///
/// GGUF stores query and key rows so that rotated pairs are neighbours, while the source has them
/// half a head apart; ``ImportedTensor/Change/pairRotaryHalves(headWidth:)`` reorders them.
enum LlamaImport {
    static func fill(_ plan: inout ImportPlan, _ whole: ImportConfiguration)
        throws(CheckpointError)
    {
        // Mistral 3 wraps the text model's settings, as it can see.
        let configuration = whole.nested("text_config") ?? whole
        try configuration.require("model_type", isOneOf: ["llama", "mistral", "smollm3"])
        let decoder = try DecoderImport(configuration)
        try configuration.require("hidden_act", isOneOf: ["silu", "swish"])
        try configuration.require("mlp_bias", isOneOf: [false])
        try configuration.require("partial_rotary_factor", isOneOf: [1])
        let window = try slidingWindow(configuration)
        let context = try decoder.contextTokens(&plan, window: window)
        try decoder.setCommonKeys(&plan, contextTokens: context)
        try checkPositionlessLayers(plan.architecture, configuration, layers: decoder.layers)
        let rotary = try RotaryScaling(configuration, defaultBase: defaultBase(plan.architecture))
        try decoder.setRotary(&plan, rotary, rotated: decoder.headWidth)
        let tied = plan.architecture == "smollm3"
        try decoder.addOuterTensors(&plan, tiedByDefault: tied)
        for layer in 0..<decoder.layers { try addLayer(layer, decoder, &plan) }
        plan.leaveOut { $0.contains("vision_tower.") || $0.contains("multi_modal_projector.") }
    }

    private static func defaultBase(_ architecture: String) -> Double {
        architecture == "smollm3" ? 2_000_000 : 10_000
    }

    private static func slidingWindow(
        _ configuration: ImportConfiguration
    ) throws(CheckpointError) -> Int? {
        guard configuration.value("sliding_window") != nil else { return nil }
        guard try configuration.truth("use_sliding_window", default: true) else { return nil }
        return try configuration.count("sliding_window")
    }

    /// SmolLM3 leaves every fourth layer without positions; its GGUF files cannot say otherwise.
    private static func checkPositionlessLayers(
        _ architecture: String, _ configuration: ImportConfiguration, layers: Int
    ) throws(CheckpointError) {
        guard architecture == "smollm3" else { return }
        try configuration.require("no_rope_layer_interval", isOneOf: [4])
        guard configuration.value("no_rope_layers") != nil else { return }
        let rotates = try configuration.numbers("no_rope_layers")
        let expected = (0..<layers).map { ($0 + 1) % 4 == 0 ? 0.0 : 1.0 }
        guard rotates == expected else { throw configuration.unsupported("no_rope_layers") }
    }

    private static func addLayer(
        _ layer: Int, _ decoder: DecoderImport, _ plan: inout ImportPlan
    ) throws(CheckpointError) {
        let source = "layers.\(layer)"
        let block = "blk.\(layer)"
        let pairs = ImportedTensor.Change.pairRotaryHalves(headWidth: decoder.headWidth)
        let projections: [(String, String, Int, ImportedTensor.Change)] = [
            ("attn_q", "q_proj", decoder.queryRows, pairs),
            ("attn_k", "k_proj", decoder.keyValueRows, pairs),
            ("attn_v", "v_proj", decoder.keyValueRows, .none),
        ]
        for (name, part, rows, change) in projections {
            let from = "\(source).self_attn.\(part)"
            try plan.add(
                "\(block).\(name).weight", from: "\(from).weight", shape: [rows, decoder.width],
                change: change)
            if plan.has("\(from).bias") {
                try plan.add(
                    "\(block).\(name).bias", from: "\(from).bias", shape: [rows], change: change)
            }
        }
        let output = "\(source).self_attn.o_proj"
        try plan.add(
            "\(block).attn_output.weight", from: "\(output).weight",
            shape: [decoder.width, decoder.queryRows])
        if plan.has("\(output).bias") {
            try plan.add(
                "\(block).attn_output.bias", from: "\(output).bias", shape: [decoder.width])
        }
        try GatedLayerImport.addNorms(layer, decoder, &plan)
        try GatedLayerImport.addFeedForward(layer, decoder, &plan)
    }
}
