import AikiCheckpoint
import AikiTensor

/// Gemma 3, text: norms before and after each branch, head norms, tanh-GELU, embeddings times
/// √width, and five sliding-window layers with their own rotation for each one that sees all.
///
/// The file's norm weights already hold the added one. Source: Gemma 3 report 2025 §2.
package enum Gemma3: Architecture {
    package static let name = "gemma3"
    /// Every sixth layer sees everything.
    package static let globalLayerInterval = 6
    /// The 27B model scales scores by its width a head, which no key of the file says.
    private static let layersOf27B = 62
    private static let layersOf1B = 26
    /// The 4B, 12B and 27B models stretch positions by eight.
    private static let layersOfLargeModels: Set = [34, 48, 62]

    package static func build(_ source: ModelSource) throws(ModelError) -> ModelBlueprint {
        let shape = try DecoderShape(source, defaultEpsilon: 1e-6)
        var recipe = DecoderRecipe()
        try readFirstFiles(source, shape, &recipe)
        recipe.normalisesHeads = true
        recipe.normalisesBranches = true
        recipe.activation = .geluTanh
        recipe.embeddingScale = Float(shape.width).squareRoot()
        recipe.slides = try slidingLayers(source, shape)
        if shape.layerCount == layersOf27B {
            recipe.attentionScale = 1 / (Float(shape.width) / Float(shape.headCount)).squareRoot()
        }
        return try DecoderBuilder.build(source, shape, recipe)
    }

    /// The first files of these models name the bases of rotation otherwise or not at all, leave out
    /// the norms' epsilon and the stretch, and give the 1B model a cap of logits that it was not
    /// trained with.
    private static func readFirstFiles(
        _ source: ModelSource, _ shape: DecoderShape, _ recipe: inout DecoderRecipe
    ) throws(ModelError) {
        let bases = 1.001...1e15
        let isFirst = source.file.value(source.key("rope.freq_base")) == nil
        recipe.rotaryBase = try source.number(
            "rope.global.freq_base", in: bases, default: 1_000_000)
        recipe.localRotaryBase = try source.number(
            "rope.local.freq_base", in: bases, default: 10_000)
        if isFirst, layersOfLargeModels.contains(shape.layerCount) { recipe.rotaryFactor = 8 }
        recipe.capsLogits = !(isFirst && shape.layerCount == layersOf1B)
    }

    /// Which layers slide: a flag a layer, or every n-th does not.
    private static func slidingLayers(
        _ source: ModelSource, _ shape: DecoderShape
    ) throws(ModelError) -> @Sendable (Int) -> Bool {
        let key = "attention.sliding_window_pattern"
        guard let value = try source.present(key) else {
            return { layer in (layer + 1) % globalLayerInterval != 0 }
        }
        if let flags = source.file.booleans(source.key(key)) {
            guard flags.count == shape.layerCount else {
                throw source.invalid(key, value, "\(shape.layerCount) flags")
            }
            return { layer in flags[layer] }
        }
        let interval = try source.integer(key)
        return { layer in (layer + 1) % interval != 0 }
    }
}
