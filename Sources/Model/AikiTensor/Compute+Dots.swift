import CAikiKernels

extension Compute {
    /// What products with few tokens need to know of a weight; nil for one without numbers.
    package func dotWeight(_ weight: Tensor) -> DotWeight? {
        guard let bytes = weight.bytes.baseAddress,
            let dotRows = aiki_dot_rows(table.kernels, weight.type.rawValue)
        else { return nil }
        return DotWeight(
            bytes: bytes, rowBytes: weight.bytesPerRow, rows: weight.rows,
            columns: weight.columns,
            dotIntegers: aiki_dot_integers(table.kernels, weight.type.rawValue), dotRows: dotRows)
    }

    /// Several products with the same activations in one job of the pool, with what follows them.
    ///
    /// A job costs some microseconds, and one token takes some hundred products: computing those
    /// that have the same input together, and their sums, biases and activations in the tile that
    /// has them at hand, more than halves the jobs. The numbers are those of ``multiply`` and the
    /// operations after it, bit by bit.
    ///
    /// - Parameters:
    ///   - products: What is computed.
    ///   - x: (T, K).
    ///   - tokens: T.
    ///   - method: Any but `prompt`.
    ///   - buffer: Memory for the activations as integers.
    /// - Returns: False, and nothing computed, where the weights are better dequantised once for all
    ///   tokens: several tokens with weights of floats, or with exact products.
    /// - Complexity: O(T · N · K); each weight is read once. Allocates nothing in steady use.
    package func multiplyTogether(
        _ products: DotProducts, _ x: UnsafePointer<Float>, tokens: Int, method: MultiplyMethod,
        buffer: ActivationBuffer
    ) -> Bool {
        precondition(tokens > 0 && method != .prompt)
        let usesIntegers = method == .generation
        func isReady(_ product: DotProduct?) -> Bool {
            guard let product else { return true }
            return tokens == 1 || (usesIntegers && product.weight.dotIntegers != nil)
        }
        guard isReady(products.first), isReady(products.second), isReady(products.third) else {
            return false
        }
        let work = DotWork(
            products, x, tokens: tokens, usesIntegers: usesIntegers, kernels: table.kernels,
            buffer: buffer, rowsPerTile: rowsPerDotTile)
        pool.run(tiles: work.tiles, work)
        return true
    }
}
