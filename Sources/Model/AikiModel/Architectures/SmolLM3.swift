import AikiTensor

/// SmolLM 3: Llama's layers, every fourth of them without rotation.
///
/// The interval is not in the file: it is part of the architecture.
/// Source: Yang 2025, "RoPE to NoRoPE and back again".
package enum SmolLM3: Architecture {
    package static let name = "smollm3"
    /// Layers 3, 7, 11 … know no positions.
    package static let plainLayerInterval = 4

    package static func build(_ source: ModelSource) throws(ModelError) -> ModelBlueprint {
        var recipe = DecoderRecipe()
        recipe.pairing = .adjacent
        recipe.rotates = { layer in (layer + 1) % plainLayerInterval != 0 }
        return try DecoderBuilder.build(source, try DecoderShape(source), recipe)
    }
}
