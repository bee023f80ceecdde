import AikiTensor

/// Llama 1 to 3 and what shares their layers: Mistral, SmolLM 1 and 2, TinyStories models.
///
/// Query and key rows are stored permuted, so that neighbours turn together. Llama 3's rotation
/// scaling is in the file as divisors (`rope_freqs.weight`). Biases follow the file;
/// one with experts is Mixtral, which is not built here.
/// Source: Touvron 2023 §2.2; Grattafiori 2024 §3.2.
package enum Llama: Architecture {
    package static let name = "llama"

    package static func build(_ source: ModelSource) throws(ModelError) -> ModelBlueprint {
        var recipe = DecoderRecipe()
        recipe.pairing = .adjacent
        return try DecoderBuilder.build(source, try DecoderShape(source), recipe)
    }
}
