import CAikiKernels

/// Many tokens' attention: a tile is some tokens and the heads that read one key head.
struct BlockWork: TileWork {
    let kernels: UnsafePointer<AikiKernels>
    let attention: UnsafePointer<AikiAttention>
    let tokens: Int
    let group: Int
    let parts: Int

    func run(tile: Int, scratch: UnsafeMutablePointer<Float>) {
        let keyHeads = attention.pointee.key_value_heads
        // The last tokens see most: handing them out first balances the threads.
        let first = (parts - 1 - tile / keyHeads) * group
        aiki_attention(
            kernels, attention, tile % keyHeads, first, min(group, tokens - first), scratch)
    }
}

/// Few tokens' attention: a tile is a part of the past and the heads that read one key head.
struct PartWork: TileWork {
    let kernels: UnsafePointer<AikiKernels>
    let attention: UnsafePointer<AikiAttention>
    let tokens: Int
    let firstPart: Int
    let parts: Int
    /// (parts, T, H, part width).
    let sums: UnsafeMutablePointer<Float>

    func run(tile: Int, scratch: UnsafeMutablePointer<Float>) {
        let keyHeads = attention.pointee.key_value_heads
        let part = tile / keyHeads
        let stride = tokens * attention.pointee.heads * aiki_attention_part_width(attention)
        kernels.pointee.attention_part?(
            kernels, attention, tile % keyHeads, tokens, firstPart + part, sums + part * stride,
            scratch)
    }

    /// Sums the parts of a head of a token: row = token · H + head.
    func merge(_ row: Int) {
        aiki_attention_merge(attention, tokens, row, parts, sums)
    }
}

/// The sums over all parts: a tile is a head of a token.
struct MergeWork: TileWork {
    let work: PartWork

    func run(tile: Int, scratch: UnsafeMutablePointer<Float>) { work.merge(tile) }
}
