public import AikiBase

/// What a model's states know of the labels of texts; `docs/SEMANTIC_DEPTH.md` has the definitions.
public struct SymbolReport: Sendable, Equatable {
    /// What one layer knows of a kind of label.
    public struct Layer: Sendable, Equatable {
        /// 0 is what the first layer reads, 1 what it gives, …; the last is behind the last norm.
        public let index: Int
        /// Bits that a token drawn from a text carries: H(label) − cross-entropy.
        public let tokenDepth: Double
        /// Bits that a text's last token carries.
        public let lastTokenDepth: Double
        /// How often the probe names the right label at a text's last token.
        public let lastTokenAccuracy: Double
        /// Cross-entropy in bits on the texts that layers are chosen by.
        let validationBits: Double
    }

    /// What is known of a kind of label.
    public struct Kind: Sendable, Equatable {
        /// The kind.
        public let kind: SymbolKind
        /// How many labels there are.
        public let labelCount: Int
        /// Texts that probes were trained and layers chosen on.
        public let trainingCount: Int
        /// Texts that the depths were measured on.
        public let heldOutCount: Int
        /// The entropy of these texts' labels in bits: the most there is to know.
        public let labelEntropy: Double
        /// The share of the commonest label among them.
        public let majority: Double
        /// Every layer.
        public let layers: [Layer]
        /// The layer that does best on the texts that layers are chosen by.
        public let chosen: Layer
    }

    /// What the model is called.
    public let model: String
    /// Every kind that the lines have labels of.
    public let kinds: [Kind]
    /// Lines that do not fit the context, and lines that stand there twice.
    public let linesLeftOut: Int

    /// Bits that a token carries of all kinds together.
    public var tokenDepth: Double { kinds.reduce(0) { $0 + $1.chosen.tokenDepth } }

    /// For programs.
    public var json: JSONValue {
        [
            "model": .string(model), "lines_left_out": .integer(Int64(linesLeftOut)),
            "token_depth": .number(tokenDepth), "kinds": .array(kinds.map(\.json)),
        ]
    }
}

extension SymbolReport.Kind {
    var json: JSONValue {
        [
            "kind": .string(kind.rawValue), "labels": .integer(Int64(labelCount)),
            "training_texts": .integer(Int64(trainingCount)),
            "held_out_texts": .integer(Int64(heldOutCount)),
            "label_entropy": .number(labelEntropy), "majority": .number(majority),
            "chosen": chosen.json, "layers": .array(layers.map(\.json)),
        ]
    }
}

extension SymbolReport.Layer {
    var json: JSONValue {
        [
            "layer": .integer(Int64(index)), "token_depth": .number(tokenDepth),
            "last_token_depth": .number(lastTokenDepth),
            "last_token_accuracy": .number(lastTokenAccuracy),
        ]
    }
}
