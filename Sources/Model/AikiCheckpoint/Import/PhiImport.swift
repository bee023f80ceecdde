import AikiBase
import Foundation

/// Phi 3 and what is built like it: query, key and value in one matrix, gate and up in another,
/// both kept so; long contexts through two tables of divisors.
enum PhiImport {
    static func fill(_ plan: inout ImportPlan, _ configuration: ImportConfiguration)
        throws(CheckpointError)
    {
        let decoder = try DecoderImport(configuration)
        try configuration.require("hidden_act", isOneOf: ["silu", "swish"])
        try configuration.require("attention_bias", isOneOf: [false])
        let context = try configuration.count("max_position_embeddings")
        let inner = try configuration.nested("rope_parameters")?
            .count("original_max_position_embeddings", default: context)
        let original = try configuration.count(
            "original_max_position_embeddings", default: inner ?? context)
        try decoder.setCommonKeys(&plan, contextTokens: context)
        plan.set("rope.scaling.original_context_length", original)
        let window =
            configuration.value("sliding_window") == nil
            ? 0 : try configuration.count("sliding_window")
        plan.set("attention.sliding_window", window)
        try setRotary(&plan, configuration, decoder, context: context, original: original)
        try decoder.addOuterTensors(&plan)
        for layer in 0..<decoder.layers { try addLayer(layer, decoder, &plan) }
    }

    private static func setRotary(
        _ plan: inout ImportPlan, _ configuration: ImportConfiguration, _ decoder: DecoderImport,
        context: Int, original: Int
    ) throws(CheckpointError) {
        let nested = try configuration.nested("rope_parameters")?
            .number("partial_rotary_factor", default: 1)
        let share = try configuration.number("partial_rotary_factor", default: nested ?? 1)
        guard share > 0, share <= 1 else {
            throw configuration.unsupported("partial_rotary_factor")
        }
        let rotated = Int(Double(decoder.headWidth) * share)
        guard rotated > 0, rotated % 2 == 0 else {
            throw configuration.unsupported("partial_rotary_factor")
        }
        let scaling = try RotaryScaling(configuration)
        guard case .longrope(let short, let long) = scaling.kind else {
            guard scaling.kind == .none else { throw configuration.unsupported("rope_scaling") }
            return try decoder.setRotary(&plan, scaling, rotated: rotated)
        }
        guard short.count == rotated / 2, long.count == rotated / 2 else {
            throw configuration.unsupported("rope_scaling")
        }
        plan.set("rope.dimension_count", rotated)
        plan.set("rope.freq_base", scaling.base)
        // Attention gets sharper as the context is stretched: LongRoPE (Ding 2024) §3.3.
        let stretch = Double(context) / Double(original)
        let magnitude = stretch > 1 ? sqrt(1 + log(stretch) / log(Double(original))) : 1
        plan.set("rope.scaling.attn_factor", magnitude)
        try plan.add("rope_factors_long.weight", values: long.map { Float($0) })
        try plan.add("rope_factors_short.weight", values: short.map { Float($0) })
    }

    private static func addLayer(
        _ layer: Int, _ decoder: DecoderImport, _ plan: inout ImportPlan
    ) throws(CheckpointError) {
        let source = "layers.\(layer)"
        let block = "blk.\(layer)"
        try plan.add(
            "\(block).attn_qkv.weight", from: "\(source).self_attn.qkv_proj.weight",
            shape: [decoder.queryRows + 2 * decoder.keyValueRows, decoder.width])
        try plan.add(
            "\(block).attn_output.weight", from: "\(source).self_attn.o_proj.weight",
            shape: [decoder.width, decoder.queryRows])
        try plan.add(
            "\(block).ffn_up.weight", from: "\(source).mlp.gate_up_proj.weight",
            shape: [2 * decoder.feedForward, decoder.width])
        try plan.add(
            "\(block).ffn_down.weight", from: "\(source).mlp.down_proj.weight",
            shape: [decoder.width, decoder.feedForward])
        try GatedLayerImport.addNorms(layer, decoder, &plan)
    }
}
