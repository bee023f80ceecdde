import CAikiKernels

extension Compute {
    /// Tokens of one tile of a prompt: their sums wait in the second cache.
    private static let tokensPerTile = 1024
    /// Tokens worth unpacking a weight for once more, so that all threads have work.
    private static let tokensPerTileMin = 64
    /// Tokens that one thread rounds at a time.
    private static let tokensPerRoundingTile = 16

    /// Whether a prompt's products can be computed together: all of them by panels of one kind.
    func multipliesPromptTogether(_ products: DotProducts) -> Bool {
        let all = products.all
        guard let panels = products.first.weight.panels,
            all.allSatisfy({ $0.weight.panels == panels })
        else { return false }
        return switch products.ending {
        case .none: true
        // Where a bias is added before anything else, sums would be rounded in another order.
        case .add: products.first.bias == nil
        // The gate's own place holds the activations of what follows; see `multiplyGated`.
        case .gate: false
        }
    }

    /// Several products of a prompt, whose activations are rounded once.
    func multiplyPromptTogether(
        _ products: DotProducts, _ x: UnsafePointer<Float>, tokens: Int, buffer: ActivationBuffer
    ) {
        let weight = products.first.weight
        let activations = rounded(
            x, tokens: tokens, columns: weight.columns, isBF16: weight.panels == .bf16, buffer)
        multiplyTogether(products, activations)
    }

    /// Products of activations that are rounded already.
    private func multiplyTogether(_ products: DotProducts, _ activations: AikiPanelActivations) {
        let kernels = table.kernels
        let height = kernels.pointee.panel_rows
        let tokens = activations.tokens
        let all = products.all
        let strips = all.indices.flatMap { index in
            stride(from: 0, to: all[index].weight.rows, by: height).map { (index, first: $0) }
        }
        var sums: UnsafeMutablePointer<Float>?
        if case .add(let place) = products.ending { sums = place }
        let part = tokensPerTile(tokens: tokens, strips: strips.count)
        let parts = (tokens + part - 1) / part
        withUnsafePointer(to: activations) { activations in
            pool.runWithScratch(
                tiles: strips.count * parts, floats: aiki_panel_scratch(kernels, activations, part)
            ) { tile, scratch in
                let (index, first) = strips[tile / parts]
                let (product, token) = (all[index], tile % parts * part)
                var strip = product.weight.strip(from: first, height: height)
                aiki_multiply_panels(
                    kernels, &strip, activations, token, min(part, tokens - token),
                    (sums ?? product.y) + first, product.weight.rows, sums != nil,
                    product.bias.map { $0 + first }, scratch)
            }
        }
    }

    /// Activations as prompts are multiplied: x (T, K) rounded, in a buffer's memory.
    private func rounded(
        _ x: UnsafePointer<Float>, tokens: Int, columns: Int, isBF16: Bool,
        _ buffer: ActivationBuffer
    ) -> AikiPanelActivations {
        let activations = buffer.panels(tokens: tokens, columns: columns, isBF16: isBF16)
        let step = Self.tokensPerRoundingTile
        withUnsafePointer(to: activations) { activations in
            pool.run(tiles: (tokens + step - 1) / step) { tile in
                aiki_quantize_for_panels(
                    table.kernels, x, tile * step, min(step, tokens - tile * step), activations)
            }
        }
        return activations
    }

    /// Tokens of a tile: many, unless there would be too few tiles for the threads.
    private func tokensPerTile(tokens: Int, strips: Int) -> Int {
        let parts = max(1, 2 * pool.threads / strips)
        let share = max((tokens + parts - 1) / parts, Self.tokensPerTileMin)
        return min(share, Self.tokensPerTile)
    }

    /// Whether ``multiplyGated(_:then:_:tokens:buffer:between:)`` can compute a prompt's feed-forward
    /// layer.
    package func multipliesGated(_ gated: DotProducts, then down: DotProducts) -> Bool {
        guard case .gate = gated.ending, let panels = gated.first.weight.panels,
            Int(AIKI_GROUP) % table.kernels.pointee.panel_rows == 0
        else { return false }
        return gated.all.allSatisfy {
            $0.weight.panels == panels && $0.weight.packed == nil && $0.bias == nil
        } && multipliesPromptTogether(down)
    }

    /// A feed-forward layer of a prompt: activation(gate) · up, and the products with that.
    ///
    /// What stands between is rounded where it is computed, 128 columns at a time, and is never written
    /// as floats: for the many tokens of a prompt that is most of what such a layer would write and read.
    /// The numbers are those of ``multiply`` and the operations between, bit by bit; the places of gate
    /// and up keep what they held.
    ///
    /// - Parameters:
    ///   - gated: Gate and up, ending with a gate.
    ///   - down: What is multiplied by the result.
    ///   - x: (T, K).
    ///   - tokens: T.
    ///   - buffer: Memory for the activations.
    ///   - between: Memory for those between, another.
    /// - Precondition: ``multipliesGated(_:then:)``.
    /// - Complexity: O(T · N · K) for each product.
    package func multiplyGated(
        _ gated: DotProducts, then down: DotProducts, _ x: UnsafePointer<Float>, tokens: Int,
        buffer: ActivationBuffer, between: ActivationBuffer
    ) {
        guard case .gate(let activation) = gated.ending, let up = gated.second?.weight else {
            preconditionFailure("Not a gated layer")
        }
        let kernels = table.kernels
        let gate = gated.first.weight
        let group = Int(AIKI_GROUP)
        let groups = (gate.rows + group - 1) / group
        let part = tokensPerTile(tokens: tokens, strips: groups)
        let parts = (tokens + part - 1) / part
        let activations = rounded(
            x, tokens: tokens, columns: gate.columns, isBF16: gate.panels == .bf16, buffer)
        let products = between.panels(
            tokens: tokens, columns: gate.rows, isBF16: down.first.weight.panels == .bf16)
        withUnsafePointer(to: activations) { activations in
            withUnsafePointer(to: products) { products in
                pool.runWithScratch(
                    tiles: groups * parts, floats: aiki_gated_scratch(kernels, activations, part)
                ) { tile, scratch in
                    let (index, token) = (tile / parts, tile % parts * part)
                    var gateRows = gate.strip(from: index * group, height: group)
                    var upRows = up.strip(from: index * group, height: group)
                    aiki_multiply_gated_panels(
                        kernels, &gateRows, &upRows, activation.number, activations, token,
                        min(part, tokens - token), products, index, scratch)
                }
            }
        }
        multiplyTogether(down, products)
    }
}
