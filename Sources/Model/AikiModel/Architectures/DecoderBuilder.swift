import AikiCheckpoint
import AikiTensor

/// The layers that decoders share, laid out over a graph.
///
/// Every layer is: norm, attention, add; norm, feed-forward, add. ``DecoderRecipe`` says what an
/// architecture does differently, and optional tensors (biases, fused projections) follow the file.
struct DecoderBuilder {
    private let source: ModelSource
    private let shape: DecoderShape
    private let recipe: DecoderRecipe
    private let numbers: DecoderNumbers
    private var graph = GraphBuilder()
    private let globalRotary: Int
    private let localRotary: Int

    /// Reads what is left of the settings.
    init(_ source: ModelSource, _ shape: DecoderShape, _ recipe: DecoderRecipe) throws(ModelError) {
        self.source = source
        self.shape = shape
        self.recipe = recipe
        numbers = try DecoderNumbers(source, shape, recipe)
        if recipe.experts == nil {
            try Self.refuseExperts(source)
        }
        let reader = RotaryReader(source: source, shape: shape, recipe: recipe)
        globalRotary = graph.rotary(try reader.global())
        if let base = recipe.localRotaryBase {
            localRotary = graph.rotary(try reader.local(base: base))
        } else {
            localRotary = globalRotary
        }
    }

    /// Writers name the keys with zeros; more would be another architecture.
    private static func refuseExperts(_ source: ModelSource) throws(ModelError) {
        for key in ["expert_count", "expert_used_count"] {
            guard let value = try source.present(key), value.integer != 0 else { continue }
            throw source.invalid(
                key, value, "0: mixtures of experts of this architecture are not built here")
        }
    }

    /// The whole model.
    static func build(
        _ source: ModelSource, _ shape: DecoderShape, _ recipe: DecoderRecipe
    ) throws(ModelError) -> ModelBlueprint {
        var builder = try DecoderBuilder(source, shape, recipe)
        return ModelBlueprint(graph: builder.model(), shape: shape, pooling: nil)
    }

    private mutating func model() -> ModelGraph {
        let table = graph.parameter(
            "token_embd.weight", [shape.vocabularySize, shape.width], .matrix)
        var x = graph.embedTokens(table, width: shape.width)
        x = graph.scale(x, by: numbers.embeddingScale)
        for layer in 0..<shape.layerCount { x = block(x, layer) }
        x = norm(x, "output_norm")
        // Without a matrix of its own the output is tied to the embedding.
        let isTied = !source.has("output.weight")
        let output =
            isTied
            ? table
            : graph.parameter("output.weight", [shape.vocabularySize, shape.width], .matrix)
        var logits = graph.linear(x, output, bias: optionalBias("output", shape.vocabularySize))
        logits = graph.scale(logits, by: numbers.logitScale)
        if let cap = numbers.logitSoftcap { logits = graph.softcap(logits, at: cap) }
        return graph.finish(result: logits)
    }

    private mutating func block(_ input: ValueID, _ layer: Int) -> ValueID {
        let isLast = layer == shape.layerCount - 1
        var branch = attention(norm(input, "blk.\(layer).attn_norm"), layer, asksForOutputs: isLast)
        // The last layer's keys and values are of all tokens; the rest is needed only where logits
        // are wanted.
        var residual = isLast ? graph.selectOutputs(input) : input
        branch = linear(branch, "blk.\(layer).attn_output", shape.width)
        residual = add(branch, to: residual, "blk.\(layer).post_attention_norm")
        let normed = norm(residual, "blk.\(layer).ffn_norm")
        return add(feedForward(normed, layer), to: residual, "blk.\(layer).post_ffw_norm")
    }

    private mutating func add(
        _ branch: ValueID, to residual: ValueID, _ normName: String
    ) -> ValueID {
        let branch = recipe.normalisesBranches ? norm(branch, normName) : branch
        return graph.add(residual, graph.scale(branch, by: numbers.residualScale))
    }

