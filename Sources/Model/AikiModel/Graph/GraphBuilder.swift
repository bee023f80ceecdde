package import AikiTensor

/// Collects a graph's operations and keeps its shapes right.
///
/// Shapes are ours by the time a graph is built, so a wrong one is a precondition; what the file
/// says is checked against the parameters when weights are bound.
package struct GraphBuilder {
    private var parameters: [Parameter] = []
    private var parameterByName: [String: ParameterID] = [:]
    private var values: [ValueSlot] = []
    private var operations: [Operation] = []
    private var rotaries: [RotaryEmbedding] = []

    /// An empty graph.
    package init() {}

    /// The finished graph.
    package func finish(result: ValueID, inner: ValueID? = nil) -> ModelGraph {
        ModelGraph(
            parameters: parameters, values: values, operations: operations, rotaries: rotaries,
            result: result, inner: inner)
    }

    /// Names a tensor; the same name again is the same parameter, which is how outputs are tied.
    package mutating func parameter(
        _ name: String, _ shape: [Int], _ kind: Parameter.Kind
    ) -> ParameterID {
        if let known = parameterByName[name] {
            precondition(parameters[known.index].shape == shape, "\(name) has two shapes")
            return known
        }
        let id = ParameterID(index: parameters.count)
        parameters.append(Parameter(name: name, shape: shape, kind: kind))
        parameterByName[name] = id
        return id
    }

    /// Adds a kind of rotation and returns its index.
    package mutating func rotary(_ rotary: RotaryEmbedding) -> Int {
        rotaries.append(rotary)
        return rotaries.count - 1
    }

    /// Numbers in a row of a value.
    package func width(_ value: ValueID) -> Int { values[value.index].width }

    /// Rows of a table (V, W) for the tokens.
    package mutating func embedTokens(_ table: ParameterID, width: Int) -> ValueID {
        append(.embedTokens, [], [table], width: width, rows: .tokens)
    }

    /// Rows of a table (positions, W) for the positions.
    package mutating func embedPositions(_ table: ParameterID, width: Int) -> ValueID {
        append(.embedPositions, [], [table], width: width, rows: .tokens)
    }

    /// Adds one row of a table to each row of x.
    package mutating func addRow(_ x: ValueID, _ table: ParameterID, row: Int = 0) -> ValueID {
        append(.addRow(row: row), [x], [table])
    }

    /// Root-mean-square norm over rows, or over heads where the weight is narrower.
    package mutating func rmsNorm(_ x: ValueID, _ weight: ParameterID, epsilon: Float) -> ValueID {
        precondition(width(x) % parameters[weight.index].shape[0] == 0)
        return append(.rmsNorm(epsilon: epsilon), [x], [weight])
    }

    /// Layer norm over rows.
    package mutating func layerNorm(
        _ x: ValueID, weight: ParameterID, bias: ParameterID, epsilon: Float
    ) -> ValueID {
        append(.layerNorm(epsilon: epsilon), [x], [weight, bias])
    }

    /// x Wᵀ + b.
    package mutating func linear(
        _ x: ValueID, _ weight: ParameterID, bias: ParameterID? = nil
    ) -> ValueID {
        let shape = parameters[weight.index].shape
        precondition(shape.count == 2 && shape[1] == width(x))
        return append(.linear, [x], [weight] + (bias.map { [$0] } ?? []), width: shape[0])
    }

    /// Some columns of x.
    package mutating func columns(_ x: ValueID, _ range: Range<Int>) -> ValueID {
        precondition(range.lowerBound >= 0 && range.upperBound <= width(x))
        return append(.columns(offset: range.lowerBound), [x], [], width: range.count)
    }

    /// Rotary position embedding.
    package mutating func rotate(_ x: ValueID, rotary: Int, heads: Int) -> ValueID {
        let headWidth = width(x) / heads
        precondition(headWidth * heads == width(x) && rotaries[rotary].rotated <= headWidth)
        return append(.rotate(rotary: rotary, heads: heads, headWidth: headWidth), [x], [])
    }

    /// Attention of queries over keys and values.
    package mutating func attend(
        _ query: ValueID, _ key: ValueID, _ value: ValueID, _ shape: AttentionShape
    ) -> ValueID {
        precondition(width(query) == shape.heads * shape.keyWidth)
        precondition(width(key) == shape.keyValueHeads * shape.keyWidth)
        precondition(width(value) == shape.keyValueHeads * shape.valueWidth)
        return append(
            .attend(shape), [query, key, value], [], width: shape.heads * shape.valueWidth)
    }

    /// activation(gate) · up.
    package mutating func gate(_ gate: ValueID, _ up: ValueID, _ kind: Activation) -> ValueID {
        precondition(width(gate) == width(up))
        return append(.gate(kind), [gate, up], [])
    }

    /// activation(x).
    package mutating func activate(_ x: ValueID, _ kind: Activation) -> ValueID {
        append(.activate(kind), [x], [])
    }

    /// a + b.
    package mutating func add(_ a: ValueID, _ b: ValueID) -> ValueID {
        precondition(values[a.index] == values[b.index])
        return append(.add, [a, b], [])
    }

    /// x · factor; x itself where the factor is one.
    package mutating func scale(_ x: ValueID, by factor: Float) -> ValueID {
        factor == 1 ? x : append(.scale(factor: factor), [x], [])
    }

    /// cap · tanh(x / cap).
    package mutating func softcap(_ x: ValueID, at cap: Float) -> ValueID {
        append(.softcap(cap: cap), [x], [])
    }

    /// A mixture of experts.
    package mutating func mixExperts(
        _ x: ValueID, _ routing: ExpertRouting, _ parameters: [ParameterID]
    ) -> ValueID {
        append(.mixExperts(routing), [x], parameters)
    }

    /// The rows whose logits are wanted.
    package mutating func selectOutputs(_ x: ValueID) -> ValueID {
        append(.selectOutputs, [x], [], rows: .outputs)
    }

    private mutating func append(
        _ kind: Operation.Kind, _ inputs: [ValueID], _ parameters: [ParameterID],
        width: Int? = nil, rows: ValueSlot.Rows? = nil
    ) -> ValueID {
        let first = inputs.first.map { values[$0.index] }
        guard let width = width ?? first?.width, let rows = rows ?? first?.rows else {
            preconditionFailure("An operation without inputs says its own shape")
        }
        let output = ValueID(index: values.count)
        values.append(ValueSlot(width: width, rows: rows))
        operations.append(
            Operation(kind: kind, inputs: inputs, parameters: parameters, output: output))
        return output
    }
}
