/// Qwen 3 with experts: softmax over all, the best few, their weights divided by their sum.
///
/// Source: Qwen3 report 2025 §2.
package enum Qwen3MoE: Architecture {
    package static let name = "qwen3moe"
    /// The most experts a layer that are believed; the largest models have some hundreds.
    package static let expertsMax = 1 << 16

    package static func build(_ source: ModelSource) throws(ModelError) -> ModelBlueprint {
        let shape = try DecoderShape(source)
        var recipe = DecoderRecipe()
        recipe.normalisesHeads = true
        let experts = try source.integer("expert_count", in: 1...expertsMax)
        // 1 stands for softmax; others would need another router.
        _ = try source.integer("expert_gating_func", in: 1...1, default: 1)
        recipe.experts = ExpertRouting(
            experts: experts, used: try source.integer("expert_used_count", in: 1...experts),
            hiddenWidth: try source.integer("expert_feed_forward_length"),
            normalisesWeights: try source.boolean("expert_weights_norm", default: true),
            weightScale: Float(
                try source.number("expert_weights_scale", in: 1e-6...1e6, default: 1)))
        return try DecoderBuilder.build(source, shape, recipe)
    }
}
