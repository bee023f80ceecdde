import CAikiKernels

extension Compute {
    /// What products that are computed together need to know of a weight, and of its panels where they
    /// were made before; nil for one without numbers.
    package func dotWeight(_ weight: Tensor, packed: PackedWeight? = nil) -> DotWeight? {
        guard let bytes = weight.bytes.baseAddress,
            let dotRows = aiki_dot_rows(table.kernels, weight.type.rawValue)
        else { return nil }
        return DotWeight(
            bytes: bytes, rowBytes: weight.bytesPerRow, rows: weight.rows,
            columns: weight.columns,
            dotIntegers: aiki_dot_integers(table.kernels, weight.type.rawValue), dotRows: dotRows,
            panels: panels(of: weight.type),
            stored: AikiRows(
                bytes: bytes, row_bytes: weight.bytesPerRow, rows: weight.rows,
                columns: weight.columns, type: weight.type.rawValue,
                block_columns: weight.type.elementsPerBlock,
                block_bytes: weight.type.bytesPerBlock, packed: nil),
            packed: packed?.strip(0).map { UnsafeRawPointer($0) },
            stripBytes: packed?.stripBytes ?? 0)
    }

    /// What prompts are multiplied by panels of; nil where weights of a type have none.
    private func panels(of type: TensorType) -> DotWeight.Panels? {
        if [.f16, .bf16, .compactBF16].contains(type),
            table.kernels.pointee.multiply_bf16_panels != nil
        {
            return .bf16
        }
        return aiki_dot_integers(table.kernels, type.rawValue) != nil ? .integers : nil
    }

    /// Whether products can be computed together; not where the weights are better dequantised once for
    /// all tokens: several tokens with weights of floats, or with exact products.
    package func multipliesTogether(
        _ products: DotProducts, tokens: Int, method: MultiplyMethod
    ) -> Bool {
        if method == .prompt { return multipliesPromptTogether(products) }
        func isReady(_ product: DotProduct?) -> Bool {
            guard let product else { return true }
            return tokens == 1 || (method == .generation && product.weight.dotIntegers != nil)
        }
        return isReady(products.first) && isReady(products.second) && isReady(products.third)
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
    ///   - method: How they are multiplied.
    ///   - buffer: Memory for the activations as integers or BF16.
    /// - Precondition: ``multipliesTogether(_:tokens:method:)``.
    /// - Complexity: O(T · N · K); each weight is read once. But for prompts, allocates nothing in steady
    ///   use.
    package func multiplyTogether(
        _ products: DotProducts, _ x: UnsafePointer<Float>, tokens: Int, method: MultiplyMethod,
        buffer: ActivationBuffer
    ) {
        precondition(tokens > 0)
        guard method != .prompt else {
            return multiplyPromptTogether(products, x, tokens: tokens, buffer: buffer)
        }
        let work = DotWork(
            products, x, tokens: tokens, usesIntegers: method == .generation,
            kernels: table.kernels, buffer: buffer, rowsPerTile: rowsPerDotTile)
        pool.run(tiles: work.tiles, work)
    }
}
