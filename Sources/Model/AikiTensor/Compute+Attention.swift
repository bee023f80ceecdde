import CAikiKernels

extension Compute {
    /// The widest head: its scores are summed in one go.
    public static let headWidthMax = 1024
    /// Attention of new tokens over one layer's cache, which already holds their keys and values.
    ///
    /// Grouped queries: head h reads key head h / (H / Hkv). Scores are summed in f32, scaled,
    /// capped, masked, then folded into a running softmax block by block. With one method, a token's
    /// bits depend neither on the tokens computed with it nor on the count of threads.
    ///
    /// - Parameters:
    ///   - query: (T, H, D), already rotated.
    ///   - tokens: T.
    ///   - heads: H.
    ///   - keyValueHeads: Hkv, divides H.
    ///   - keyWidth: D, at most ``headWidthMax``.
    ///   - valueWidth: Dv, at most ``headWidthMax``.
    ///   - cache: Keys (position, Hkv, D) and values (position, Hkv, Dv).
    ///   - firstPosition: Position of the first new token.
    ///   - scale: Of the scores, usually 1 / √D.
    ///   - slidingWindow: A token sees positions less than this far from its own; nil sees all.
    ///   - softcap: Scores become cap · tanh(score / cap); nil leaves them.
    ///   - causal: No token sees a position after its own.
    ///   - method: Which kernels; see ``AttentionMethod``.
    ///   - out: (T, H · Dv). A token that sees nothing gets zeros.
    /// - Precondition: A causal cache holds firstPosition + T positions; for q8_0 both widths are
    ///   multiples of 32.
    /// - Complexity: O(T · positions · H · (D + Dv)).
    /// - SeeAlso: Ainslie 2023 §2.2; Milakov and Gimelshein 2018.
    public func attention(
        query: UnsafePointer<Float>, tokens: Int, heads: Int, keyValueHeads: Int, keyWidth: Int,
        valueWidth: Int, cache: CacheView, firstPosition: Int, scale: Float,
        slidingWindow: Int? = nil, softcap: Float? = nil, causal: Bool = true,
        method: AttentionMethod = .exact, into out: UnsafeMutablePointer<Float>
    ) {
        precondition(keyValueHeads > 0 && heads.isMultiple(of: keyValueHeads))
        precondition(keyWidth <= Self.headWidthMax && valueWidth <= Self.headWidthMax)
        precondition(cache.type.byteCount(elements: keyWidth) != nil, "Key width \(keyWidth)")
        precondition(cache.type.byteCount(elements: valueWidth) != nil, "Value width \(valueWidth)")
        precondition(firstPosition >= 0 && (slidingWindow ?? 1) > 0)
        precondition(!causal || firstPosition + tokens <= cache.count)
        guard tokens > 0 else { return }
        let attention = AikiAttention(
            query: query, out: out, keys: cache.keys, values: cache.values,
            key_stride: cache.keyStride, value_stride: cache.valueStride, count: cache.count,
            first_position: firstPosition, heads: heads, key_value_heads: keyValueHeads,
            key_width: keyWidth, value_width: valueWidth, window: slidingWindow ?? 0,
            type: cache.type.rawValue, scale: scale, softcap: softcap ?? 0, causal: causal,
            fast: method.isFast, log_sums: nil)
        if case .few(let memory) = method {
            attendFew(attention, tokens: tokens, memory)
        } else {
            attendMany(attention, tokens: tokens)
        }
    }

    private func attendMany(_ attention: AikiAttention, tokens: Int) {
        withUnsafePointer(to: attention) { attention in
            let keyHeads = attention.pointee.key_value_heads
            let balanced = max(1, tokens * keyHeads / pool.threads)
            let group = min(aiki_attention_tokens(attention), tokens, balanced)
            let parts = (tokens + group - 1) / group
            pool.run(
                tiles: keyHeads * parts,
                floats: aiki_attention_scratch(table.kernels, attention, group),
                BlockWork(
                    kernels: table.kernels, attention: attention, tokens: tokens, group: group,
                    parts: parts))
        }
    }

    /// Parts of the past go to different threads, then each token's are summed in order.
    private func attendFew(_ attention: AikiAttention, tokens: Int, _ memory: AttentionMemory) {
        withUnsafePointer(to: attention) { attention in
            var (first, end) = (0, 0)
            aiki_attention_parts(attention, tokens, &first, &end)
            let heads = attention.pointee.heads
            let width = aiki_attention_part_width(attention)
            let work = PartWork(
                kernels: table.kernels, attention: attention, tokens: tokens, firstPart: first,
                parts: end - first,
                sums: memory.floats((end - first) * tokens * heads * width))
            pool.run(
                tiles: work.parts * attention.pointee.key_value_heads,
                floats: aiki_attention_part_scratch(attention, tokens), work)
            if tokens * work.parts * heads * width >= Self.elementsPerTile {
                pool.run(tiles: tokens * heads, MergeWork(work: work))
            } else {
                for row in 0..<tokens * heads { work.merge(row) }
            }
        }
    }

    /// Writes rows of floats into a cache.
    ///
    /// - Parameters:
    ///   - values: (rows, width).
    ///   - rows: Count of rows: new positions.
    ///   - width: Numbers in a row; whole blocks of the type.
    ///   - type: f32, f16, bf16 or q8_0.
    ///   - target: Where the first row goes.
    ///   - strideBytes: Bytes from one row's target to the next's.
    public func storeKeyValue(
        _ values: UnsafePointer<Float>, rows: Int, width: Int, type: TensorType,
        into target: UnsafeMutableRawPointer, strideBytes: Int
    ) {
        guard let store = aiki_store(table.kernels, type.rawValue) else {
            preconditionFailure("No cache can be of \(type.name)")
        }
        precondition(type.byteCount(elements: width).map { $0 <= strideBytes || rows <= 1 } == true)
        for row in 0..<rows {
            store(values + row * width, width, target + row * strideBytes)
        }
    }
}
