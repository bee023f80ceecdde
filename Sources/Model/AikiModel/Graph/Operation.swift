package import AikiTensor

/// One step of a model: values and parameters in, one value out.
///
/// T is the number of rows of the inputs, written out by ``ValueSlot/Rows``.
package struct Operation: Sendable {
    /// What is computed, with the numbers that are no parameters.
    package enum Kind: Sendable {
        /// Rows of the table for the pass's token ids. Parameters: table (V, W).
        case embedTokens
        /// Rows of the table for the tokens' positions. Parameters: table (positions, W).
        case embedPositions
        /// Adds row `row` of a small table to each row. Parameters: table (R, W).
        case addRow(row: Int)
        /// x / √(mean x² + ε) · w over groups of w's width: a row, or each head of a row.
        /// Parameters: w. Source: Zhang and Sennrich 2019, eq. 4.
        case rmsNorm(epsilon: Float)
        /// (x − mean) / √(variance + ε) · w + b over a row. Parameters: w, b.
        /// Source: Ba 2016, eq. 4.
        case layerNorm(epsilon: Float)
        /// x Wᵀ, plus b where there is one. Parameters: W (N, K), and b (N).
        case linear
        /// Columns `offset ..<` offset + the output's width.
        case columns(offset: Int)
        /// Turns pairs of each head by angles that grow with the position. Source: Su 2021 §3.2.
        case rotate(rotary: Int, heads: Int, headWidth: Int)
        /// Softmax attention. Inputs: queries, keys, values.
        case attend(AttentionShape)
        /// activation(gate) · up. Inputs: gate, up. Source: Shazeer 2020, "GLU variants".
        case gate(Activation)
        /// activation(x).
        case activate(Activation)
        /// a + b.
        case add
        /// x · factor.
        case scale(factor: Float)
        /// cap · tanh(x / cap). Source: Gemma Team 2024 §2.
        case softcap(cap: Float)
        /// A mixture of gated experts. Parameters: router (E, W), gate, up (E, F, W), down (E, W, F).
        case mixExperts(ExpertRouting)
        /// The rows whose logits are wanted.
        case selectOutputs
    }

    /// What is computed.
    package let kind: Kind
    /// The values it reads.
    package let inputs: [ValueID]
    /// The parameters it reads.
    package let parameters: [ParameterID]
    /// The value it writes.
    package let output: ValueID

    /// Describes a step.
    package init(
        kind: Kind, inputs: [ValueID], parameters: [ParameterID], output: ValueID
    ) {
        self.kind = kind
        self.inputs = inputs
        self.parameters = parameters
        self.output = output
    }
}

extension Operation.Kind {
    /// Whether the result may be written over the first input.
    package var overwritesInput: Bool {
        switch self {
        case .addRow, .rotate, .gate, .activate, .add, .scale, .softcap: true
        default: false
        }
    }
}
