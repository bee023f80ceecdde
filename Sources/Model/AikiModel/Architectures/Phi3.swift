/// Phi 3, 3.5 and 4: one matrix for queries, keys and values, one for gate and up.
///
/// Long contexts have two sets of rotation divisors; a cache longer than the original context
/// uses the long set from its first token, so that what it holds stays of one kind.
/// Source: Abdin 2024 §2; Ding 2024, "LongRoPE".
package enum Phi3: Architecture {
    package static let name = "phi3"

    package static func build(_ source: ModelSource) throws(ModelError) -> ModelBlueprint {
        try DecoderBuilder.build(source, try DecoderShape(source), DecoderRecipe())
    }
}
