import CAikiKernels

extension Compute {
    /// Fills the outputs and the log sums of documents.
    ///
    /// Scores are taken block by block and never stand in memory all together.
    ///
    /// - Parameters:
    ///   - attention: Shapes and memory.
    ///   - starts: D + 1 rising places of the first tokens of documents; the last is T.
    ///   - documents: D.
    /// - Complexity: O(Σ length² · H · (D + Dv)).
    /// - SeeAlso: Dao 2023, "FlashAttention-2"; Milakov and Gimelshein 2018.
    package func attend(
        _ attention: DocumentAttention, starts: UnsafePointer<Int32>, documents: Int
    ) {
        guard let longest = longestDocument(starts, documents) else { return }
        var sample = attention.kernelAttention(first: 0, tokens: longest)
        let tokens = min(aiki_attention_tokens(&sample), longest)
        let groups = Int(starts[documents] - starts[0]) / tokens + documents
        pool.run(
            tiles: groups * attention.keyValueHeads,
            floats: aiki_attention_scratch(table.kernels, &sample, tokens),
            DocumentWork(
                kernels: table.kernels, attention: attention, starts: starts,
                documents: documents, group: tokens))
    }

    /// The gradients of ``attend(_:starts:documents:)``.
    ///
    /// - Parameters:
    ///   - attention: As it was, with the outputs and log sums that were filled.
    ///   - starts: As it was.
    ///   - documents: As it was.
    ///   - dOut: (T, H, Dv), the gradient of the outputs.
    ///   - dQuery: (T, H, D), replaced.
    ///   - dKeys: (T, Hkv, D), replaced.
    ///   - dValues: (T, Hkv, Dv), replaced.
    /// - Complexity: 2.5 times that of the forward pass.
    /// - SeeAlso: Dao 2023 §3.1.2.
    package func attendBackward(
        _ attention: DocumentAttention, starts: UnsafePointer<Int32>, documents: Int,
        dOut: UnsafePointer<Float>, dQuery: UnsafeMutablePointer<Float>,
        dKeys: UnsafeMutablePointer<Float>, dValues: UnsafeMutablePointer<Float>
    ) {
        guard let longest = longestDocument(starts, documents) else { return }
        let work = DocumentBackwardWork(
            kernels: table.kernels, attention: attention, starts: starts, dOut: dOut,
            dQuery: dQuery, dKeys: dKeys, dValues: dValues)
        var sample = work.backward(first: 0, tokens: longest)
        pool.run(
            tiles: documents * attention.keyValueHeads,
            floats: aiki_attention_backward_scratch(table.kernels, &sample), work)
    }

    /// Tokens of the longest document; nil where there are none.
    private func longestDocument(_ starts: UnsafePointer<Int32>, _ documents: Int) -> Int? {
        precondition(documents >= 0 && (documents == 0 || starts[0] >= 0))
        var longest = 0
        for index in 0..<documents {
            precondition(starts[index] <= starts[index + 1], "Document \(index) ends before it")
            longest = max(longest, Int(starts[index + 1] - starts[index]))
        }
        return longest > 0 ? longest : nil
    }
}

extension DocumentAttention {
    /// One document's attention as kernels take it.
    fileprivate func kernelAttention(first: Int, tokens: Int) -> AikiAttention {
        let size = MemoryLayout<Float>.stride
        return AikiAttention(
            query: query + first * heads * keyWidth, out: out + first * heads * valueWidth,
            keys: keys + first * keyValueHeads * keyWidth,
            values: values + first * keyValueHeads * valueWidth,
            key_stride: keyValueHeads * keyWidth * size,
            value_stride: keyValueHeads * valueWidth * size, count: tokens, first_position: 0,
            heads: heads, key_value_heads: keyValueHeads, key_width: keyWidth,
            value_width: valueWidth, window: window ?? 0, type: TensorType.f32.rawValue,
            scale: scale, softcap: softcap ?? 0, causal: isCausal,
            fast: precision == .bfloat16, log_sums: logSums + first * heads)
    }
}

/// The forward pass: a tile is some tokens of a document and the heads that read one key head.
private struct DocumentWork: TileWork {
    let kernels: UnsafePointer<AikiKernels>
    let attention: DocumentAttention
    let starts: UnsafePointer<Int32>
    let documents: Int
    /// Tokens of a tile.
    let group: Int

    /// The first group of a document, with room for those that end within one: no table is needed.
    private func firstGroup(_ document: Int) -> Int {
        Int(starts[document] - starts[0]) / group + document
    }

    func run(tile: Int, scratch: UnsafeMutablePointer<Float>) {
        let place = tile / attention.keyValueHeads
        var (low, high) = (0, documents - 1)
        while low < high {
            let middle = (low + high + 1) / 2
            if firstGroup(middle) <= place { low = middle } else { high = middle - 1 }
        }
        let start = Int(starts[low])
        let tokens = Int(starts[low + 1]) - start
        let first = (place - firstGroup(low)) * group
        guard first < tokens else { return }
        var one = attention.kernelAttention(first: start, tokens: tokens)
        aiki_attention(
            kernels, &one, tile % attention.keyValueHeads, first, min(group, tokens - first),
            scratch)
    }
}

/// The backward pass: a tile is a document and the heads that read one key head.
private struct DocumentBackwardWork: TileWork {
    let kernels: UnsafePointer<AikiKernels>
    let attention: DocumentAttention
    let starts: UnsafePointer<Int32>
    let dOut: UnsafePointer<Float>
    let dQuery: UnsafeMutablePointer<Float>
    let dKeys: UnsafeMutablePointer<Float>
    let dValues: UnsafeMutablePointer<Float>

    func backward(first: Int, tokens: Int) -> AikiAttentionBackward {
        let (heads, keyHeads) = (attention.heads, attention.keyValueHeads)
        return AikiAttentionBackward(
            attention: attention.kernelAttention(first: first, tokens: tokens),
            d_out: dOut + first * heads * attention.valueWidth,
            d_query: dQuery + first * heads * attention.keyWidth,
            d_keys: dKeys + first * keyHeads * attention.keyWidth,
            d_values: dValues + first * keyHeads * attention.valueWidth)
    }

    func run(tile: Int, scratch: UnsafeMutablePointer<Float>) {
        let document = tile / attention.keyValueHeads
        let start = Int(starts[document])
        let tokens = Int(starts[document + 1]) - start
        guard tokens > 0 else { return }
        var one = backward(first: start, tokens: tokens)
        aiki_attention_backward(kernels, &one, tile % attention.keyValueHeads, scratch)
    }
}
