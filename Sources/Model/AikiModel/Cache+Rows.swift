import AikiTensor

extension Cache {
    /// Bytes of one token's keys and values, all layers together.
    public var bytesPerToken: Int { (keyRowBytes + valueRowBytes) * layerCount }

    /// What keys and values depend on besides the tokens, in words: two caches with the same text
    /// hold the same bytes for the same tokens.
    public var stateDescription: String {
        let hex = String(fingerprint, radix: 16)
        return "model=\(hex) type=\(type.rawValue) rotation=\(usesLongRotation ? "long" : "short")"
            + " layers=\(layerCount) keys=\(keyRowBytes) values=\(valueRowBytes)"
    }

    /// Copies some tokens' keys and values out: for each layer their keys, then their values.
    ///
    /// - Precondition: the tokens are held, and the target has exactly their bytes.
    /// - Complexity: O(bytes); allocates nothing.
    public func copyRows(_ rows: Range<Int>, to target: UnsafeMutableRawBufferPointer) {
        precondition(rows.upperBound <= count, "\(rows) of \(count) tokens")
        precondition(target.count == rows.count * bytesPerToken, "\(target.count) bytes")
        guard var place = target.baseAddress else { return }
        for layer in 0..<layerCount {
            for (first, rowBytes) in [(keys(layer), keyRowBytes), (values(layer), valueRowBytes)] {
                place.copyMemory(
                    from: first + rows.lowerBound * rowBytes, byteCount: rows.count * rowBytes)
                place += rows.count * rowBytes
            }
        }
    }

    /// Appends some tokens of a block that ``copyRows(_:to:)`` made.
    ///
    /// - Parameters:
    ///   - rows: which of the block's tokens.
    ///   - blockTokens: how many tokens the block holds.
    ///   - source: the block, made by a cache of the same ``stateDescription``.
    ///   - adapterIdentity: what the block was computed with; see ``adapterIdentity``.
    /// - Throws: ``ModelError/contextFull(tokens:limit:)``; the cache is then as it was.
    /// - Precondition: the block has exactly the bytes of its tokens, and the rows are its own.
    /// - Complexity: O(bytes); allocates nothing.
    public func appendRows(
        _ rows: Range<Int>, of blockTokens: Int, from source: UnsafeRawBufferPointer,
        adapterIdentity: UInt64 = 0
    ) throws(ModelError) {
        precondition(rows.upperBound <= blockTokens, "\(rows) of \(blockTokens) tokens")
        precondition(source.count == blockTokens * bytesPerToken, "\(source.count) bytes")
        guard rows.count <= capacity - count else {
            throw .contextFull(tokens: count + rows.count, limit: capacity)
        }
        if count == 0 { self.adapterIdentity = adapterIdentity }
        precondition(self.adapterIdentity == adapterIdentity, "computed with other adapters")
        guard var place = source.baseAddress else { return }
        for layer in 0..<layerCount {
            for (first, rowBytes) in [(keys(layer), keyRowBytes), (values(layer), valueRowBytes)] {
                (first + count * rowBytes).copyMemory(
                    from: place + rows.lowerBound * rowBytes, byteCount: rows.count * rowBytes)
                place += blockTokens * rowBytes
            }
        }
        count += rows.count
    }
}
