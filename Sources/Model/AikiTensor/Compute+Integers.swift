import CAikiKernels

extension Compute {
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
        if method == .prompt, let dot = dotWeight(weight, packed: packed), dot.panels != nil {
            return multiplyPromptTogether(
                DotProducts(
                    DotProduct(weight: dot, bias: bias, y: y),
                    ending: accumulate ? .add(y) : .none),
                x, tokens: tokens, buffer: buffer)
        }
        if method != .exact, let dot = aiki_dot_integers(table.kernels, weight.type.rawValue) {
            if !accumulate { y.update(repeating: 0, count: tokens * weight.rows) }
            multiplyRows(weight, x, tokens: tokens, into: y, buffer, dot)
        } else {
            multiply(weight, x, tokens: tokens, into: y, accumulate: accumulate)
        }
        if let bias { addBias(y, rows: tokens, width: weight.rows, bias: bias) }
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
}
