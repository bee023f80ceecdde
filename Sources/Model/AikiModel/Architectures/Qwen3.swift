/// Qwen 3, dense: norms over each query and key head in the place of Qwen 2's biases.
///
/// Source: Qwen3 report 2025 §2.
package enum Qwen3: Architecture {
    package static let name = "qwen3"

    package static func build(_ source: ModelSource) throws(ModelError) -> ModelBlueprint {
        var recipe = DecoderRecipe()
        recipe.normalisesHeads = true
        return try DecoderBuilder.build(source, try DecoderShape(source), recipe)
    }
}
