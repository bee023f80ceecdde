package import AikiBase

/// The sizes of a new model, and how they follow from one number.
///
/// The dial is the depth d: with it everything else grows in step, so that a model twice as deep is also
/// twice as wide (Kaplan 2020 §3.2 finds that depth and width hardly matter apart).
///
/// | | rule |
/// |---|---|
/// | layers | d |
/// | width | 64 · d |
/// | heads | d, of 64 numbers each; keys and values as many |
/// | feed-forward | 8/3 · width, rounded up to 64: three gated matrices hold what two plain ones of 4 · width hold (Shazeer 2020) |
/// | tokens to train on | 20 for each parameter (Hoffmann 2022, table 3) |
/// | tokens of a step | 8,192 at 1 M parameters, twice as many for every 8 times the parameters, a power of two |
/// | rate of AdamW | 0.003 · √(384 / width) |
/// | rate of Muon | 0.02 |
package struct ModelShape: Sendable, Equatable {
    /// Which family's layers.
    package enum Family: String, Sendable, CaseIterable {
        /// Llama: no biases, no norms of heads.
        case llama
        /// Qwen 2: biases on queries, keys and values.
        case qwen2
        /// Qwen 3: norms of query and key heads.
        case qwen3
    }

    /// Which family's layers.
    package var family: Family
    /// Layers.
    package var layers: Int
    /// Numbers in a token's vector.
    package var width: Int
    /// Query heads.
    package var heads: Int
    /// Key and value heads.
    package var keyValueHeads: Int
    /// Numbers between the matrices of a feed-forward layer.
    package var feedForward: Int
    /// Tokens of the vocabulary.
    package var vocabulary: Int
    /// The longest text.
    package var contextTokens: Int
    /// Whether the output uses the embedding's matrix.
    package var isTied: Bool
    /// The base of the rotary frequencies.
    package var rotaryBase: Double

    /// The shape that belongs to a depth.
    package init(
        family: Family = .llama, depth: Int, vocabulary: Int, contextTokens: Int,
        isTied: Bool = true
    ) {
        self.family = family
        layers = depth
        width = 64 * depth
        heads = depth
        keyValueHeads = depth
        feedForward = (width * 8 / 3 + 63) / 64 * 64
        self.vocabulary = vocabulary
        self.contextTokens = contextTokens
        self.isTied = isTied
        rotaryBase = 10_000
    }

    /// Numbers in a head.
    package var headWidth: Int { width / heads }

    /// Parameters of the model.
    package var parameterCount: Int {
        let keyValues = 2 * width * keyValueHeads * headWidth
        var layer = 2 * width * width + keyValues + 3 * width * feedForward + 2 * width
        if family == .qwen2 { layer += width + 2 * keyValueHeads * headWidth }
        if family == .qwen3 { layer += 2 * headWidth }
        return layers * layer + vocabulary * width * (isTied ? 1 : 2) + width
    }

    /// Tokens worth training on for each parameter.
    package static let tokensPerParameter = 20

    /// Tokens of a step for a model of so many parameters.
    package static func stepTokens(parameters: Int) -> Int {
        var tokens = 8192
        var most = 8_000_000
        while parameters > most, tokens < 1 << 20 {
            tokens *= 2
            most *= 8
        }
        return tokens
    }

    /// AdamW's rate at its peak for a model of a width.
    package static func learningRate(width: Int) -> Double {
        0.003 * (384 / Double(width)).squareRoot()
    }

    /// Refuses shapes that no model has.
    package func check() throws(TrainingError) {
        for (name, value) in [
            ("layers", layers), ("width", width), ("heads", heads),
            ("key-value heads", keyValueHeads), ("feed-forward", feedForward),
            ("vocabulary", vocabulary), ("context", contextTokens),
        ] where value < 1 {
            throw .invalidSetting(name: name, value: "\(value)", expected: "at least 1")
        }
        guard width.isMultiple(of: heads), headWidth.isMultiple(of: 2) else {
            throw .invalidSetting(
                name: "width", value: "\(width)", expected: "an even multiple of \(heads) heads")
        }
        guard heads.isMultiple(of: keyValueHeads) else {
            throw .invalidSetting(
                name: "key-value heads", value: "\(keyValueHeads)",
                expected: "a divisor of \(heads) heads")
        }
    }

    /// `config.json` as Hugging Face's programs write it.
    package var configuration: JSONValue {
        var object = JSONObject()
        let names: [Family: String] = [
            .llama: "LlamaForCausalLM", .qwen2: "Qwen2ForCausalLM", .qwen3: "Qwen3ForCausalLM",
        ]
        object["architectures"] = [.string(names[family] ?? "")]
        object["model_type"] = .string(family.rawValue)
        object["hidden_size"] = .integer(Int64(width))
        object["intermediate_size"] = .integer(Int64(feedForward))
        object["num_hidden_layers"] = .integer(Int64(layers))
        object["num_attention_heads"] = .integer(Int64(heads))
        object["num_key_value_heads"] = .integer(Int64(keyValueHeads))
        object["head_dim"] = .integer(Int64(headWidth))
        object["vocab_size"] = .integer(Int64(vocabulary))
        object["max_position_embeddings"] = .integer(Int64(contextTokens))
        object["rms_norm_eps"] = .number(1e-5)
        object["rope_theta"] = .number(rotaryBase)
        object["hidden_act"] = "silu"
        object["tie_word_embeddings"] = .bool(isTied)
        object["attention_bias"] = .bool(family == .qwen2)
        return .object(object)
    }
}
