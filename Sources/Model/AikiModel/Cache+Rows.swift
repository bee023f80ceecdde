#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#endif
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
        guard let block = target.baseAddress else { return }
        let copy = RowsCopy(
            cache: self, position: rows.lowerBound, count: rows.count, block: block,
            blockTokens: rows.count, blockFirst: 0, isInward: false)
        pool.run(tiles: layerCount, copy)
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
        guard let block = source.baseAddress else { return }
        // Fresh pages take longer than the copy: all threads take them.
        let copy = RowsCopy(
            cache: self, position: count, count: rows.count,
            block: UnsafeMutableRawPointer(mutating: block), blockTokens: blockTokens,
            blockFirst: rows.lowerBound, isInward: true)
        pool.run(tiles: layerCount, copy)
        count += rows.count
    }
}

/// Some tokens' keys and values on their way between a cache and a block: a tile is a layer.
private struct RowsCopy: TileWork {
    let cache: Cache
    /// The first of the tokens in the cache.
    let position: Int
    /// How many.
    let count: Int
    /// For each layer the keys of all its tokens, then their values.
    let block: UnsafeMutableRawPointer
    let blockTokens: Int
    /// The first of the tokens in the block.
    let blockFirst: Int
    /// Whether the block is read.
    let isInward: Bool

    func run(tile layer: Int, scratch: UnsafeMutablePointer<Float>) {
        let (keyBytes, valueBytes) = (cache.keyRowBytes, cache.valueRowBytes)
        let keys = block + layer * blockTokens * (keyBytes + valueBytes)
        copy(cache.keys(layer), keys, rowBytes: keyBytes)
        copy(cache.values(layer), keys + blockTokens * keyBytes, rowBytes: valueBytes)
    }

    private func copy(
        _ rows: UnsafeMutableRawPointer, _ blockRows: UnsafeMutableRawPointer, rowBytes: Int
    ) {
        let there = rows + position * rowBytes
        let here = blockRows + blockFirst * rowBytes
        if isInward {
            Self.takePages(there, count * rowBytes)
            there.copyMemory(from: here, byteCount: count * rowBytes)
        } else {
            here.copyMemory(from: there, byteCount: count * rowBytes)
        }
    }

    /// Has the system map what is about to be written, at once instead of page by page. Where it
    /// cannot, writing does it.
    private static func takePages(_ place: UnsafeMutableRawPointer, _ byteCount: Int) {
        #if os(Linux)
            // Linux's number of the advice to map pages for writing now, from 5.14 on.
            let populateWrite: Int32 = 23
            let pageMask = Int(getpagesize()) - 1
            let before = Int(bitPattern: place) & pageMask
            _ = madvise(place - before, byteCount + before, populateWrite)
        #endif
    }
}
