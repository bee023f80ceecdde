/// Scales, caps and windows that any decoder's file may set.
struct DecoderNumbers {
    let embeddingScale: Float
    let residualScale: Float
    let logitScale: Float
    let attentionScale: Float
    let logitSoftcap: Float?
    let attentionSoftcap: Float?
    let slidingWindow: Int?

    /// Reads them; what the file leaves out comes from the recipe.
    ///
    /// `logit_scale` divides the logits, as Llama's descendants write it (Granite 3 report 2024).
    init(
        _ source: ModelSource, _ shape: DecoderShape, _ recipe: DecoderRecipe
    ) throws(ModelError) {
        let scales = 1e-6...1e6
        embeddingScale = Float(
            try source.number(
                "embedding_scale", in: scales, default: Double(recipe.embeddingScale)))
        residualScale = Float(try source.number("residual_scale", in: scales, default: 1))
        logitScale = Float(1 / (try source.number("logit_scale", in: scales, default: 1)))
        let usual = recipe.attentionScale ?? 1 / Float(shape.keyWidth).squareRoot()
        attentionScale = Float(
            try source.number("attention.scale", in: scales, default: Double(usual)))
        let cap = try source.numberIfPresent("final_logit_softcapping", in: scales)
        logitSoftcap = recipe.capsLogits ? cap.map { Float($0) } : nil
        attentionSoftcap = try source.numberIfPresent("attn_logit_softcapping", in: scales)
            .map { Float($0) }
        // Zero stands for "none" in files that must name the key.
        let window = try source.integer(
            "attention.sliding_window", in: 0...DecoderShape.contextMax, default: 0)
        slidingWindow = window == 0 ? nil : window
        guard try source.boolean("attention.causal", default: true) else {
            throw .invalidMetadata(
                key: source.key("attention.causal"), value: "false", expected: "true")
        }
    }
}
