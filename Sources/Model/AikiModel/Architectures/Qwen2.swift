/// Qwen 2 and 2.5: Llama's layers with biases on queries, keys and values.
///
/// Source: Qwen2 report 2024 §2.2.
package enum Qwen2: Architecture {
    package static let name = "qwen2"

    package static func build(_ source: ModelSource) throws(ModelError) -> ModelBlueprint {
        try DecoderBuilder.build(source, try DecoderShape(source), DecoderRecipe())
    }
}