    private mutating func attention(
        _ x: ValueID, _ layer: Int, asksForOutputs: Bool
    ) -> ValueID {
        var (query, key, value) = projections(x, layer, asksForOutputs: asksForOutputs)
        if recipe.normalisesHeads {
            query = headNorm(query, "blk.\(layer).attn_q_norm")
            key = headNorm(key, "blk.\(layer).attn_k_norm")
        }
        let slides = numbers.slidingWindow != nil && recipe.slides(layer)
        if recipe.rotates(layer) {
            let rotary = slides ? localRotary : globalRotary
            query = graph.rotate(query, rotary: rotary, heads: shape.headCount)
            key = graph.rotate(key, rotary: rotary, heads: shape.keyValueHeadCount)
        }
        return graph.attend(
            query, key, value,
            AttentionShape(
                layer: layer, heads: shape.headCount, keyValueHeads: shape.keyValueHeadCount,
                keyWidth: shape.keyWidth, valueWidth: shape.valueWidth,
                scale: numbers.attentionScale, window: slides ? numbers.slidingWindow : nil,
                softcap: numbers.attentionSoftcap, isCausal: true))
    }

    /// Queries, of all tokens or of the wanted outputs, keys and values: three matrices, or one whose
    /// rows stand in that order.
    private mutating func projections(
        _ x: ValueID, _ layer: Int, asksForOutputs: Bool
    ) -> (query: ValueID, key: ValueID, value: ValueID) {
        let queryWidth = shape.headCount * shape.keyWidth
        let keyEnd = queryWidth + shape.keyRowWidth
        let name = "blk.\(layer).attn_"
        guard source.has(name + "qkv.weight") else {
            let asking = asksForOutputs ? graph.selectOutputs(x) : x
            return (
                linear(asking, name + "q", queryWidth), linear(x, name + "k", shape.keyRowWidth),
                linear(x, name + "v", shape.valueRowWidth)
            )
        }
        let fused = linear(x, name + "qkv", keyEnd + shape.valueRowWidth)
        let queries = graph.columns(fused, 0..<queryWidth)
        return (
            asksForOutputs ? graph.selectOutputs(queries) : queries,
            graph.columns(fused, queryWidth..<keyEnd),
            graph.columns(fused, keyEnd..<keyEnd + shape.valueRowWidth)
        )
    }

    private mutating func feedForward(_ x: ValueID, _ layer: Int) -> ValueID {
        let name = "blk.\(layer).ffn_"
        if let experts = recipe.experts { return mixture(x, experts, name) }
        let width = shape.feedForwardWidth
        if source.has(name + "gate.weight") {
            let gate = linear(x, name + "gate", width)
            let gated = graph.gate(gate, linear(x, name + "up", width), recipe.activation)
            return linear(gated, name + "down", shape.width)
        }
        // Without a matrix of its own the gate is the upper half of "up".
        let fused = linear(x, name + "up", 2 * width)
        let gated = graph.gate(
            graph.columns(fused, 0..<width), graph.columns(fused, width..<2 * width),
            recipe.activation)
        return linear(gated, name + "down", shape.width)
    }

    private mutating func mixture(
        _ x: ValueID, _ experts: ExpertRouting, _ name: String
    ) -> ValueID {
        let inward = [experts.experts, experts.hiddenWidth, shape.width]
        let outward = [experts.experts, shape.width, experts.hiddenWidth]
        let parameters = [
            graph.parameter(name + "gate_inp.weight", [experts.experts, shape.width], .matrix),
            graph.parameter(name + "gate_exps.weight", inward, .experts),
            graph.parameter(name + "up_exps.weight", inward, .experts),
            graph.parameter(name + "down_exps.weight", outward, .experts),
        ]
        return graph.mixExperts(x, experts, parameters)
    }

    private mutating func linear(_ x: ValueID, _ name: String, _ width: Int) -> ValueID {
        let weight = graph.parameter(name + ".weight", [width, graph.width(x)], .matrix)
        return graph.linear(x, weight, bias: optionalBias(name, width))
    }

    private mutating func optionalBias(_ name: String, _ width: Int) -> ParameterID? {
        guard source.has(name + ".bias") else { return nil }
        return graph.parameter(name + ".bias", [width], .vector)
    }

    private mutating func norm(_ x: ValueID, _ name: String) -> ValueID {
        let weight = graph.parameter(name + ".weight", [shape.width], .vector)
        return graph.rmsNorm(x, weight, epsilon: shape.epsilon)
    }

    private mutating func headNorm(_ x: ValueID, _ name: String) -> ValueID {
        let weight = graph.parameter(name + ".weight", [shape.keyWidth], .vector)
        return graph.rmsNorm(x, weight, epsilon: shape.epsilon)
    }
}
