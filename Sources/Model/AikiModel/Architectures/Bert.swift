import AikiTensor

/// BERT as an embedder: learned positions, attention in both directions, norms after each branch.
///
/// Token types are all zero, so the first row of their table is added everywhere.
/// Source: Devlin 2018 §3; pooling from Reimers 2019 §3.
package enum Bert: Architecture {
    package static let name = "bert"

    package static func build(_ source: ModelSource) throws(ModelError) -> ModelBlueprint {
        let shape = try DecoderShape(source, epsilonKey: "attention.layer_norm_epsilon")
        guard try source.boolean("attention.causal", default: false) == false else {
            throw .invalidMetadata(
                key: source.key("attention.causal"), value: "true", expected: "false")
        }
        let number = try source.integer("pooling_type", in: 0...4)
        guard let pooling = Pooling(rawValue: number) else {
            throw .invalidMetadata(
                key: source.key("pooling_type"), value: "\(number)",
                expected: "1 (mean), 2 (first) or 3 (last)")
        }
        var builder = BertBuilder(source: source, shape: shape)
        return ModelBlueprint(graph: builder.model(), shape: shape, pooling: pooling)
    }
}

/// Lays out BERT's layers.
private struct BertBuilder {
    let source: ModelSource
    let shape: DecoderShape
    var graph = GraphBuilder()

    mutating func model() -> ModelGraph {
        let width = shape.width
        let tokens = graph.parameter(
            "token_embd.weight", [shape.vocabularySize, width], .matrix)
        let positions = graph.parameter(
            "position_embd.weight", [shape.contextTokensMax, width], .matrix)
        var x = graph.embedTokens(tokens, width: width)
        if source.has("token_types.weight") {
            // A table of one row is written as a vector.
            let shape = source.shape("token_types.weight")
            let types = shape.count == 1 ? [] : [max(1, shape.first ?? 1)]
            x = graph.addRow(x, graph.parameter("token_types.weight", types + [width], .vector))
        }
        x = graph.add(x, graph.embedPositions(positions, width: width))
        x = norm(x, "token_embd_norm")
        var inner: ValueID?
        for layer in 0..<shape.layerCount {
            x = block(x, "blk.\(layer).", layer)
            if layer + 1 == shape.layerCount * 2 / 3 { inner = x }
        }
        return graph.finish(result: x, inner: inner)
    }

    private mutating func block(_ x: ValueID, _ name: String, _ layer: Int) -> ValueID {
        let attended = graph.attend(
            linear(x, name + "attn_q", shape.headCount * shape.keyWidth),
            linear(x, name + "attn_k", shape.keyRowWidth),
            linear(x, name + "attn_v", shape.valueRowWidth),
            AttentionShape(
                layer: layer, heads: shape.headCount, keyValueHeads: shape.keyValueHeadCount,
                keyWidth: shape.keyWidth, valueWidth: shape.valueWidth,
                scale: 1 / Float(shape.keyWidth).squareRoot(), window: nil, softcap: nil,
                isCausal: false))
        let mixed = linear(attended, name + "attn_output", shape.width)
        let normed = norm(graph.add(mixed, x), name + "attn_output_norm")
        let hidden = linear(normed, name + "ffn_up", shape.feedForwardWidth)
        let down = linear(graph.activate(hidden, .geluErf), name + "ffn_down", shape.width)
        return norm(graph.add(down, normed), name + "layer_output_norm")
    }

    private mutating func linear(_ x: ValueID, _ name: String, _ width: Int) -> ValueID {
        let weight = graph.parameter(name + ".weight", [width, graph.width(x)], .matrix)
        let bias =
            source.has(name + ".bias") ? graph.parameter(name + ".bias", [width], .vector) : nil
        return graph.linear(x, weight, bias: bias)
    }

    private mutating func norm(_ x: ValueID, _ name: String) -> ValueID {
        graph.layerNorm(
            x, weight: graph.parameter(name + ".weight", [shape.width], .vector),
            bias: graph.parameter(name + ".bias", [shape.width], .vector), epsilon: shape.epsilon)
    }
}
