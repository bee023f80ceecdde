import CAikiKernels

extension Compute {
    /// The widest head: its scores are summed in one go.
    public static let headWidthMax = 1024
    /// Query rows (tokens × heads that share a key head) that one tile covers.
    private static let queryRowsPerTile = 32

    /// Attention of new tokens over one layer's cache, which already holds their keys and values.
    ///
    /// Grouped queries: head h reads key head h / (H / Hkv). Scores are summed in f32, scaled,
    /// capped, masked, then folded into a running softmax block by block.
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
    ///   - out: (T, H · Dv). A token that sees nothing gets zeros.
    /// - Precondition: A causal cache holds firstPosition + T positions; for q8_0 both widths are
    ///   multiples of 32.
    /// - Complexity: O(T · positions · H · (D + Dv)).
    /// - SeeAlso: Ainslie 2023 §2.2; Milakov and Gimelshein 2018.
    public func attention(
        query: UnsafePointer<Float>, tokens: Int, heads: Int, keyValueHeads: Int, keyWidth: Int,
        valueWidth: Int, cache: CacheView, firstPosition: Int, scale: Float,
        slidingWindow: Int? = nil, softcap: Float? = nil, causal: Bool = true,
        into out: UnsafeMutablePointer<Float>
    ) {
        precondition(keyValueHeads > 0 && heads.isMultiple(of: keyValueHeads))
        precondition(keyWidth <= Self.headWidthMax && valueWidth <= Self.headWidthMax)
        precondition(cache.type.byteCount(elements: keyWidth) != nil, "Key width \(keyWidth)")
        precondition(cache.type.byteCount(elements: valueWidth) != nil, "Value width \(valueWidth)")
        precondition(firstPosition >= 0 && (slidingWindow ?? 1) > 0)
        precondition(!causal || firstPosition + tokens <= cache.count)
        guard tokens > 0 else { return }
        var attention = AikiAttention(
            query: query, out: out, keys: cache.keys, values: cache.values,
            key_stride: cache.keyStride, value_stride: cache.valueStride, count: cache.count,
            first_position: firstPosition, heads: heads, key_value_heads: keyValueHeads,
            key_width: keyWidth, value_width: valueWidth, window: slidingWindow ?? 0,
            type: cache.type.rawValue, scale: scale, softcap: softcap ?? 0, causal: causal)
        runAttention(&attention, tokens: tokens)
    }

    private func runAttention(_ attention: inout AikiAttention, tokens: Int) {
        let keyHeads = attention.key_value_heads
        let group = max(1, min(tokens, Self.queryRowsPerTile / (attention.heads / keyHeads)))
        let parts = (tokens + group - 1) / group
        let kernels = table.kernels
        withUnsafePointer(to: &attention) { attention in
            pool.runWithScratch(
                tiles: keyHeads * parts, floats: aiki_attention_scratch(attention, group)
            ) { tile, scratch in
                // The last tokens see most: handing them out first balances the threads.
                let first = (parts - 1 - tile / keyHeads) * group
                aiki_attention(
                    kernels, attention, tile % keyHeads, first, min(group, tokens - first),
                    scratch)
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
