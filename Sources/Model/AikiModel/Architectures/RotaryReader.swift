#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#endif
import AikiTensor

/// Reads what a file says about rotation.
struct RotaryReader {
    /// The kinds of scaling by their names in GGUF. Llama 3's is stored as divisors only.
    static let kinds = ["linear", "longrope", "none", "yarn"]

    let source: ModelSource
    let shape: DecoderShape
    let recipe: DecoderRecipe
    private var pairing: RotaryPairing { recipe.pairing }

    init(source: ModelSource, shape: DecoderShape, recipe: DecoderRecipe) {
        self.source = source
        self.shape = shape
        self.recipe = recipe
    }

    /// The rotation of layers that see everything.
    ///
    /// - Throws: ``ModelError`` for scaling that is not known or numbers that cannot be.
    func global() throws(ModelError) -> RotaryEmbedding {
        let rotated = try rotatedWidth()
        let kind = try scalingKind()
        let scaling = RotaryScaling(
            base: try base("rope.freq_base", default: recipe.rotaryBase), rotated: rotated,
            kind: kind)
        let divisors = try source.positiveVector("rope_freqs.weight", count: rotated / 2)
        let long = try source.positiveVector("rope_factors_long.weight", count: rotated / 2)
        let short = try source.positiveVector("rope_factors_short.weight", count: rotated / 2)
        guard (long == nil) == (short == nil) else {
            throw .missingTensor(
                name: long == nil ? "rope_factors_long.weight" : "rope_factors_short.weight")
        }
        return RotaryEmbedding(
            rotated: rotated, pairing: pairing,
            frequencies: scaling.frequencies(divisors: short ?? divisors),
            longFrequencies: long.map { scaling.frequencies(divisors: $0) },
            originalContext: try originalContext(),
            magnitude: Float(try magnitude(kind)))
    }

    /// The rotation of sliding-window layers that have their own base and no scaling.
    func local(base fallback: Double) throws(ModelError) -> RotaryEmbedding {
        let rotated = try rotatedWidth()
        let base = try base("rope.freq_base_swa", default: fallback)
        let scaling = RotaryScaling(base: base, rotated: rotated, kind: .linear(factor: 1))
        return RotaryEmbedding(
            rotated: rotated, pairing: pairing, frequencies: scaling.frequencies(divisors: nil),
            longFrequencies: nil, originalContext: shape.contextTokensMax, magnitude: 1)
    }

    private func rotatedWidth() throws(ModelError) -> Int {
        let rotated = try source.integer(
            "rope.dimension_count", in: 2...max(2, shape.keyWidth), default: shape.keyWidth)
        guard rotated % 2 == 0, rotated <= shape.keyWidth else {
            throw .invalidMetadata(
                key: source.key("rope.dimension_count"), value: "\(rotated)",
                expected: "an even number of at most \(shape.keyWidth)")
        }
        return rotated
    }

    private func base(
        _ suffix: String, default fallback: Double
    ) throws(ModelError) -> Double {
        // 1 would divide by zero in YaRN's logarithms; every trained model is far above.
        try source.number(suffix, in: 1.001...1e15, default: fallback)
    }

    private func originalContext() throws(ModelError) -> Int {
        try source.integer(
            "rope.scaling.original_context_length", in: 1...DecoderShape.contextMax,
            default: shape.contextTokensMax)
    }

    private func scalingKind() throws(ModelError) -> RotaryScaling.Kind {
        let name = try source.string("rope.scaling.type") ?? "linear"
        guard Self.kinds.contains(name) else {
            throw .unsupportedRotaryScaling(type: name, known: Self.kinds)
        }
        // Files from before 2023-10 have the factor under its old name.
        let old = try source.number(
            "rope.scale_linear", in: 1e-6...1e6, default: recipe.rotaryFactor)
        let factor = try source.number("rope.scaling.factor", in: 1e-6...1e6, default: old)
        guard name == "yarn" else {
            return .linear(factor: name == "linear" ? factor : 1)
        }
        return .yarn(
            RotaryScaling.YaRN(
                factor: factor, originalContext: try originalContext(),
                turnsFast: try source.number(
                    "rope.scaling.yarn_beta_fast", in: 1e-3...1e6, default: 32),
                turnsSlow: try source.number(
                    "rope.scaling.yarn_beta_slow", in: 1e-3...1e6, default: 1),
                extrapolation: try source.number(
                    "rope.scaling.yarn_ext_factor", in: 0...1, default: 1)))
    }

    /// YaRN turns attention up by 0.1 ln factor + 1 (Peng 2023 §3.4); LongRoPE stores its number.
    private func magnitude(_ kind: RotaryScaling.Kind) throws(ModelError) -> Double {
        let stored = try source.number("rope.scaling.attn_factor", in: 1e-3...1e3, default: 1)
        let yarnStored = try source.numberIfPresent(
            "rope.scaling.yarn_attn_factor", in: 1e-3...1e3)
        guard case .yarn(let yarn) = kind else { return stored }
        return stored * (yarnStored ?? (yarn.factor > 1 ? 0.1 * log(yarn.factor) + 1 : 1))
    }
}
