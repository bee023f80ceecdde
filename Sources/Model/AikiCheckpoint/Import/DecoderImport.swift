import AikiBase
import Foundation

/// Sizes that every decoder has, and the tensors outside of its layers.
struct DecoderImport {
    /// Layers that a configuration may have.
    static let layersMax = 1_024
    /// Heads that a layer may have, and numbers in one of them.
    static let headsMax = 65_536

    let configuration: ImportConfiguration
    let width: Int
    let layers: Int
    let heads: Int
    let keyValueHeads: Int
    let headWidth: Int
    let feedForward: Int
    let vocabulary: Int

    init(_ configuration: ImportConfiguration, headWidth: Int? = nil) throws(CheckpointError) {
        self.configuration = configuration
        width = try configuration.count("hidden_size")
        layers = try configuration.count("num_hidden_layers")
        heads = try configuration.count("num_attention_heads")
        keyValueHeads = try configuration.count("num_key_value_heads", default: heads)
        feedForward = try configuration.count("intermediate_size")
        vocabulary = try configuration.count("vocab_size")
        guard layers <= Self.layersMax else { throw configuration.unsupported("num_hidden_layers") }
        guard heads <= Self.headsMax else { throw configuration.unsupported("num_attention_heads") }
        guard heads % keyValueHeads == 0 else {
            throw configuration.unsupported("num_key_value_heads")
        }
        if configuration.value("head_dim") != nil {
            self.headWidth = try configuration.count("head_dim")
        } else if let headWidth {
            self.headWidth = headWidth
        } else {
            guard width % heads == 0 else { throw configuration.unsupported("num_attention_heads") }
            self.headWidth = width / heads
        }
        guard self.headWidth % 2 == 0, self.headWidth <= Self.headsMax else {
            throw configuration.unsupported("head_dim")
        }
    }

    /// Rows of the query projection.
    var queryRows: Int { heads * headWidth }

    /// Rows of the key and of the value projection.
    var keyValueRows: Int { keyValueHeads * headWidth }

    /// Writes the keys that all decoders share.
    func setCommonKeys(_ plan: inout ImportPlan, contextTokens: Int) throws(CheckpointError) {
        plan.set("vocab_size", vocabulary)
        plan.set("context_length", contextTokens)
        plan.set("embedding_length", width)
        plan.set("block_count", layers)
        plan.set("feed_forward_length", feedForward)
        plan.set("attention.head_count", heads)
        plan.set("attention.head_count_kv", keyValueHeads)
        plan.set(
            "attention.layer_norm_rms_epsilon",
            try configuration.number("rms_norm_eps", default: 1e-6))
        plan.set("attention.key_length", headWidth)
        plan.set("attention.value_length", headWidth)
    }

    /// Writes base and scaling of the rotary positions; plans the divisors where they are a table.
    func setRotary(
        _ plan: inout ImportPlan, _ scaling: RotaryScaling, rotated: Int
    ) throws(CheckpointError) {
        plan.set("rope.dimension_count", rotated)
        plan.set("rope.freq_base", scaling.base)
        switch scaling.kind {
        case .none: break
        case .linear(let factor):
            plan.set("rope.scaling.type", "linear")
            plan.set("rope.scaling.factor", factor)
        case .yarn(let factor, let originalTokens):
            plan.set("rope.scaling.type", "yarn")
            plan.set("rope.scaling.factor", factor)
            plan.set("rope.scaling.original_context_length", originalTokens)
        case .llama3(let factor, let low, let high, let originalTokens):
            let divisors = RotaryScaling.llama3Divisors(
                base: scaling.base, rotated: rotated, factor: factor, low: low, high: high,
                originalTokens: originalTokens)
            try plan.add("rope_freqs.weight", values: divisors)
        case .longrope: throw configuration.unsupported("rope_scaling")
        }
    }

    /// Plans embedding, last norm and output.
    ///
    /// A tied model may store the one matrix under either name. Where it says that it is tied, a
    /// second copy is left out, as the model itself would not look at it.
    func addOuterTensors(
        _ plan: inout ImportPlan, change: ImportedTensor.Change = .none, tiedByDefault: Bool = false
    ) throws(CheckpointError) {
        let embedding = plan.prefix + "embed_tokens.weight"
        let output = Self.outputName(plan)
        let shape = [vocabulary, width]
        let isTied = try configuration.truth(
            "tie_word_embeddings",
            default: tiedByDefault || !(plan.weights.contains(embedding) && output != nil))
        if plan.weights.contains(embedding) || output == nil {
            try plan.add("token_embd.weight", from: embedding, shape: shape, absolute: true)
        } else if let output {
            guard isTied else { throw .missingTensor(name: embedding, path: plan.weights.folder) }
            try plan.add("token_embd.weight", from: output, shape: shape, absolute: true)
        }
        try plan.add("output_norm.weight", from: "norm.weight", shape: [width], change: change)
        if isTied {
            plan.leaveOut { $0 == output }
        } else {
            let name = output ?? "lm_head.weight"
            try plan.add("output.weight", from: name, shape: shape, absolute: true)
        }
        plan.leaveOut { $0.hasSuffix("rotary_emb.inv_freq") }
    }

    private static func outputName(_ plan: ImportPlan) -> String? {
        var candidates = ["lm_head.weight"]
        if plan.prefix.hasSuffix("model.") {
            candidates.append(String(plan.prefix.dropLast("model.".count)) + "lm_head.weight")
        }
        return candidates.first { plan.weights.contains($0) }
    }

    /// How many tokens of context the file may claim: where the source looks back only through a
    /// window that we do not write, inside of that window the maths are the same.
    func contextTokens(_ plan: inout ImportPlan, window: Int?) throws(CheckpointError) -> Int {
        let context = try configuration.count("max_position_embeddings", default: 2_048)
        guard let window, window < context else { return context }
        plan.notes.append(
            "The context is \(window) tokens, not \(context): beyond them the model looks back "
                + "through a sliding window, which this architecture's files cannot express.")
        return window
    }
}
