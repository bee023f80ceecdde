import CAikiKernels

extension Compute {
    /// Tokens of one tile of a prompt: their sums wait in the second cache.
    private static let tokensPerPanelTile = 1024
    /// Tokens worth unpacking a weight for once more, so that all threads have work.
    private static let tokensPerPanelTileMin = 64
    /// Tokens that one thread turns into integers at a time.
    private static let tokensPerQuantizeTile = 16

    /// Multiplies activations by a weight: y = x · weightᵀ, or y += x · weightᵀ.
    ///
    /// Letters: T tokens, N rows of the weight, K columns. By every method a token's numbers do not
    /// depend on how many tokens are computed with it.
    ///
    /// - Parameters:
    ///   - weight: (N, K), any type; outer extents count as rows.
    ///   - x: (T, K).
    ///   - tokens: T.
    ///   - y: (T, N), distinct from x.
    ///   - accumulate: Add to y instead of replacing it.
    ///   - method: How a quantised weight is multiplied.
    ///   - packed: The weight as ``pack(_:)`` made it, which saves unpacking it for a prompt; the numbers
    ///     are the same.
    ///   - bias: (N) added to each token's sums; not where they are added to y.
    ///   - buffer: Memory for the activations as integers or BF16.
    /// - Complexity: O(T · N · K).
    /// - SeeAlso: Dettmers 2022 §2.1, "LLM.int8()", on integer products with scales.
    public func multiply(
        _ weight: Tensor, _ x: UnsafePointer<Float>, tokens: Int,
        into y: UnsafeMutablePointer<Float>, accumulate: Bool = false, method: MultiplyMethod,
        packed: PackedWeight? = nil, bias: UnsafePointer<Float>? = nil, buffer: ActivationBuffer
    ) {
        precondition(tokens >= 0 && !(accumulate && bias != nil))
        guard tokens > 0, !weight.bytes.isEmpty else { return }
        if method == .prompt, multipliesPanels(weight.type) {
            return multiplyPanels(
                weight, packed, x, tokens: tokens, into: y, accumulate, bias, buffer)
        }
        if method != .exact, let dot = aiki_dot_integers(table.kernels, weight.type.rawValue) {
            if !accumulate { y.update(repeating: 0, count: tokens * weight.rows) }
            multiplyRows(weight, x, tokens: tokens, into: y, buffer, dot)
        } else {
            multiply(weight, x, tokens: tokens, into: y, accumulate: accumulate)
        }
        if let bias { addBias(y, rows: tokens, width: weight.rows, bias: bias) }
    }

    /// Whether weights of a type become BF16 for prompts: short floats, where the CPU multiplies such.
    func multipliesBF16(_ type: TensorType) -> Bool {
        (type == .f16 || type == .bf16) && table.kernels.pointee.multiply_bf16_panels != nil
    }

    /// Whether prompts are multiplied by panels of a weight of a type.
    func multipliesPanels(_ type: TensorType) -> Bool {
        multipliesBF16(type) || aiki_dot_integers(table.kernels, type.rawValue) != nil
    }

    private func multiplyRows(
        _ weight: Tensor, _ x: UnsafePointer<Float>, tokens: Int,
        into y: UnsafeMutablePointer<Float>, _ buffer: ActivationBuffer, _ dot: AikiDotIntegers
    ) {
        guard let bytes = weight.bytes.baseAddress else { return }
        let (rows, columns, rowBytes) = (weight.rows, weight.columns, weight.bytesPerRow)
        let group = rowsPerDotTile(rows, rowBytes)
        let activations = DotActivations(
            x, tokens: tokens, columns: columns, kernels: table.kernels, buffer: buffer)
        let work = DotIntegersWork(
            dot: dot, bytes: bytes, rowBytes: rowBytes, rows: rows, group: group,
            activations: activations, y: y)
        pool.run(tiles: (rows + group - 1) / group, work)
    }

    /// Some rows of a weight by all tokens.
    private struct DotIntegersWork: TileWork {
        let dot: DotWeight.DotIntegers
        let bytes: UnsafeRawPointer
        let rowBytes: Int
        let rows: Int
        /// Rows of a tile.
        let group: Int
        let activations: DotActivations
        let y: UnsafeMutablePointer<Float>

        func run(tile: Int, scratch: UnsafeMutablePointer<Float>) {
            let first = tile * group
            activations.multiply(
                dot, bytes + first * rowBytes, rowBytes: rowBytes, rows: min(group, rows - first),
                into: y + first, stride: rows)
        }
    }

    private func multiplyPanels(
        _ weight: Tensor, _ packed: PackedWeight?, _ x: UnsafePointer<Float>, tokens: Int,
        into y: UnsafeMutablePointer<Float>, _ accumulate: Bool, _ bias: UnsafePointer<Float>?,
        _ buffer: ActivationBuffer
    ) {
        let kernels = table.kernels
        let rows = weight.rows
        var activations = panelActivations(
            x, tokens: tokens, columns: weight.columns, isBF16: multipliesBF16(weight.type), buffer)
        let height = kernels.pointee.panel_rows
        let strips = (rows + height - 1) / height
        let part = tokensPerPanelTile(tokens: tokens, strips: strips)
        let parts = (tokens + part - 1) / part
        withUnsafePointer(to: &activations) { activations in
            pool.runWithScratch(
                tiles: strips * parts, floats: aiki_panel_scratch(kernels, activations, part)
            ) { tile, scratch in
                let (first, token) = (tile / parts * height, tile % parts * part)
                guard var strip = strip(weight, from: first) else { return }
                strip.packed = UnsafeRawPointer(packed?.strip(first / height))
                aiki_multiply_panels(
                    kernels, &strip, activations, token, min(part, tokens - token), y + first,
                    rows, accumulate, bias.map { $0 + first }, scratch)
            }
        }
    }

    /// Activations as prompts are multiplied: x (T, K) rounded, in a buffer's memory.
    func panelActivations(
        _ x: UnsafePointer<Float>, tokens: Int, columns: Int, isBF16: Bool,
        _ buffer: ActivationBuffer
    ) -> AikiPanelActivations {
        var activations = buffer.panels(tokens: tokens, columns: columns, isBF16: isBF16)
        let step = Self.tokensPerQuantizeTile
        withUnsafePointer(to: &activations) { activations in
            pool.run(tiles: (tokens + step - 1) / step) { tile in
                aiki_quantize_for_panels(
                    table.kernels, x, tile * step, min(step, tokens - tile * step), activations)
            }
        }
        return activations
    }

    /// Rows of a weight that make a panel's height; nil where it has no numbers.
    func strip(_ weight: Tensor, from first: Int) -> AikiRows? {
        guard let bytes = weight.bytes.baseAddress else { return nil }
        return AikiRows(
            bytes: bytes + first * weight.bytesPerRow, row_bytes: weight.bytesPerRow,
            rows: min(table.kernels.pointee.panel_rows, weight.rows - first),
            columns: weight.columns, type: weight.type.rawValue,
            block_columns: weight.type.elementsPerBlock,
            block_bytes: weight.type.bytesPerBlock, packed: nil)
    }

    /// Tokens of a tile: many, unless there would be too few tiles for the threads.
    func tokensPerPanelTile(tokens: Int, strips: Int) -> Int {
        let parts = max(1, 2 * pool.threads / strips)
        let share = max((tokens + parts - 1) / parts, Self.tokensPerPanelTileMin)
        return min(share, Self.tokensPerPanelTile)
    }
}
